using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Finds every definition that is about a form or points to it. Roles are not counted, a right to a form that is gone is none; nor saved views, which go with their form and come back with it.</summary>
public static class FormUsages
{
    private static readonly string[] Members = ["source", "form", "taskForm"];

    public static IReadOnlyList<FieldUsage> Find(MetadataSnapshot metadata, string form)
    {
        var usages = new List<FieldUsage>();
        foreach (var other in metadata.Forms.Values.Where(f => f.Key != form).OrderBy(f => f.Key, StringComparer.Ordinal))
            if (other.Fields.FirstOrDefault(f => f.Targets.Contains(form)) is { } relation)
                usages.Add(new FieldUsage(DefinitionKinds.Form, other.Key, other.Title, $"/properties/{relation.Key}"));
        foreach (var document in metadata.Documents.Values.Where(d => d.Kind is not (DefinitionKinds.Form or DefinitionKinds.Role or DefinitionKinds.View)).OrderBy(d => (d.Kind, d.Key)))
            if (Place(document.Document, "", form) is { } place)
                usages.Add(new FieldUsage(document.Kind, document.Key, FieldUsages.Title(document), place));
        return usages;
    }

    private static string? Place(JsonElement json, string path, string form)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return json.EnumerateArray().Select((item, i) => Place(item, $"{path}/{i}", form)).FirstOrDefault(p => p is not null);
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                    if (Members.Contains(property.Name) && property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() == form)
                        return $"{path}/{property.Name}";
                    else if (Place(property.Value, $"{path}/{property.Name}", form) is { } place)
                        return place;
                return null;
            default:
                return null;
        }
    }
}
