using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>type</c>: one type or several. A number without a fraction is an integer, however it is written (<c>1.0</c>, <c>1e3</c>).</summary>
public sealed record TypeKeyword(IReadOnlyList<string> Types)
{
    public const string Name = "type";

    private static readonly string[] Known = ["null", "boolean", "object", "array", "number", "string", "integer"];

    public static TypeKeyword? Read(JsonElement schema)
    {
        if (!schema.TryGetProperty(Name, out var value))
            return null;
        var types = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        return types.Count > 0 && types.All(t => t.ValueKind == JsonValueKind.String && Known.Contains(t.GetString()))
            ? new TypeKeyword([.. types.Select(t => t.GetString()!)])
            : throw SchemaReading.Malformed(Name);
    }

    public bool Accepts(JsonElement value)
    {
        foreach (var type in Types)
            if (Is(type, value))
                return true;
        return false;
    }

    private static bool Is(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && JsonNumber.Of(value).IsInteger),
        _ => false,
    };
}
