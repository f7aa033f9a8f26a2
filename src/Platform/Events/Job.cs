namespace NoCodeCrm.Platform.Events;

/// <summary>A piece of long work with progress. Progress: JSON owned by the job's kind, committed together with what it counts.</summary>
public sealed class Job
{
    public required string Id { get; set; }
    public required string Kind { get; set; }
    public string? Form { get; set; }
    public required string State { get; set; }
    public long Actor { get; set; }
    public required string Request { get; set; }
    public required string Progress { get; set; }
    public string? Error { get; set; }
    public bool CancelRequested { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}
