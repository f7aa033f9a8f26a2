using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>What an application consists of, and what a part of it needs to stand alone. Pure.</summary>
internal static class AppContents
{
    // In the order in which they can be published.
    private static readonly string[] Kinds =
        [DefinitionKinds.Role, DefinitionKinds.Form, DefinitionKinds.Pipeline, DefinitionKinds.Forecast, DefinitionKinds.Metric, DefinitionKinds.Dashboard, DefinitionKinds.View, DefinitionKinds.Home];

    // Members of documents that name another, with its kind.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["form"] = DefinitionKinds.Form,
        ["forms"] = DefinitionKinds.Form,
        ["source"] = DefinitionKinds.Form,
        ["pipeline"] = DefinitionKinds.Pipeline,
        ["metric"] = DefinitionKinds.Metric,
        ["dashboard"] = DefinitionKinds.Dashboard,
        ["forecast"] = DefinitionKinds.Forecast,
    };

    /// <summary>Everything that is of the application; what people built for themselves is not.</summary>
    public static IReadOnlyList<DefinitionDocument> All(MetadataSnapshot metadata) =>
    [
        .. metadata.Documents.Values.Where(d => Kinds.Contains(d.Kind) && !IsPrivate(d) && !IsWithoutForm(d, metadata))
            .OrderBy(d => Array.IndexOf(Kinds, d.Kind)).ThenBy(d => Place(metadata, d)).ThenBy(d => d.Key, StringComparer.Ordinal),
    ];

    private static bool IsPrivate(DefinitionDocument document) =>
        document.Kind is DefinitionKinds.Dashboard or DefinitionKinds.View && DocumentSharing.Of(document.Document).IsPrivate;

    // Views of a form that was deleted wait for its return.
    private static bool IsWithoutForm(DefinitionDocument document, MetadataSnapshot metadata) =>
        document.Kind == DefinitionKinds.View && metadata.Form(document.Document.GetProperty("form").GetString() ?? "") is null;

    /// <summary>The documents with all that they need, themselves included.</summary>
    public static IReadOnlySet<(string Kind, string Key)> With(IEnumerable<(string Kind, string Key)> chosen, MetadataSnapshot metadata)
    {
        var all = new HashSet<(string Kind, string Key)>();
        var open = new Queue<(string Kind, string Key)>(chosen);
        while (open.TryDequeue(out var next))
            if (metadata.Documents.TryGetValue(next, out var document) && all.Add(next))
                foreach (var need in Needs(document, metadata))
                    open.Enqueue(need);
        return all;
    }

    private static IEnumerable<(string, string)> Needs(DefinitionDocument document, MetadataSnapshot metadata)
    {
        // A role speaks of any form, also of one that is not there.
        if (document.Kind == DefinitionKinds.Role)
            return [];
        var needs = Named(document.Document).Where(metadata.Documents.ContainsKey);
        if (document.Kind != DefinitionKinds.Form || metadata.Form(document.Key) is not { } form)
            return needs;
        return needs.Concat(form.Fields.SelectMany(f => f.Targets).Select(t => (DefinitionKinds.Form, t)))
            .Concat(Pointing(form, metadata).Select(f => (DefinitionKinds.Form, f.Key)));
    }

    // Forms whose records its formulas count or sum.
    private static IEnumerable<FormModel> Pointing(FormModel form, MetadataSnapshot metadata)
    {
        var formulas = string.Concat(form.Fields.Select(f => f.FormulaSource + "\n"));
        return metadata.Forms.Values.Where(o => o.Fields.Any(f => f.ReverseKey is { } key && f.Targets.Contains(form.Key) && formulas.Contains(key, StringComparison.Ordinal)));
    }

    private static IEnumerable<(string, string)> Named(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Named(p.Value).Concat(Names.TryGetValue(p.Name, out var kind) ? Texts(p.Value).Select(t => (kind, t)) : [])),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Named),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!),
        _ => [],
    };

    private static int Place(MetadataSnapshot metadata, DefinitionDocument document) => document.Kind != DefinitionKinds.Form ? 0
        : document.Key is BuiltInForms.Team or BuiltInForms.User ? -1 : metadata.Form(document.Key)?.Order ?? 0;
}
