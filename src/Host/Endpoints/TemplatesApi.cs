using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Data;
using NoCodeCrm.Host.Templates.Packages;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Templates for who may design: what there is, upload, what an installation would change, install or update, remove.</summary>
internal static class TemplatesApi
{
    public static void MapTemplates(this WebApplication app)
    {
        app.MapGet("/api/templates", ListAsync);
        app.MapPost("/api/templates/upload", UploadAsync).DisableAntiforgery();
        app.MapDelete("/api/templates/{key}", DeleteAsync);
        app.MapGet("/api/templates/{key}/preview", PreviewAsync);
        app.MapPost("/api/templates/{key}/install", InstallAsync);
        app.MapPost("/api/templates/{key}/remove", RemoveAsync);
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, TemplateInstaller templates, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var installed = await templates.InstalledAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var template in templates.Available())
                Write(writer, template, templates.IsInstalled(template, installed), installed.GetValueOrDefault(template.Key)?.Version);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> UploadAsync(HttpContext http, TemplateInstaller templates, UploadedTemplates uploads, PackageLimits limits, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        TemplateManifest? template = null;
        await foreach (var part in Uploads.ReadAsync(http, limits.CompressedBytes * 2, ct))
            if (part.Name == "file")
                template ??= await uploads.AddAsync(part.Body, ct);
        if (template is null)
            throw ValidationException.BadRequest("/file", "file.missing");
        var installed = await templates.InstalledAsync(ct);
        return ApiAnswer.Json(201, writer => Write(writer, template, templates.IsInstalled(template, installed), installed.GetValueOrDefault(template.Key)?.Version));
    }

    private static async Task<ApiAnswer> DeleteAsync(HttpContext http, string key, UploadedTemplates uploads, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        await uploads.RemoveAsync(key, ct);
        return ApiAnswer.NoContent;
    }

    private static async Task<ApiAnswer> PreviewAsync(HttpContext http, string key, TemplateInstaller templates, ProblemMapper messages, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        return Describe(http, await templates.PreviewAsync(templates.Find(key), ct), messages, null);
    }

    private static async Task<ApiAnswer> InstallAsync(HttpContext http, string key, TemplateInstaller templates, DataLoader data, PersonDirectory people, ProblemMapper messages, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.BodyAsync();
        var json = body.Length == 0 ? default : await http.JsonAsync();
        var template = templates.Find(key);
        var withData = json.ValueKind == JsonValueKind.Object && json.Flag("data");
        if (withData && !http.Access().Actor.IsAdministrator)
            throw new ForbiddenException();
        if (withData && template.Data.Count == 0)
            throw ValidationException.Refused(new Problem("/data", "template.no_data"));
        var plan = await templates.InstallAsync(template, Choices(json), http.Person().Id, ct);
        people.ForgetAll(); // roles may have changed
        return Describe(http, plan, messages, withData ? await data.QueueAsync(template, http.Person().Id, ct) : null);
    }

    private static async Task<ApiAnswer> RemoveAsync(HttpContext http, string key, TemplateInstaller templates, PersonDirectory people, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var removed = await templates.RemoveAsync(templates.Find(key), http.Person().Id, ct);
        people.ForgetAll();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("removed", removed);
            writer.WriteEndObject();
        });
    }

    private static TemplateChoices Choices(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("resolve", out var resolve) || resolve.ValueKind == JsonValueKind.Null)
            return TemplateChoices.Mine;
        if (resolve.ValueKind != JsonValueKind.Array)
            throw ValidationException.BadRequest("/resolve", "document.array");
        var theirs = new HashSet<(string, string, string)>();
        var place = 0;
        foreach (var choice in resolve.EnumerateArray())
        {
            var at = $"/resolve/{place++}";
            if (choice.ValueKind != JsonValueKind.Object)
                throw ValidationException.BadRequest(at, "document.object");
            var (kind, key, path, use) = (choice.Text("kind"), choice.Text("key"), choice.Text("path"), choice.Text("use"));
            if (kind is null || key is null || path is null || use is not ("mine" or "theirs"))
                throw ValidationException.BadRequest(at, "template.resolve");
            if (use == "theirs")
                theirs.Add((kind, key, path));
        }
        return new TemplateChoices(theirs);
    }

    private static void Write(Utf8JsonWriter writer, TemplateManifest template, bool isInstalled, string? installedVersion)
    {
        writer.WriteStartObject();
        writer.WriteString("key", template.Key);
        writer.WriteText("title", template.Title);
        writer.WriteText("description", template.Description ?? LocalizedText.Empty);
        writer.WriteString("version", template.Version);
        writer.WriteString("installedVersion", installedVersion);
        writer.WriteBoolean("uploaded", template.IsUploaded);
        writer.WriteBoolean("hasSample", template.Sample is not null);
        writer.WriteBoolean("hasData", template.Data.Count > 0);
        writer.WriteBoolean("installed", isInstalled);
        writer.WriteEndObject();
    }

    private static ApiAnswer Describe(HttpContext http, TemplatePlan plan, ProblemMapper messages, string? job) => ApiAnswer.Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("changes");
        foreach (var change in plan.Changes)
            Write(writer, change);
        writer.WriteEndArray();
        writer.WriteStartArray("conflicts");
        foreach (var conflict in plan.Conflicts)
            Write(writer, conflict);
        writer.WriteEndArray();
        messages.WriteErrors(writer, plan.Faults, http.Language());
        if (job is not null)
            writer.WriteString("job", job);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, TemplateChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", change.Kind);
        writer.WriteString("key", change.Key);
        writer.WriteText("title", change.Title);
        writer.WriteString("change", change.Change);
        writer.WriteStartArray("fields");
        foreach (var (kind, title) in change.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WriteText("title", title);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TemplateConflict conflict)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", conflict.Kind);
        writer.WriteString("key", conflict.Key);
        writer.WriteText("title", conflict.Title);
        writer.WriteString("path", conflict.At.Path);
        // A side that has nothing there has no member.
        foreach (var (name, value) in new[] { ("mine", conflict.At.Mine), ("theirs", conflict.At.Theirs), ("base", conflict.At.Base) })
            if (value.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        writer.WriteEndObject();
    }
}
