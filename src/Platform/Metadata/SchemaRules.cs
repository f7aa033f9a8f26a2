using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Schema.Patterns;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Whether the values of JSON Schema keywords are what draft-07 says, so that nothing malformed is met when a record is saved.</summary>
internal static class SchemaRules
{
    public static void Check(DocumentReader schema)
    {
        if (!schema.IsObject)
            return;
        foreach (var keyword in schema.Json.EnumerateObject())
            if (Fault(keyword.Name, keyword.Value) is { } code)
                schema.Fault(keyword.Name, code);
    }

    private static string? Fault(string keyword, JsonElement value) => keyword switch
    {
        "minLength" or "maxLength" or "minItems" or "maxItems" => IsLimit(value) ? null : "document.integer",
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => IsNumber(value) ? null : "document.number",
        "multipleOf" => !IsNumber(value) ? "document.number" : JsonNumber.Of(value).Sign > 0 ? null : "form.multiple_of",
        "uniqueItems" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "document.boolean",
        "pattern" => value.ValueKind == JsonValueKind.String && EcmaPattern.TryRead(value.GetString()!, out _) ? null : "form.pattern",
        "enum" => value.ValueKind == JsonValueKind.Array ? null : "document.array",
        _ => null,
    };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsLimit(JsonElement value) => IsNumber(value) && JsonNumber.Of(value) is { IsInteger: true, Sign: >= 0 };
}
