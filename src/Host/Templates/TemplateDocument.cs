using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>One document of a template. File: its path in the template's folder, which also tells its kind.</summary>
public sealed record TemplateDocument(string File, string Kind, string Key, JsonElement Content)
{
    /// <summary>In the order in which they are published. Throws with every file that is none.</summary>
    public static IReadOnlyList<TemplateDocument> ReadAll(TemplateManifest template)
    {
        var problems = new List<Problem>();
        var documents = template.Order.Select(f => Read(template, f, problems)).OfType<TemplateDocument>().ToList();
        return problems.Count == 0 ? documents : throw new ValidationException("template.invalid", problems);
    }

    private static TemplateDocument? Read(TemplateManifest template, string file, List<Problem> problems)
    {
        if (KindOf(file) is not { } kind)
        {
            problems.Add(new Problem("/order", "template.path").With("path", file));
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(template.ReadFile(file), new JsonDocumentOptions { MaxDepth = 128 });
            return Of(file, kind, json.RootElement.Clone());
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(new Problem("/" + file, e is JsonException ? "json.invalid" : "template.path").With("path", file));
            return null;
        }
    }

    /// <summary>A document that has been read. Key: blank where it names none, which its check will tell.</summary>
    public static TemplateDocument Of(string file, string kind, JsonElement content) => new(file, kind,
        content.ValueKind == JsonValueKind.Object && content.TryGetProperty(kind == DefinitionKinds.Form ? "$id" : "key", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "",
        content);

    /// <summary>Where documents of a kind stand in a template.</summary>
    public static string FolderOf(string kind) => kind + "s";

    /// <summary>The kind that a file's folder tells; null = none.</summary>
    public static string? KindOf(string file) => file.Split('/')[0] switch
    {
        "forms" => DefinitionKinds.Form,
        "pipelines" => DefinitionKinds.Pipeline,
        "roles" => DefinitionKinds.Role,
        "dashboards" => DefinitionKinds.Dashboard,
        "homes" => DefinitionKinds.Home,
        "metrics" => DefinitionKinds.Metric,
        "forecasts" => DefinitionKinds.Forecast,
        "views" => DefinitionKinds.View,
        _ => null,
    };
}
