using System.Text.Json;
using Microsoft.Net.Http.Headers;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Packages;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The application as a template, for who may design: what there is, and the archive.</summary>
internal static class AppExportApi
{
    private const int MaxVersion = 50;
    private const int MaxDepth = 8;

    public static void MapAppExport(this WebApplication app)
    {
        app.MapGet("/api/app/contents", ContentsAsync);
        app.MapGet("/api/app/export", ExportAsync);
    }

    private static async Task<ApiAnswer> ContentsAsync(HttpContext http, TemplateInstaller templates, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var metadata = http.Access().Metadata;
        var installed = await templates.InstalledAsync(ct);
        var available = templates.Available();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("documents");
            foreach (var document in AppContents.All(metadata))
            {
                writer.WriteStartObject();
                writer.WriteString("kind", document.Kind);
                writer.WriteString("key", document.Key);
                writer.WriteText("title", TemplateChanges.Title(document.Kind, document.Key, document.Document));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("templates");
            foreach (var template in installed.Values.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => TemplateManifest.Read(TemplateInstallations.Parse(t.Manifest), "")))
            {
                writer.WriteStartObject();
                writer.WriteString("key", template.Key);
                writer.WriteText("title", template.Title);
                writer.WriteText("description", template.Description ?? LocalizedText.Empty);
                writer.WriteString("version", template.Version);
                writer.WriteBoolean("shipped", templates.IsShipped(template.Key));
                writer.WriteBoolean("hasSample", available.Any(t => t.Key == template.Key && t.Sample is not null));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    // The archive's directory comes last: it grows on disk, so that a failure on the way leaves no half of it with the caller.
    private static async Task ExportAsync(HttpContext http, AppExport export, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var request = Read(http.Request.Query);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await export.WriteAsync(http.Access(), request, file, ct);
        file.Position = 0;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{request.Key ?? request.Template}{(request.Version is { } version ? "-" + version : "")}.zip");
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = name.ToString();
        http.Response.ContentLength = file.Length;
        await file.CopyToAsync(http.Response.Body, ct);
    }

    private static ExportRequest Read(IQueryCollection query)
    {
        var problems = new List<Problem>();
        var (template, key, version) = (query.Text("template"), query.Text("key"), query.Text("version"));
        if (key is null ? template is null : !Keys.IsWellFormed(key))
            problems.Add(new Problem("/key", "key.malformed").With("key", key ?? ""));
        if (version is { Length: > MaxVersion })
            problems.Add(new Problem("/version", "export.version").With("max", MaxVersion));
        var (title, description) = (Text(query, "title", problems), Text(query, "description", problems));
        if (title is null && template is null)
            problems.Add(new Problem("/title", "document.missing"));
        var data = query.Text("data") switch
        {
            null or "none" => ExportData.None,
            "records" => ExportData.Records,
            "sample" => ExportData.Sample,
            _ => (ExportData?)null,
        };
        if (data is null)
            problems.Add(new Problem("/data", "export.data"));
        var documents = query.ContainsKey("documents") ? query.List("documents").Select(d => d.Split(':', 2)).Where(d => d.Length == 2).Select(d => (d[0], d[1])).ToList() : null;
        return problems.Count == 0 ? new ExportRequest(template, key, title, description, version, documents, data!.Value) : throw ValidationException.BadRequest(problems);
    }

    // Plain text, or one per language as JSON.
    private static LocalizedText? Text(IQueryCollection query, string name, List<Problem> problems)
    {
        if (query.Text(name) is not { } text)
            return null;
        try
        {
            var read = text.StartsWith('{') ? LocalizedText.Parse(StrictJson.Parse(text, MaxDepth)) : LocalizedText.Of(text);
            if (read is not null && read.Values.Values.All(v => v.Length <= LocalizedText.MaxLength))
                return read;
        }
        catch (JsonException)
        {
            // Told below, as any other text that is none.
        }
        problems.Add(new Problem("/" + name, "document.text"));
        return null;
    }
}
