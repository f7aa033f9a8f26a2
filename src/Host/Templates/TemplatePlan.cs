using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>A place that was changed here and, differently, in the template. Path: as in <see cref="MergeConflict"/>, <c>""</c> = the whole document, taken away here.</summary>
public sealed record TemplateConflict(string Kind, string Key, LocalizedText Title, MergeConflict At);

/// <summary>Which conflicts are decided for the template; all others for what is here.</summary>
public sealed record TemplateChoices(IReadOnlySet<(string Kind, string Key, string Path)> Theirs)
{
    public static readonly TemplateChoices Mine = new(new HashSet<(string, string, string)>());
}

/// <summary>What an installation does. Faults: why it could not be done as it is, while conflicts wait for a choice.</summary>
public sealed record TemplatePlan(IReadOnlyList<TemplateChange> Changes, IReadOnlyList<TemplateConflict> Conflicts)
{
    public IReadOnlyList<Problem> Faults { get; init; } = [];
}

/// <summary>A document of a template on its way into an application. Content: as it will be published; null = it stays away.</summary>
internal sealed record PlannedDocument(TemplateDocument Theirs, JsonElement? Content, TemplateChange Change, IReadOnlyList<TemplateConflict> Conflicts)
{
    /// <summary>
    /// Merges a template's document into the one that is here. Base: the document as the template brought it last, undefined
    /// when it never did, or before that was remembered; then what is here stays, and each difference is a conflict.
    /// </summary>
    public static PlannedDocument Of(TemplateDocument document, MetadataSnapshot metadata, IReadOnlyDictionary<(string, string), JsonElement> bases, TemplateChoices choices)
    {
        var (kind, key) = (document.Kind, document.Key);
        var mine = metadata.Documents.GetValueOrDefault((kind, key))?.Document ?? default;
        if (DocumentMerge.IsForm(kind) && mine.ValueKind == JsonValueKind.Object)
            document = document with { Content = DocumentMerge.WithIdsOf(document.Content, mine) };
        var isKnown = bases.TryGetValue((kind, key), out var @base);
        document = document with { Content = Publisher.Complete(kind, key, document.Content, metadata) };
        var (content, conflicts) = Merge(document, mine, @base, isKnown, choices);
        var title = TemplateChanges.Title(kind, key, document.Content);
        return new PlannedDocument(document, content, TemplateChanges.Of(document, content, metadata), [.. conflicts.Select(c => new TemplateConflict(kind, key, title, c))]);
    }

    private static (JsonElement?, IReadOnlyList<MergeConflict>) Merge(TemplateDocument document, JsonElement mine, JsonElement @base, bool isKnown, TemplateChoices choices)
    {
        bool TakesTheirs(string path) => choices.Theirs.Contains((document.Kind, document.Key, path));
        if (mine.ValueKind == JsonValueKind.Undefined)
            return !isKnown ? (document.Content, []) : (TakesTheirs("") ? document.Content : null, [new MergeConflict("", default, document.Content, @base)]);
        var merge = new ThreeWayMerge(TakesTheirs);
        var merged = merge.Merge(@base, isKnown, mine, document.Content);
        var isMixed = !ThreeWayMerge.Same(merged, mine) && !ThreeWayMerge.Same(merged, document.Content);
        return (isMixed && DocumentMerge.IsForm(document.Kind) ? DocumentMerge.Tidy(merged) : merged, merge.Conflicts);
    }
}
