using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>The records that a chunk's rows mean by their key, as they stand at each moment of the chunk.</summary>
public sealed class KeyedRecords
{
    private readonly IReadOnlyList<FieldDefinition> _key;
    private readonly Dictionary<string, List<RecordData>> _records = [];

    private KeyedRecords(IReadOnlyList<FieldDefinition> key) => _key = key;

    public static async Task<KeyedRecords> LoadAsync(CommandScope scope, RecordLookup lookup, ImportPlan plan, IEnumerable<RowReading> readings, CancellationToken ct)
    {
        var keyed = new KeyedRecords(plan.Key);
        var wanted = new Dictionary<string, object[]>();
        foreach (var reading in readings)
            if (keyed.KeyOf(f => reading.Values.GetValueOrDefault(f.Key)) is { } key)
                wanted[key] = [.. plan.Key.Select(f => reading.Values[f.Key]!)];
        foreach (var record in wanted.Count == 0 ? [] : await lookup.ByKeysAsync(scope, plan.Access, plan.Form, plan.Key, wanted.Values, ct))
            keyed.Entry(keyed.KeyOf(f => record[f.Key])!).Add(record);
        return keyed;
    }

    /// <summary>The key as text, null when a part is blank or rows have no key at all.</summary>
    public string? KeyOf(RowReading reading) => KeyOf(f => reading.Values.GetValueOrDefault(f.Key));

    public IReadOnlyList<RecordData> Find(string? key) => key is null ? [] : _records.GetValueOrDefault(key) ?? [];

    /// <summary>The record of a key as it is from now on.</summary>
    public void Set(string? key, RecordData record)
    {
        if (key is not null)
            _records[key] = [record];
    }

    private List<RecordData> Entry(string key) => _records.TryGetValue(key, out var entry) ? entry : _records[key] = [];

    private string? KeyOf(Func<FieldDefinition, object?> value)
    {
        if (_key.Count == 0)
            return null;
        var parts = _key.Select(f => value(f) is { } v ? f.Type.WriteText(v) : null).ToList();
        return parts.Contains(null) ? null : string.Join('\u001f', parts);
    }
}
