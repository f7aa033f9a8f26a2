namespace NoCodeCrm.Platform.Records;

/// <summary>A record that came with a template's data. Ref: its name there, by which an interrupted load goes on and a second one adds nothing twice.</summary>
public sealed class LoadedRecord
{
    public required string Template { get; set; }
    public required string Form { get; set; }
    public required string Ref { get; set; }
    public long RecordId { get; set; }
}
