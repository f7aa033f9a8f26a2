namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>
/// What a record was like on the days from ValidFrom up to, not including, ValidTo. A day's state is that in which it begins, at midnight of
/// the company's zone. State: JSON <c>{member: value}</c> of the tracked members that have a value. Days on which a record did not
/// exist or lay in the recycle bin have no period.
/// </summary>
public sealed class RecordPeriod
{
    /// <summary>The end of a period that still holds.</summary>
    public static readonly DateOnly Open = new(9999, 12, 31);

    public long Id { get; set; }
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly ValidTo { get; set; }

    /// <summary>The stage of the form's first pipeline, to look for without reading the state.</summary>
    public string? Stage { get; set; }
    public required string State { get; set; }
}

/// <summary>How far the periods of a form have come. Basis: what they were made of; other members or another zone mean making them anew.</summary>
public sealed class PeriodProgress
{
    public required string Form { get; set; }
    public required string Basis { get; set; }

    /// <summary>The place in the change log up to which everything is in periods.</summary>
    public required string Cursor { get; set; }
}
