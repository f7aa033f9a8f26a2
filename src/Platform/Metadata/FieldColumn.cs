namespace NoCodeCrm.Platform.Metadata;

/// <summary>Where a field's values live: chosen once when the field is first published, kept when it is deleted.</summary>
public sealed class FieldColumn
{
    public required string Form { get; set; }
    public required string Column { get; set; }
    public required string FieldId { get; set; }
    public required string Key { get; set; }
    public required string Type { get; set; }
    public int Scale { get; set; }
    public bool Active { get; set; }
}
