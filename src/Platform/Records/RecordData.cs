namespace NoCodeCrm.Platform.Records;

/// <summary>One record as it stands: system members and the values of the fields that were asked for. Blank fields are absent or null.</summary>
public sealed class RecordData
{
    public long Id { get; set; }
    public long Version { get; set; }
    public long? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public long? CreatedBy { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public long? UpdatedBy { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>JSON list of rules that a historical import left unmet; null when there are none.</summary>
    public string? Unmet { get; set; }
    public Dictionary<string, object?> Values { get; init; } = [];

    public object? this[string key] => key == Metadata.SystemMembers.Owner ? Owner : Values.GetValueOrDefault(key);

    public RecordData Copy() => new()
    {
        Id = Id,
        Version = Version,
        Owner = Owner,
        CreatedAt = CreatedAt,
        CreatedBy = CreatedBy,
        UpdatedAt = UpdatedAt,
        UpdatedBy = UpdatedBy,
        DeletedAt = DeletedAt,
        Unmet = Unmet,
        Values = new Dictionary<string, object?>(Values),
    };

    /// <summary>Sets a field, or the owner, which lives in its own column.</summary>
    public void Set(string key, object? value)
    {
        if (key == Metadata.SystemMembers.Owner)
            Owner = (long?)value;
        else
            Values[key] = value;
    }
}
