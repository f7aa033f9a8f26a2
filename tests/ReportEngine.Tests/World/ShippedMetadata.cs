using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Tests.World;

/// <summary>The forms, pipeline, roles and dashboard of the shipped template as one snapshot, without a database; and two roles that tests need.</summary>
public static class ShippedMetadata
{
    public static readonly MetadataSnapshot Snapshot = Load();

    public static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    private static MetadataSnapshot Load()
    {
        var problems = new List<Problem>();
        var snapshot = new MetadataSnapshot
        {
            Forms = Documents("forms").Select(d => FormParser.Parse(WithIds(d), problems)).OfType<FormModel>().Select(Published).ToFrozenDictionary(f => f.Key),
        };
        var parsed = snapshot;
        snapshot = parsed with { Forms = parsed.Forms.Values.Select(f => FormCompiler.Compile(f, parsed, problems, lenient: false)).ToFrozenDictionary(f => f.Key) };
        snapshot = snapshot with
        {
            Pipelines = Documents("pipelines").Select(d => PipelineParser.Parse(d, snapshot, problems)).OfType<PipelineModel>().ToFrozenDictionary(p => p.Key),
            Roles = Documents("roles").Concat(TestRoles()).Select(d => RoleParser.Parse(d, problems)).OfType<RoleModel>().ToFrozenDictionary(r => r.Key),
            Documents = Documents("dashboards").Select(d => new DefinitionDocument("dashboard", d.GetProperty("key").GetString()!, 1, d))
                .ToFrozenDictionary(d => (d.Kind, d.Key)),
        };
        return problems.Count == 0 ? snapshot : throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static FormModel Published(FormModel form) => form with { Fields = [.. form.Fields.Select(f => f with { Column = "f_" + f.Key })] };

    // A publish gives an id to a field that came without one.
    private static JsonElement WithIds(JsonElement form)
    {
        var document = JsonNode.Parse(form.GetRawText())!;
        foreach (var (key, property) in document["properties"]!.AsObject())
            property!["x-field"]!["id"] ??= "fld_" + key;
        return JsonSerializer.SerializeToElement(document);
    }

    private static IEnumerable<JsonElement> Documents(string folder) =>
        Directory.GetFiles(Path.Combine(Root, "templates", "opportunity", folder), "*.json").Order()
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);

    private static IEnumerable<JsonElement> TestRoles() => new[]
    {
        // Sees every opportunity, but neither its amount nor accounts of others.
        """
        {"key": "trainee", "forms": {
          "*": {"read": "none"},
          "user": {"read": "all"},
          "opportunity": {"read": "all", "fields": {"amount": "hidden"}},
          "account": {"read": ["own"], "fields": {"revenue": "hidden"}}}}
        """,
        """{"key": "guest", "forms": {"*": {"read": "none"}}}""",
    }.Select(text => JsonDocument.Parse(text).RootElement);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
