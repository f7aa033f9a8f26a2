namespace NoCodeCrm.Platform.Metadata;

/// <summary>Holds the current snapshot. Swapped after the COMMIT of a publish and before the next command runs.</summary>
public sealed class MetadataCache
{
    private volatile MetadataSnapshot _current = MetadataSnapshot.Empty;

    public MetadataSnapshot Current => _current;

    public void Swap(MetadataSnapshot next) => _current = next with { Generation = _current.Generation + 1 };
}
