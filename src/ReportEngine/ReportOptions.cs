namespace NoCodeCrm.ReportEngine;

/// <summary>Limits of an installation. Timeout: how long one query may run before it is ended.</summary>
public sealed class ReportOptions
{
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many widgets of one dashboard are computed at a time.</summary>
    public int ParallelWidgets { get; set; } = 2;
}
