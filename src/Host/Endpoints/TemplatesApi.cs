using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Setup;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Templates for who may design: what there is, what an installation would change, install or update, remove.</summary>
internal static class TemplatesApi
{
    public static void MapTemplates(this WebApplication app)
    {
        app.MapGet("/api/templates", List);
        app.MapGet("/api/templates/{key}/preview", PreviewAsync);
        app.MapPost("/api/templates/{key}/install", InstallAsync);
        app.MapPost("/api/templates/{key}/remove", RemoveAsync);
    }

    private static ApiAnswer List(HttpContext http, TemplateInstaller templates)
    {
        DefinitionsApi.RequireDesign(http);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var template in templates.Available())
            {
                writer.WriteStartObject();
                writer.WriteString("key", template.Key);
                writer.WriteText("title", template.Title);
                writer.WriteText("description", template.Description ?? LocalizedText.Empty);
                writer.WriteBoolean("hasSample", template.Sample is not null);
                writer.WriteBoolean("installed", templates.IsInstalled(template));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> PreviewAsync(HttpContext http, string key, TemplateInstaller templates, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        return Describe(await templates.PreviewAsync(templates.Find(key), ct));
    }

    private static async Task<ApiAnswer> InstallAsync(HttpContext http, string key, TemplateInstaller templates, PersonDirectory people, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var changes = await templates.InstallAsync(templates.Find(key), http.Person().Id, ct);
        people.ForgetAll(); // roles may have changed
        return Describe(changes);
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

    private static ApiAnswer Describe(IReadOnlyList<TemplateChange> changes) => ApiAnswer.Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("changes");
        foreach (var change in changes)
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
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
