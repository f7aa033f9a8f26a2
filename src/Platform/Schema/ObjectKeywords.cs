using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>properties</c>, <c>required</c> and <c>additionalProperties</c>.</summary>
public sealed record ObjectKeywords(FrozenDictionary<string, SchemaNode> Properties, IReadOnlyList<string> Required, SchemaNode? AdditionalProperties)
{
    public static readonly IReadOnlyList<string> Names = ["properties", "required", "additionalProperties"];

    public static ObjectKeywords? Read(JsonElement schema)
    {
        if (!Names.Any(name => schema.TryGetProperty(name, out _)))
            return null;
        var properties = schema.TryGetProperty("properties", out var members)
            ? members.ValueKind == JsonValueKind.Object ? members.EnumerateObject().ToList() : throw SchemaReading.Malformed("properties")
            : [];
        var required = schema.TryGetProperty("required", out var names)
            ? names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().ToList() : throw SchemaReading.Malformed("required")
            : [];
        if (required.Any(n => n.ValueKind != JsonValueKind.String))
            throw SchemaReading.Malformed("required");
        return new ObjectKeywords(
            properties.ToFrozenDictionary(p => p.Name, p => SchemaNode.Read(p.Value), StringComparer.Ordinal),
            [.. required.Select(n => n.GetString()!)],
            schema.TryGetProperty("additionalProperties", out var others) ? SchemaNode.Read(others) : null);
    }

    internal void Evaluate(JsonElement value, string path, List<SchemaViolation> violations)
    {
        foreach (var name in Required)
            if (!value.TryGetProperty(name, out _))
                violations.Add(new SchemaViolation(JsonPointer.Member(path, name), "required"));
        foreach (var member in value.EnumerateObject())
        {
            var at = JsonPointer.Member(path, member.Name);
            if (Properties.TryGetValue(member.Name, out var schema))
                schema.Evaluate(member.Value, at, violations);
            else
                AdditionalProperties?.Evaluate(member.Value, at, violations);
        }
    }
}
