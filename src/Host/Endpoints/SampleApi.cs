using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Samples;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Sample data for administrators: whether it is there, what taking it away means, load and remove.</summary>
internal static class SampleApi
{
    public static void MapSample(this WebApplication app)
    {
        app.MapGet("/api/sample", GetAsync);
        app.MapPost("/api/sample", LoadAsync);
        app.MapPost("/api/sample/remove", RemoveAsync);
    }

    private static async Task<ApiAnswer> GetAsync(HttpContext http, TemplateInstaller templates, SampleRemoval removal, Database database, CancellationToken ct)
    {
        var access = Administrator(http);
        var plan = await removal.PlanAsync(access, ct);
        await using var session = await database.OpenReadAsync(ct);
        var isLoading = await SampleLoader.IsLoadingAsync(session, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("state", isLoading ? "loading" : plan.Records.Count > 0 ? "loaded" : "none");
            writer.WriteStartArray("templates");
            foreach (var template in templates.Available().Where(t => t.Sample is not null && templates.IsInstalled(t)))
            {
                writer.WriteStartObject();
                writer.WriteString("key", template.Key);
                writer.WriteText("title", template.Title);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            Write(writer, plan);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> LoadAsync(HttpContext http, TemplateInstaller templates, SampleLoader loader, CancellationToken ct)
    {
        Administrator(http);
        var json = await http.JsonAsync();
        var template = templates.Find(json.Text("template") ?? "");
        if (template.Sample is null || !templates.IsInstalled(template))
            throw ValidationException.Refused(new Problem("/template", "sample.none"));
        var job = await loader.QueueAsync(template, http.Person().Id, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("job", job);
            writer.WriteEndObject();
        }) with
        { Status = 202 };
    }

    private static async Task<ApiAnswer> RemoveAsync(HttpContext http, SampleRemoval removal)
    {
        // Once begun it runs to its end, even when the browser leaves.
        var plan = await removal.RunAsync(Administrator(http), CancellationToken.None);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            Write(writer, plan);
            writer.WriteEndObject();
        });
    }

    private static AccessPolicy Administrator(HttpContext http) => http.Access() is { Actor.IsAdministrator: true } access ? access : throw new ForbiddenException();

    private static void Write(Utf8JsonWriter writer, SampleRemovalPlan plan)
    {
        writer.WriteStartObject("records");
        foreach (var (form, count) in plan.Records)
            writer.WriteNumber(form, count);
        writer.WriteEndObject();
        writer.WriteNumber("along", plan.Along);
        writer.WriteNumber("kept", plan.Kept);
    }
}
