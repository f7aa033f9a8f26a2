using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Gives every property that came without an id one: that of the field with this key, which it must mean, else a fresh one.</summary>
internal static class FieldIds
{
    public static JsonElement Fill(JsonElement document, FormModel? current)
    {
        if (JsonNode.Parse(document.GetRawText()) is not JsonObject root || root["properties"] is not JsonObject properties)
            return document;
        foreach (var (key, property) in properties)
            if (property is JsonObject schema && schema["x-field"] is JsonObject settings && settings["id"] is null)
            {
                settings.Remove("id");
                settings.Insert(0, "id", current?.Field(key)?.Id ?? "fld_" + Guid.NewGuid().ToString("N")[..16]);
            }
        return JsonSerializer.SerializeToElement(root, Json.PlainJson.Options);
    }
}
