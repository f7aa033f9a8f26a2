using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// Installs a folder of documents: each is checked by the same parsers as one put by hand, all are applied in one
/// transaction or none. Running it again changes only what differs.
/// </summary>
public sealed class TemplateInstaller(HostOptions options)
{
    public IReadOnlyList<TemplateManifest> Available() => Directory.Exists(options.TemplateDirectory)
        ? [.. Directory.EnumerateDirectories(options.TemplateDirectory).Where(d => File.Exists(Path.Combine(d, "template.json"))).Order(StringComparer.Ordinal).Select(TemplateManifest.Read)]
        : [];

    public TemplateManifest Find(string key) =>
        Available().FirstOrDefault(t => t.Key == key) ?? throw ValidationException.Refused(new Problem("/template", "template.unknown").With("template", key));

    public async Task InstallAsync(CommandScope scope, PublishBatch batch, TemplateManifest template, long? author, CancellationToken ct)
    {
        var documents = template.Order.Select(f => (File: f, Document: Parse(template, f))).ToList();
        batch.Announce(documents.Where(d => KindOf(d.File) == DefinitionKinds.Form).Select(d => d.Document));
        foreach (var (file, document) in documents)
        {
            var kind = KindOf(file);
            var key = document.TryGetProperty(kind == DefinitionKinds.Form ? "$id" : "key", out var name) ? name.GetString() ?? "" : "";
            await PublishAsync(scope, batch, kind, key, document, file, author, ct);
        }
    }

    private static async Task PublishAsync(CommandScope scope, PublishBatch batch, string kind, string key, JsonElement document, string file, long? author, CancellationToken ct)
    {
        try
        {
            await batch.PublishCurrentAsync(scope, kind, key, document, author, ct);
        }
        catch (ValidationException e)
        {
            throw new ValidationException("template.invalid", e.Problems.Select(p => p with { Path = $"/{file}#{p.Path}" }));
        }
    }

    private static string KindOf(string file) => file.Split('/')[0] switch
    {
        "forms" => DefinitionKinds.Form,
        "pipelines" => DefinitionKinds.Pipeline,
        "roles" => DefinitionKinds.Role,
        "dashboards" => DefinitionKinds.Dashboard,
        _ => throw new ValidationException("template.invalid", [new Problem("/order", "template.path").With("path", file)]),
    };

    private static JsonElement Parse(TemplateManifest template, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(template.ReadFile(file), new JsonDocumentOptions { MaxDepth = 128 });
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ValidationException("template.invalid", [new Problem("/" + file, e is JsonException ? "json.invalid" : "template.path").With("path", file)]);
        }
    }
}
