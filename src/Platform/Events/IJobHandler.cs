namespace NoCodeCrm.Platform.Events;

/// <summary>States of a job, as stored and shown.</summary>
public static class JobStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
}

/// <summary>
/// Runs one kind of job. It commits its progress together with the work that the progress counts, so that after a crash
/// it goes on from there; it is handed the job as last committed.
/// </summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>Does the work. Throws OperationCanceledException when the token says so; finished parts stay.</summary>
    Task RunAsync(Job job, CancellationToken ct);
}
