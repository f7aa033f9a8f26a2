namespace NoCodeCrm.Platform.Records;

/// <summary>
/// One handing over of records from people to others. Id: also that of its job. From: null when single records were chosen.
/// Moved and Skipped count items; Returned and Kept those of its undoing, which UndoJob carries out once.
/// </summary>
public sealed class Handover
{
    public required string Id { get; set; }
    public long By { get; set; }
    public DateTimeOffset At { get; set; }
    public long? From { get; set; }
    public string? Note { get; set; }
    public int Total { get; set; }
    public int Moved { get; set; }
    public int Skipped { get; set; }
    public string? UndoJob { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public int Returned { get; set; }
    public int Kept { get; set; }
}

/// <summary>
/// One record of a handover. Part: a record and the open tasks that go along with it share a number and a transaction; Leads: it is
/// the record itself. Outcome: null until tried, then <c>moved</c> or <c>skipped</c> with the Code of the reason; Version: of the
/// record after it moved. UndoOutcome: <c>returned</c> or <c>kept</c>.
/// </summary>
public sealed class HandoverItem
{
    public const string Moved = "moved";
    public const string Skipped = "skipped";
    public const string Returned = "returned";
    public const string Kept = "kept";

    public long Id { get; set; }
    public required string Handover { get; set; }
    public int Part { get; set; }
    public bool Leads { get; set; }
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public long? FromOwner { get; set; }
    public long ToOwner { get; set; }
    public long? Version { get; set; }
    public string? Outcome { get; set; }
    public string? Code { get; set; }
    public string? UndoOutcome { get; set; }
}
