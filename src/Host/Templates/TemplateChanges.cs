using System.Text.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// What an installation does to one document: <c>new</c>, <c>changed</c> or <c>unchanged</c>; for a form also to its fields.
/// <c>absent</c>: it was taken away here and stays so.
/// </summary>
public sealed record TemplateChange(string Kind, string Key, LocalizedText Title, string Change, IReadOnlyList<(string Kind, LocalizedText Title)> Fields);

internal static class TemplateChanges
{
    /// <summary>Becomes: the document as it will be kept; null where it stays away.</summary>
    public static TemplateChange Of(TemplateDocument document, JsonElement? becomes, MetadataSnapshot metadata)
    {
        var current = metadata.Documents.GetValueOrDefault((document.Kind, document.Key));
        var change = becomes is not { } next ? "absent" : current is null ? "new" : JsonElement.DeepEquals(current.Document, next) ? "unchanged" : "changed";
        var fields = change == "changed" && document.Kind == DefinitionKinds.Form
            ? FormChanges.Between(metadata.Form(document.Key), FormParser.Parse(becomes!.Value, [])).Select(f => (f.Kind, f.Field.Title)).ToList() : [];
        return new TemplateChange(document.Kind, document.Key, Title(document.Kind, document.Key, document.Content), change, fields);
    }

    /// <summary>What a document calls itself.</summary>
    public static LocalizedText Title(string kind, string key, JsonElement document)
    {
        var owner = kind == DefinitionKinds.Form && document.ValueKind == JsonValueKind.Object && document.TryGetProperty("x-form", out var extension) ? extension : document;
        return owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty("title", out var title) && LocalizedText.Parse(title) is { } text ? text : LocalizedText.Of(key);
    }
}
