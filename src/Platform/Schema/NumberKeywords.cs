using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>
/// <c>minimum</c>, <c>maximum</c>, their exclusive forms and <c>multipleOf</c>, compared exactly: no number is rounded,
/// however many digits it or the limit has.
/// </summary>
public sealed record NumberKeywords(JsonNumber? Minimum, JsonNumber? ExclusiveMinimum, JsonNumber? Maximum, JsonNumber? ExclusiveMaximum, JsonNumber? MultipleOf)
{
    public static readonly IReadOnlyList<string> Names = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];

    public static NumberKeywords? Read(JsonElement schema)
    {
        var keywords = new NumberKeywords(
            SchemaReading.Number(schema, "minimum"), SchemaReading.Number(schema, "exclusiveMinimum"),
            SchemaReading.Number(schema, "maximum"), SchemaReading.Number(schema, "exclusiveMaximum"),
            SchemaReading.Number(schema, "multipleOf"));
        if (keywords.MultipleOf is { Sign: <= 0 })
            throw SchemaReading.Malformed("multipleOf");
        return keywords == new NumberKeywords(null, null, null, null, null) ? null : keywords;
    }

    public bool IsBelowMinimum(JsonNumber number) => Minimum is { } min && JsonNumber.Compare(number, min) < 0;

    public bool IsNotAbove(JsonNumber number) => ExclusiveMinimum is { } min && JsonNumber.Compare(number, min) <= 0;

    public bool IsAboveMaximum(JsonNumber number) => Maximum is { } max && JsonNumber.Compare(number, max) > 0;

    public bool IsNotBelow(JsonNumber number) => ExclusiveMaximum is { } max && JsonNumber.Compare(number, max) >= 0;

    public bool IsNoMultiple(JsonNumber number) => MultipleOf is { } step && !number.IsMultipleOf(step);

    internal IEnumerable<string> Broken(JsonNumber number)
    {
        if (IsBelowMinimum(number))
            yield return "minimum";
        if (IsNotAbove(number))
            yield return "exclusiveMinimum";
        if (IsAboveMaximum(number))
            yield return "maximum";
        if (IsNotBelow(number))
            yield return "exclusiveMaximum";
        if (IsNoMultiple(number))
            yield return "multipleOf";
    }
}
