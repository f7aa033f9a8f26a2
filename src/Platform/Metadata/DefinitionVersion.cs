namespace NoCodeCrm.Platform.Metadata;

/// <summary>One immutable version of a definition. Kind: form, pipeline, role, dashboard. The highest version is current; Deleted ends the line.</summary>
public sealed class DefinitionVersion
{
    public long Id { get; set; }
    public required string Kind { get; set; }
    public required string Key { get; set; }
    public required int Version { get; set; }
    public required string Document { get; set; }
    public required DateTimeOffset At { get; set; }
    public long? By { get; set; }
    public string? Note { get; set; }
    public bool Deleted { get; set; }
}
