namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Work on a definition that is not published yet; one per definition, shared by all who design. Document: any JSON object, it is
/// checked when it is published. BaseVersion: the version it began from, null when there was none. Revision: counts savings, from 1.
/// </summary>
public sealed class DefinitionDraft
{
    public required string Kind { get; set; }
    public required string Key { get; set; }
    public required int Revision { get; set; }
    public required string Document { get; set; }
    public int? BaseVersion { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public long? By { get; set; }
}
