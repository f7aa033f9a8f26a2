namespace NoCodeCrm.Platform.Records;

/// <summary>
/// A record was loaded as sample data and goes with it. Ref: its name in the sample, by which an interrupted load finds
/// what is already there; null for a record of someone's own that cannot be without a sample record.
/// </summary>
public sealed class SampleRecord
{
    public required string Form { get; set; }
    public long RecordId { get; set; }
    public string? Ref { get; set; }
}
