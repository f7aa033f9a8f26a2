namespace NoCodeCrm.Platform.Metadata;

/// <summary>A template that has been installed and not removed. Manifest: its <c>template.json</c> as it was then.</summary>
public sealed class InstalledTemplate
{
    public required string Key { get; set; }
    public string? Version { get; set; }
    public required string Manifest { get; set; }
    public required DateTimeOffset At { get; set; }
    public long? By { get; set; }
}

/// <summary>
/// A document as a template brought it, whatever has become of it here since: what a later version is compared with, so that
/// local changes are told from the template's (ADR 19). File: its path in the template.
/// </summary>
public sealed class InstalledDocument
{
    public required string Template { get; set; }
    public required string Kind { get; set; }
    public required string Key { get; set; }
    public required string File { get; set; }
    public required string Document { get; set; }
}
