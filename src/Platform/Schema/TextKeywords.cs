using System.Text.Json;
using NoCodeCrm.Platform.Schema.Patterns;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>minLength</c>, <c>maxLength</c> and <c>pattern</c>. Lengths count Unicode code points.</summary>
public sealed record TextKeywords(long? MinLength, long? MaxLength, EcmaPattern? Pattern)
{
    public static readonly IReadOnlyList<string> Names = ["minLength", "maxLength", "pattern"];

    public static TextKeywords? Read(JsonElement schema)
    {
        var keywords = new TextKeywords(SchemaReading.Limit(schema, "minLength"), SchemaReading.Limit(schema, "maxLength"),
            SchemaReading.Text(schema, "pattern") is { } pattern ? EcmaPattern.Read(pattern) : null);
        return keywords is { MinLength: null, MaxLength: null, Pattern: null } ? null : keywords;
    }

    public bool IsTooShort(string text) => MinLength is { } min && Length(text) < min;

    public bool IsTooLong(string text) => MaxLength is { } max && Exceeds(text, max);

    /// <summary>The pattern may match anywhere in the text.</summary>
    public bool Mismatches(string text) => Pattern?.Matches(text) == false;

    // There are at most as many code points as UTF-16 units: most texts need no count.
    public static bool Exceeds(string text, long max) => text.Length > max && Length(text) > max;

    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                length--;
        return length;
    }

    internal IEnumerable<string> Broken(string text)
    {
        if (IsTooShort(text))
            yield return "minLength";
        if (IsTooLong(text))
            yield return "maxLength";
        if (Mismatches(text))
            yield return "pattern";
    }
}
