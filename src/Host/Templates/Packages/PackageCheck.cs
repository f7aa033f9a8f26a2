using System.Text.Json;
using NoCodeCrm.Host.Templates.Data;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>
/// Whether an unpacked template is one: its manifest, that it names exactly its files, and every document by the rules of a
/// publish, among its own and what is here. What only the records here can tell is for the preview.
/// </summary>
public sealed class PackageCheck(Publisher publisher, MetadataCache metadata)
{
    /// <summary>The manifest. Throws ValidationException with every fault; paths are <c>/file#/pointer</c>.</summary>
    public TemplateManifest Require(string folder, PackageLimits limits)
    {
        var problems = new List<Problem>();
        var contents = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).ToDictionary(f => f, f => Parse(folder, f, limits, problems));
        if (contents["template.json"] is not { } json)
            throw new ValidationException("template.invalid", problems);
        TemplateManifest? manifest = null;
        try
        {
            manifest = TemplateManifest.Read(json, folder);
        }
        catch (ValidationException e)
        {
            problems.AddRange(e.Problems.Select(p => p with { Path = $"/template.json#{p.Path}" }));
        }
        if (manifest is not null)
            CheckNames(manifest, folder, problems);
        // A manifest that cannot be read hides no fault of a document.
        CheckDocuments(manifest?.Order ?? [.. contents.Keys], contents, manifest, problems);
        return problems.Count == 0 ? manifest! : throw new ValidationException("template.invalid", problems);
    }

    private static JsonElement? Parse(string folder, string file, PackageLimits limits, List<Problem> problems)
    {
        try
        {
            return StrictJson.Parse(File.ReadAllBytes(Path.Combine(folder, file)), limits.Depth);
        }
        catch (JsonException)
        {
            problems.Add(new Problem("/" + file, "json.invalid"));
            return null;
        }
    }

    // The manifest and the folder say the same: a file that nobody names would be there for nothing, or be meant and forgotten.
    private static void CheckNames(TemplateManifest manifest, string folder, List<Problem> problems)
    {
        var named = new HashSet<string> { "template.json" };
        var lists = new[] { ("order", manifest.Order), ("data", manifest.Data), ("sample", manifest.Sample is { } s ? [s] : []), ("recipe", manifest.Recipe is { } r ? [r] : []) };
        foreach (var (member, files) in lists)
            foreach (var file in files)
                if (!IsOf(member, file) || !File.Exists(Path.GetFullPath(file, folder)))
                    problems.Add(new Problem($"/template.json#/{member}", "template.path").With("path", file));
                else if (!named.Add(file))
                    problems.Add(new Problem($"/template.json#/{member}", "template.twice").With("path", file));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal))
            if (!named.Contains(file))
                problems.Add(new Problem("/" + file, "template.unlisted").With("path", file));
    }

    private static bool IsOf(string member, string file) => member switch
    {
        "order" => TemplateDocument.KindOf(file) is not null,
        "data" => file.StartsWith("data/", StringComparison.Ordinal),
        _ => file.StartsWith("sample/", StringComparison.Ordinal),
    } && !file.Split('/').Contains("..") && !file.Contains('\\');

    private void CheckDocuments(IEnumerable<string> files, Dictionary<string, JsonElement?> contents, TemplateManifest? manifest, List<Problem> problems)
    {
        var documents = files.Where(f => contents.GetValueOrDefault(f) is not null)
            .Select(f => TemplateDocument.Of(f, TemplateDocument.KindOf(f) ?? "", contents[f]!.Value)).Where(d => d.Kind.Length > 0).ToList();
        foreach (var twice in documents.GroupBy(d => (d.Kind, d.Key)).Where(g => g.Count() > 1))
            problems.Add(new Problem("/" + twice.Last().File, "template.twice").With("path", twice.Key.Key));
        if (documents.DistinctBy(d => (d.Kind, d.Key)).Count() < documents.Count)
            return;
        var before = problems.Count;
        foreach (var form in documents.Where(d => d.Kind == DefinitionKinds.Form))
            problems.AddRange(Faults(form, found => FormParser.Parse(Publisher.Complete(form.Kind, form.Key, form.Content, metadata.Current), found)));
        // What stands on a broken form would only repeat its faults.
        if (problems.Count > before)
            return;
        var seen = DefinitionStore.Snapshot(metadata.Current.Documents.Values.Where(d => !documents.Any(x => (x.Kind, x.Key) == (d.Kind, d.Key)))
            .Concat(documents.Select(d => new DefinitionDocument(d.Kind, d.Key, 1, Publisher.Complete(d.Kind, d.Key, d.Content, metadata.Current)))));
        foreach (var document in documents)
            problems.AddRange(Faults(document, found => found.AddRange(publisher.Check(document.Kind, document.Key, document.Content, seen))));
        foreach (var file in manifest?.Data.Where(f => File.Exists(Path.GetFullPath(f, manifest.Directory))) ?? [])
            DataFile.Check(manifest!, file, seen, problems);
    }

    private static List<Problem> Faults(TemplateDocument document, Action<List<Problem>> check)
    {
        var found = new List<Problem>();
        check(found);
        return [.. found.Select(p => p with { Path = $"/{document.File}#{p.Path}" })];
    }
}
