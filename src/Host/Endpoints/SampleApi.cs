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
        app.MapGet("/api/sample/removal", PlanAsync);
        app.MapPost("/api/sample", LoadAsync);
        app.MapPost("/api/sample/remove", RemoveAsync);
    }

    private static async Task<ApiAnswer> GetAsync(HttpContext http, TemplateInstaller templates, Database database, CancellationToken ct)
    {
        Administrator(http);
        await using var session = await database.OpenForCallerAsync(ct);
        var isLoading = await SampleRecords.IsLoadingAsync(session, ct);
        var records = await SampleRecords.CountAsync(session, ct);
        var installed = await templates.InstalledAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("state", isLoading ? "loading" : records.Count > 0 ? "loaded" : "none");
            writer.WriteStartArray("templates");
            foreach (var template in templates.Available().Where(t => t.Sample is not null && templates.IsInstalled(t, installed)))
            {
                writer.WriteStartObject();
                writer.WriteString("key", template.Key);
                writer.WriteText("title", template.Title);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            Write(writer, records);
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> PlanAsync(HttpContext http, SampleRemoval removal, CancellationToken ct) => Describe(await removal.PlanAsync(Administrator(http), ct));

    private static async Task<IResult> LoadAsync(HttpContext http, TemplateInstaller templates, SampleLoader loader, CancellationToken ct)
    {
        Administrator(http);
        var json = await http.JsonAsync();
        var template = templates.Find(json.Text("template") ?? "");
        if (template.Sample is null || !templates.IsInstalled(template, await templates.InstalledAsync(ct)))
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
        return Describe(await removal.RunAsync(Administrator(http), CancellationToken.None));
    }

    private static AccessPolicy Administrator(HttpContext http) => http.Access() is { Actor.IsAdministrator: true } access ? access : throw new ForbiddenException();

    private static ApiAnswer Describe(SampleRemovalPlan plan) => ApiAnswer.Ok(writer =>
    {
        writer.WriteStartObject();
        Write(writer, plan.Records);
        writer.WriteNumber("along", plan.Along);
        writer.WriteNumber("kept", plan.Kept);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> records)
    {
        writer.WriteStartObject("records");
        foreach (var (form, count) in records)
            writer.WriteNumber(form, count);
        writer.WriteEndObject();
    }
}
