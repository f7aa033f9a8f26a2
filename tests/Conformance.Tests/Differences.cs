using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Schema.Formats;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>
/// Where we differ from ajv 8 on purpose, each with its argument. A difference covers a schema and a value by what stands
/// in them, so that it can't hide another disagreement.
/// </summary>
internal static class Differences
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static readonly IReadOnlyList<Difference> All =
    [
        new("digits", "ajv reads numbers as doubles, which hold neither more than 15 digits nor every exponent; ours are exact.",
            """{"type": "integer"}""", """1.00000000000000000001""",
            null, (_, value) => value.ValueKind == JsonValueKind.Number && !IsSameAsDouble(value.GetRawText())),
        new("equal digits", "Items that differ beyond what doubles hold are the same to ajv; ours are told apart.",
            """{"type": "array", "uniqueItems": true}""", "[1e400, 1e500]",
            true, (schema, value) => schema.TryGetProperty("uniqueItems", out _) && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(HoldsMoreThanDoubles)),
        new("local host", "A host name of one label (x@localhost) is a domain of RFC 5321 and common within a company; ajv asks for a dot.",
            """{"format": "email"}""", "\"ann@localhost\"",
            true, (schema, value) => HasFormat(schema, "email") && Text(value) is { } text && !text[(text.IndexOf('@') + 1)..].Contains('.')),
        new("loose date-time", "RFC 3339 has T between day and time and a colon in the offset; ajv also takes a blank, and an offset without a colon or minutes.",
            """{"format": "date-time"}""", "\"2024-01-01T00:00:00+0800\"",
            false, (schema, value) => HasFormat(schema, "date-time") && Text(value) is { } text && Regex.IsMatch(text, @"^.{10}\s|[+-]\d\d(\d\d)?$", RegexOptions.ExplicitCapture, Limit)),
        new("hour 24", "A leap second does not make an hour 24 of a day; ajv looks at the time in UTC only.",
            """{"format": "date-time"}""", "\"2016-12-31T24:59:60+01:00\"",
            false, (schema, value) => HasFormat(schema, "date-time") && Text(value) is { } text && Regex.IsMatch(text, @"T(2[4-9]|[3-9]\d):|:[6-9]\d:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Limit)),
        new("slashes of a URI", "After one slash comes a path, after two an authority; ajv's expression takes either for either.",
            """{"format": "uri"}""", "\"http:/[::1]\"",
            false, (schema, value) => HasFormat(schema, "uri") && Text(value) is { } text && UriSyntax.IsUri(OtherSlashes(text))),
    ];

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool HasFormat(JsonElement schema, string format) => schema.TryGetProperty("format", out var found) && found.ValueEquals(format);

    private static string OtherSlashes(string text) => text.Contains("://", StringComparison.Ordinal)
        ? text.Replace("://", ":/", StringComparison.Ordinal)
        : text.Replace(":/", "://", StringComparison.Ordinal);

    private static bool HoldsMoreThanDoubles(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => !IsSameAsDouble(value.GetRawText()),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsMoreThanDoubles),
        JsonValueKind.Object => value.EnumerateObject().Any(m => HoldsMoreThanDoubles(m.Value)),
        _ => false,
    };

    private static bool IsSameAsDouble(string number)
    {
        var read = double.Parse(number, CultureInfo.InvariantCulture);
        return double.IsFinite(read)
            && JsonNumber.TryParse(number, out var exact) && JsonNumber.TryParse(read.ToString("R", CultureInfo.InvariantCulture), out var rounded)
            && exact == rounded && exact.DigitCount <= 15;
    }
}

/// <summary>Schema and Value: an example. OursIsValid: our verdict where the two differ, null = either. Matches: whether it speaks about this part of the schema and the value that stands there.</summary>
internal sealed record Difference(string Name, string Reason, string Schema, string Value, bool? OursIsValid, Func<JsonElement, JsonElement, bool> Matches)
{
    public bool Covers(JsonElement schema, string value, bool oursIsValid)
    {
        using var document = JsonDocument.Parse(value);
        return oursIsValid == (OursIsValid ?? oursIsValid) && Within(schema, document.RootElement);
    }

    private bool Within(JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return false;
        if (Matches(schema, value))
            return true;
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            return value.EnumerateArray().Any(item => Within(items, item));
        return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(m =>
            schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(m.Name, out var member) ? Within(member, m.Value)
            : schema.TryGetProperty("additionalProperties", out var others) && Within(others, m.Value));
    }
}
