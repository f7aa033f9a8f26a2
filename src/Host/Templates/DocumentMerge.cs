using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>What is special about forms when two versions of one become one.</summary>
internal static class DocumentMerge
{
    /// <summary>
    /// A template's form with the ids that fields of these keys have here: an installation that once gave ids of its own goes on
    /// with them, so that no field loses its column.
    /// </summary>
    public static JsonElement WithIdsOf(JsonElement form, JsonElement here)
    {
        var (root, mine) = (JsonNode.Parse(form.GetRawText()), Properties(here));
        if (root is not JsonObject { } document || document["properties"] is not JsonObject properties || mine is null)
            return form;
        var isChanged = false;
        foreach (var (key, property) in properties)
            if ((property as JsonObject)?["x-field"] is JsonObject settings && Id(mine[key]) is { } id && Id(property) != id)
            {
                settings.Remove("id");
                settings.Insert(0, "id", id);
                isChanged = true;
            }
        return isChanged ? JsonSerializer.SerializeToElement(document, PlainJson.Options) : form;
    }

    /// <summary>
    /// What follows from a merge: <c>enum</c> names the options that there are, and neither <c>required</c> nor a layout a field
    /// that is no more.
    /// </summary>
    public static JsonElement Tidy(JsonElement form)
    {
        if (JsonNode.Parse(form.GetRawText()) is not JsonObject root || root["properties"] is not JsonObject properties)
            return form;
        foreach (var (_, property) in properties)
            if ((property as JsonObject)?["x-field"] is JsonObject settings && settings["options"] is JsonArray options)
                NameOptions((JsonObject)property!, options);
        Keep(root["required"] as JsonArray, key => properties.ContainsKey(key));
        if ((root["x-form"] as JsonObject)?["layouts"] is JsonObject layouts)
            foreach (var (_, layout) in layouts)
                DropControls(layout, properties);
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

    public static bool IsForm(string kind) => kind == DefinitionKinds.Form;

    private static void NameOptions(JsonObject property, JsonArray options)
    {
        var owner = property["enum"] is JsonArray ? property : property["items"] as JsonObject;
        if (owner?["enum"] is JsonArray)
            owner["enum"] = new JsonArray([.. options.Select(o => (JsonNode?)((o as JsonObject)?["key"]?.DeepClone()))]);
    }

    private static void Keep(JsonArray? list, Func<string, bool> which)
    {
        for (var i = (list?.Count ?? 0) - 1; i >= 0; i--)
            if (list![i] is JsonValue value && value.TryGetValue<string>(out var key) && !which(key))
                list.RemoveAt(i);
    }

    private static void DropControls(JsonNode? element, JsonObject properties)
    {
        if ((element as JsonObject)?["elements"] is not JsonArray elements)
            return;
        for (var i = elements.Count - 1; i >= 0; i--)
            if ((elements[i] as JsonObject)?["scope"] is JsonValue scope && scope.TryGetValue<string>(out var place) && !properties.ContainsKey(place.Split('/')[^1]))
                elements.RemoveAt(i);
            else
                DropControls(elements[i], properties);
    }

    private static JsonObject? Properties(JsonElement form) =>
        form.ValueKind == JsonValueKind.Object && form.TryGetProperty("properties", out var properties) ? JsonNode.Parse(properties.GetRawText()) as JsonObject : null;

    private static string? Id(JsonNode? property) => ((property as JsonObject)?["x-field"] as JsonObject)?["id"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;
}
