using System.Collections.Frozen;
using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>enum</c>: equal, as JSON, to one of the values listed.</summary>
public sealed class ChoiceKeyword
{
    public const string Name = "enum";

    private readonly FrozenSet<string> _texts;
    private readonly FrozenSet<string> _values;

    private ChoiceKeyword(IReadOnlyList<JsonElement> values)
    {
        _texts = values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!).ToFrozenSet(StringComparer.Ordinal);
        _values = values.Select(CanonicalJson.Of).ToFrozenSet(StringComparer.Ordinal);
    }

    public static ChoiceKeyword? Read(JsonElement schema) =>
        !schema.TryGetProperty(Name, out var list) ? null
        : list.ValueKind == JsonValueKind.Array ? new ChoiceKeyword([.. list.EnumerateArray()]) : throw SchemaReading.Malformed(Name);

    public bool Allows(string text) => _texts.Contains(text);

    public bool Allows(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Allows(value.GetString()!) : _values.Contains(CanonicalJson.Of(value));
}
