namespace NoCodeCrm.Platform.Records;

/// <summary>
/// One stage change of a record with what was forecast then. Dwell: seconds spent in From. Skipped: a stage passed over, with zero dwell.
/// Amounts are decimal text, exact on every database; dates <c>yyyy-MM-dd</c>.
/// </summary>
public sealed class StageVisit
{
    public long Id { get; set; }
    public required string Form { get; set; }
    public required string Field { get; set; }
    public long RecordId { get; set; }
    public int Cycle { get; set; }
    public string? From { get; set; }
    public required string To { get; set; }
    public DateTimeOffset At { get; set; }
    public long? Actor { get; set; }
    public required string Via { get; set; }
    public string? Amount { get; set; }
    public string? CloseDate { get; set; }
    public string? ProbabilityBefore { get; set; }
    public string? ProbabilityAfter { get; set; }
    public long? DwellSeconds { get; set; }
    public bool Skipped { get; set; }
    public string? Reason { get; set; }
    public long? Owner { get; set; }
}
