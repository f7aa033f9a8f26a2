namespace NoCodeCrm.Platform.Events;

/// <summary>An effect to carry out after its transaction committed; written with it, removed once done.</summary>
public sealed class OutboxMessage
{
    public long Id { get; set; }
    public required string Kind { get; set; }
    public required string Payload { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset AvailableAt { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }
}
