using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>items</c> (one schema for all), <c>minItems</c>, <c>maxItems</c> and <c>uniqueItems</c> (by JSON equality).</summary>
public sealed record ListKeywords(SchemaNode? Items, long? MinItems, long? MaxItems, bool UniqueItems)
{
    public static readonly IReadOnlyList<string> Names = ["items", "minItems", "maxItems", "uniqueItems"];

    public static ListKeywords? Read(JsonElement schema)
    {
        var keywords = new ListKeywords(
            schema.TryGetProperty("items", out var items) ? SchemaNode.Read(items) : null,
            SchemaReading.Limit(schema, "minItems"), SchemaReading.Limit(schema, "maxItems"), SchemaReading.Flag(schema, "uniqueItems"));
        return keywords is { Items: null, MinItems: null, MaxItems: null, UniqueItems: false } ? null : keywords;
    }

    public bool IsTooFew(int count) => MinItems is { } min && count < min;

    public bool IsTooMany(int count) => MaxItems is { } max && count > max;

    internal void Evaluate(JsonElement list, string path, List<SchemaViolation> violations)
    {
        var count = list.GetArrayLength();
        if (IsTooFew(count))
            violations.Add(new SchemaViolation(path, "minItems"));
        if (IsTooMany(count))
            violations.Add(new SchemaViolation(path, "maxItems"));
        if (UniqueItems && list.EnumerateArray().Select(CanonicalJson.Of).Distinct(StringComparer.Ordinal).Count() != count)
            violations.Add(new SchemaViolation(path, "uniqueItems"));
        if (Items is null)
            return;
        var index = 0;
        foreach (var item in list.EnumerateArray())
            Items.Evaluate(item, $"{path}/{index++}", violations);
    }
}
