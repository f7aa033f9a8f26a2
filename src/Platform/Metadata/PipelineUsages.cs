using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>What stands in the way of deleting a pipeline.</summary>
public static class PipelineUsages
{
    /// <summary>
    /// Titles of whatever asks for the pipeline's stages, by the field that holds them, or names the pipeline, each once. The field itself may
    /// stay without its pipeline.
    /// </summary>
    public static IReadOnlyList<LocalizedText> Find(MetadataSnapshot metadata, PipelineModel pipeline)
    {
        var usages = new List<(string Kind, string Key, LocalizedText Title)>();
        if (metadata.Form(pipeline.Form) is { } form)
            usages.AddRange(FieldUsages.Find(metadata, form, pipeline.Field).Select(u => (u.Kind, u.Key, u.Title)));
        usages.AddRange(metadata.Documents.Values.Where(d => d.Kind is DefinitionKinds.Home or DefinitionKinds.Forecast && Mentions(d.Document, "pipeline", pipeline.Key))
            .OrderBy(d => (d.Kind, d.Key)).Select(d => (d.Kind, d.Key, FieldUsages.Title(d))));
        return [.. usages.Where(u => (u.Kind, u.Key) != (DefinitionKinds.Pipeline, pipeline.Key)).DistinctBy(u => (u.Kind, u.Key, u.Kind == DefinitionKinds.Form ? u.Title : null)).Select(u => u.Title)];
    }

    private static bool Mentions(JsonElement document, string name, string value) =>
        document.GetRawText().Contains($"\"{name}\":", StringComparison.Ordinal) && document.GetRawText().Contains($"\"{value}\"", StringComparison.Ordinal);
}
