namespace NoCodeCrm.Platform.Records;

/// <summary>A remark on a record; plain text.</summary>
public sealed class Comment
{
    public long Id { get; set; }
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public required string Text { get; set; }
    public DateTimeOffset At { get; set; }
    public long Author { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
}
