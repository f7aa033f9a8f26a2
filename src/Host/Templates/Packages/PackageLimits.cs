namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>How large an uploaded template may be. Bytes are counted while they are read, whatever the archive says of itself.</summary>
public sealed record PackageLimits
{
    public long CompressedBytes { get; init; } = 20L * 1024 * 1024;
    public long ExpandedBytes { get; init; } = 100L * 1024 * 1024;
    public int Files { get; init; } = 2_000;

    /// <summary>Of one document; data is bound by the whole alone.</summary>
    public int DocumentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Levels of nesting of a document, and of a line of data.</summary>
    public int Depth { get; init; } = 64;
}
