namespace NoCodeCrm.Platform.Records;

/// <summary>
/// One append-only row of the change log. Diff: JSON <c>{fieldId: [before, after]}</c>. Owner and Stage are those after the
/// change, so that credit and funnels can be told as of then. Via: form, move, bulk, handover, handover.undo, import, api, setup, system.
/// </summary>
public sealed class ChangeEntry
{
    public long Seq { get; set; }

    /// <summary>PostgreSQL only: the transaction that wrote it, filled in by the database, because sequences commit out of order there.</summary>
    public ulong Xid { get; set; }
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public long Version { get; set; }
    public required string Kind { get; set; }
    public long? Actor { get; set; }
    public long? OnBehalfOf { get; set; }
    public required string Via { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Diff { get; set; }
    public long? Owner { get; set; }
    public string? Stage { get; set; }
    public string? Reason { get; set; }
}
