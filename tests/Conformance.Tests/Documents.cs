using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Samples;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Views;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Forecasts;
using NoCodeCrm.ReportEngine.Homes;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>Every document that the product brings, with its kind, and the parsers that decide about them.</summary>
internal static class Documents
{
    private const string BuiltIn = "src/Host/Templates/BuiltIn";

    public static readonly IReadOnlyList<(string File, string Kind)> Shipped =
    [
        .. Files(BuiltIn).Select(f => (f, "form")),
        .. Directory.EnumerateDirectories(Repository.At("templates")).Order(StringComparer.Ordinal).SelectMany(Template),
    ];

    private static readonly MetadataSnapshot Metadata = Load();

    public static JsonElement Schema(string kind)
    {
        using var document = JsonDocument.Parse(SchemasApi.Document(kind));
        return document.RootElement.Clone();
    }

    /// <summary>What the product says about a document that is about to be published.</summary>
    public static IReadOnlyList<Problem> Faults(string kind, JsonElement document)
    {
        var problems = new List<Problem>();
        switch (kind)
        {
            case "form":
                if (FormParser.Parse(WithIds(document), problems) is { } form)
                    FormCompiler.Compile(form, Metadata, problems, lenient: false);
                break;
            case "pipeline":
                PipelineParser.Parse(document, Metadata, problems);
                break;
            case "role":
                RoleParser.Parse(document, problems);
                break;
            case "dashboard":
                problems.AddRange(DashboardParser.Check(document, Metadata));
                break;
            case "forecast":
                problems.AddRange(ForecastParser.Check(document, Metadata));
                break;
            case "home":
                problems.AddRange(HomeParser.Check(document, Metadata));
                break;
            case "view":
                problems.AddRange(ViewParser.Check(document, Metadata));
                break;
            case "sample":
                problems.AddRange(SampleFaults(document));
                break;
            case "recipe":
                Recipe.Parse(document, problems);
                break;
            default:
                problems.AddRange(ManifestFaults(document));
                break;
        }
        return problems;
    }

    // A publish gives an id to every field that came without one.
    private static JsonElement WithIds(JsonElement document)
    {
        var root = JsonNode.Parse(document.GetRawText())!;
        foreach (var (key, property) in root["properties"] as JsonObject ?? [])
            if ((property as JsonObject)?["x-field"] is JsonObject settings && settings["id"] is null)
                settings["id"] = "fld_" + key;
        return JsonSerializer.SerializeToElement(root);
    }

    private static IEnumerable<Problem> SampleFaults(JsonElement document)
    {
        try
        {
            new SampleDocument(Metadata, new SampleCalendar(new DateOnly(2026, 1, 5), TimeZoneInfo.Utc), 540).Read(document);
            return [];
        }
        catch (ValidationException e)
        {
            return e.Problems;
        }
    }

    private static IEnumerable<Problem> ManifestFaults(JsonElement document)
    {
        var folder = Directory.CreateTempSubdirectory("nocodecrm-template-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "template.json"), document.GetRawText());
            TemplateManifest.Read(folder);
            return [];
        }
        catch (ValidationException e)
        {
            return e.Problems;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string, string)> Template(string folder)
    {
        var name = Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/');
        yield return (name + "/template.json", "template");
        if (File.Exists(Repository.At(name + "/sample/recipe.json")))
            yield return (name + "/sample/recipe.json", "recipe");
        if (File.Exists(Repository.At(name + "/sample/sample.json")))
            yield return (name + "/sample/sample.json", "sample");
        foreach (var kind in new[] { "form", "pipeline", "role", "dashboard", "home", "forecast", "view" })
            foreach (var file in Files($"{name}/{kind}s"))
                yield return (file, kind);
    }

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(Repository.At(folder)) ? [] :
        Directory.EnumerateFiles(Repository.At(folder), "*.json").Order(StringComparer.Ordinal).Select(f => $"{folder}/{Path.GetFileName(f)}");

    private static MetadataSnapshot Load()
    {
        var problems = new List<Problem>();
        // A template's form of the same key takes the place of the built-in one.
        var parsed = Shipped.Where(d => d.Kind == "form").Select(d => FormParser.Parse(WithIds(Repository.Json(d.File)), problems)).OfType<FormModel>()
            .GroupBy(f => f.Key).Select(g => g.Last()).ToFrozenDictionary(f => f.Key);
        var snapshot = new MetadataSnapshot { Forms = parsed };
        snapshot = snapshot with { Forms = parsed.Values.Select(f => FormCompiler.Compile(f, snapshot, problems, lenient: true)).ToFrozenDictionary(f => f.Key) };
        var pipelines = Shipped.Where(d => d.Kind == "pipeline").Select(d => PipelineParser.Parse(Repository.Json(d.File), snapshot, problems)).OfType<PipelineModel>().ToFrozenDictionary(p => p.Key);
        var roles = Shipped.Where(d => d.Kind == "role").Select(d => RoleParser.Parse(Repository.Json(d.File), problems)).OfType<RoleModel>().ToFrozenDictionary(r => r.Key);
        return problems.Count == 0 ? snapshot with { Pipelines = pipelines, Roles = roles } : throw new InvalidOperationException(string.Join('\n', problems));
    }
}
