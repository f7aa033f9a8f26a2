namespace NoCodeCrm.Platform.Notifications;

/// <summary>
/// One person is told of one event. Holds no value of a record: what it says is read when it is shown, with the rights
/// that its receiver has then. EventKey names the event; no person is told of the same event twice.
/// </summary>
public sealed class Notification
{
    public long Id { get; set; }
    public long UserId { get; set; }
    public required string Kind { get; set; }
    public required string EventKey { get; set; }
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public long? Actor { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The comment that it is about, where there is one.</summary>
    public long? CommentId { get; set; }
}

/// <summary>What a person chose about a record, or what a comment or mention chose for them: to hear of it, or not to.</summary>
public sealed class Follower
{
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public long UserId { get; set; }
    public bool Following { get; set; }
}
