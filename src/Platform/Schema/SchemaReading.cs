using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>Keyword values as draft-07 types them; absent is null, malformed throws ArgumentException.</summary>
internal static class SchemaReading
{
    /// <summary>A whole number from zero on; <c>2.0</c> is one. What no 64-bit number holds counts as the largest.</summary>
    public static long? Limit(JsonElement schema, string name)
    {
        if (Number(schema, name) is not { } number)
            return null;
        if (!number.IsInteger || number.Sign < 0)
            throw Malformed(name);
        return number.TryGetInt64(out var limit) ? limit : long.MaxValue;
    }

    public static JsonNumber? Number(JsonElement schema, string name) =>
        !schema.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? JsonNumber.Of(value) : throw Malformed(name);

    public static bool Flag(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Malformed(name));

    public static string? Text(JsonElement schema, string name) =>
        !schema.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Malformed(name);

    public static ArgumentException Malformed(string keyword) => new($"The value of {keyword} is malformed.");
}
