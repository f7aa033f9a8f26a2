using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>The closed list of draft-07 keywords that a document may use, and what of a schema lies outside of it.</summary>
public static class SchemaSubset
{
    /// <summary>Keywords that decide about a value.</summary>
    public static readonly FrozenSet<string> Assertions = FrozenSet.ToFrozenSet(
    [
        TypeKeyword.Name, ChoiceKeyword.Name, FormatKeyword.Name,
        .. TextKeywords.Names, .. NumberKeywords.Names, .. ListKeywords.Names, .. ObjectKeywords.Names,
    ]);

    /// <summary>Keywords that describe and decide nothing, with the two of our own.</summary>
    public static readonly FrozenSet<string> Annotations = FrozenSet.ToFrozenSet(
        ["$schema", "$id", "$comment", "title", "description", "default", "examples", "readOnly", "writeOnly", "x-form", "x-field"]);

    /// <summary>Every keyword, at any depth, that is not of the subset. Path: JSON pointer into the schema.</summary>
    public static IReadOnlyList<SchemaViolation> Outside(JsonElement schema)
    {
        var found = new List<SchemaViolation>();
        Look(schema, "", found);
        return found;
    }

    private static void Look(JsonElement schema, string path, List<SchemaViolation> found)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in schema.EnumerateObject())
        {
            var at = JsonPointer.Member(path, property.Name);
            if (!Assertions.Contains(property.Name) && !Annotations.Contains(property.Name))
                found.Add(new SchemaViolation(at, property.Name));
            else if (property.Name == FormatKeyword.Name && !FormatKeyword.IsKnown(property.Value))
                found.Add(new SchemaViolation(at, $"format {property.Value}"));
            else if (property.Name == "items" && property.Value.ValueKind == JsonValueKind.Array)
                found.Add(new SchemaViolation(at, "items as a list of schemas"));
            else if (property.Name is "items" or "additionalProperties")
                Look(property.Value, at, found);
            else if (property.Name == "properties" && property.Value.ValueKind == JsonValueKind.Object)
                foreach (var inner in property.Value.EnumerateObject())
                    Look(inner.Value, $"{at}/{inner.Name}", found);
        }
    }
}
