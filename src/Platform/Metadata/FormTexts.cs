using System.Text.Json;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Texts of fields that the parser passes on as they are, held to the same length as labels. Asked at publishing only, so that
/// a form from before this was asked still loads.
/// </summary>
internal static class FormTexts
{
    private static readonly string[] Members = ["help", "placeholder", "reverse"];

    public static void Check(JsonElement form, List<Problem> problems)
    {
        if (form.ValueKind != JsonValueKind.Object || !form.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in properties.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("x-field", out var settings) && settings.ValueKind == JsonValueKind.Object)
            {
                var reader = new DocumentReader(settings, $"/properties/{property.Name}/x-field", problems);
                foreach (var member in Members)
                    reader.Text(member);
            }
    }
}
