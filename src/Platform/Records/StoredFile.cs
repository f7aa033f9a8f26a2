namespace NoCodeCrm.Platform.Records;

/// <summary>An uploaded file. Name is the random name on disk, never the user's; Title is what the user called it.</summary>
public sealed class StoredFile
{
    public long Id { get; set; }
    public required string Name { get; set; }
    public required string Title { get; set; }
    public required string ContentType { get; set; }
    public long Size { get; set; }
    public DateTimeOffset At { get; set; }
    public long By { get; set; }
    public string? Form { get; set; }
    public long? RecordId { get; set; }
    public string? Slot { get; set; }

    /// <summary>The first file of those that replaced each other; null for a first file. See <see cref="Version"/>.</summary>
    public long? Family { get; set; }

    /// <summary>1 for a first file, then one more with each that replaces it; never given twice within a family.</summary>
    public int Version { get; set; } = 1;
    public DateTimeOffset? DeletedAt { get; set; }
}
