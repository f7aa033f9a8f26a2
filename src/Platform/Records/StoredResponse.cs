namespace NoCodeCrm.Platform.Records;

/// <summary>The answer given to an idempotent request, kept for 24 hours under its actor and key.</summary>
public sealed class StoredResponse
{
    public long Actor { get; set; }
    public required string Key { get; set; }
    public required string RequestHash { get; set; }
    public int Status { get; set; }
    public required string Headers { get; set; }
    public required string Body { get; set; }
    public DateTimeOffset At { get; set; }
}
