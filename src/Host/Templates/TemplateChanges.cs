using System.Text.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>What an installation does to one document: <c>new</c>, <c>changed</c> or <c>unchanged</c>; for a form also to its fields.</summary>
public sealed record TemplateChange(string Kind, string Key, LocalizedText Title, string Change, IReadOnlyList<(string Kind, LocalizedText Title)> Fields);

internal static class TemplateChanges
{
    public static IReadOnlyList<TemplateChange> Of(IReadOnlyList<TemplateDocument> documents, MetadataSnapshot metadata) =>
        [.. documents.Select(d => Of(d, metadata))];

    private static TemplateChange Of(TemplateDocument document, MetadataSnapshot metadata)
    {
        var current = metadata.Documents.GetValueOrDefault((document.Kind, document.Key));
        var change = current is null ? "new" : JsonElement.DeepEquals(current.Document, Publisher.Complete(document.Kind, document.Key, document.Content, metadata)) ? "unchanged" : "changed";
        var fields = change == "changed" && document.Kind == DefinitionKinds.Form
            ? FormChanges.Between(metadata.Form(document.Key), FormParser.Parse(document.Content, [])).Select(f => (f.Kind, f.Field.Title)).ToList() : [];
        return new TemplateChange(document.Kind, document.Key, Title(document), change, fields);
    }

    private static LocalizedText Title(TemplateDocument document)
    {
        var owner = document.Kind == DefinitionKinds.Form && document.Content.TryGetProperty("x-form", out var extension) ? extension : document.Content;
        return owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty("title", out var title) && LocalizedText.Parse(title) is { } text ? text : LocalizedText.Of(document.Key);
    }
}
