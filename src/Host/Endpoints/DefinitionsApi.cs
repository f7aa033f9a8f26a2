using System.Text;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Forecasts;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Everything that is defined but forms, as documents.</summary>
internal static class DefinitionsApi
{
    /// <summary>Where each kind of definition lives under /api.</summary>
    public static readonly IReadOnlyList<(string Route, string Kind)> Routes =
    [
        ("forms", DefinitionKinds.Form), ("pipelines", DefinitionKinds.Pipeline), ("dashboards", DefinitionKinds.Dashboard),
        ("roles", DefinitionKinds.Role), ("homes", DefinitionKinds.Home), ("forecasts", DefinitionKinds.Forecast), ("metrics", DefinitionKinds.Metric),
        ("views", DefinitionKinds.View),
    ];

    public static void MapDefinitions(this WebApplication app)
    {
        app.MapGet("/api/pipelines", ListPipelines);
        foreach (var (route, kind) in Routes.Where(r => r.Kind != DefinitionKinds.Form))
        {
            app.MapGet($"/api/{route}/{{key}}", (HttpContext http, string key) => Get(http, kind, key));
            app.MapPut($"/api/{route}/{{key}}", (HttpContext http, string key, Publisher publisher, CancellationToken ct) => PutAsync(http, kind, route, key, publisher, ct));
            app.MapDelete($"/api/{route}/{{key}}", (HttpContext http, string key, Publisher publisher, CancellationToken ct) => DeleteAsync(http, kind, key, publisher, ct));
        }
    }

    // Who builds dashboards also names the figures of which they are made.
    private static bool BuildsMetrics(HttpContext http, string kind) => kind == DefinitionKinds.Metric && http.Access().Can("dashboards");

    public static void RequireDesign(HttpContext http)
    {
        if (!http.Access().Can("design"))
            throw new ForbiddenException("forbidden.design", new Problem("", "forbidden.design"));
    }

    /// <summary>Null for a creating PUT, which says <c>If-None-Match: *</c>; else the version in If-Match.</summary>
    public static int? ExpectedVersion(HttpContext http, bool isNew)
    {
        if (isNew && http.Request.Headers.IfNoneMatch.ToString() == "*")
            return null;
        if (!isNew && http.Request.Headers.IfNoneMatch.ToString() == "*")
            throw new ConflictException("definition.exists", new Problem("", "definition.exists"));
        return CurrentVersion(http);
    }

    /// <summary>The version in If-Match; one that no document can have is as stale as any other.</summary>
    public static int CurrentVersion(HttpContext http) => (int)Math.Min(http.RequiredVersion(), int.MaxValue);

    private static ApiAnswer ListPipelines(HttpContext http)
    {
        var access = http.Access();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var pipeline in access.Metadata.Pipelines.Values.OrderBy(p => p.Key, StringComparer.Ordinal))
                if (MayRead(access, pipeline))
                    pipeline.Document.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static ApiAnswer Get(HttpContext http, string kind, string key)
    {
        if (kind is DefinitionKinds.Role or DefinitionKinds.Home)
            RequireDesign(http);
        var document = SharingRights.Of(kind) is { } rights ? rights.Readable(http.Access(), key) : http.Access().Metadata.Documents.GetValueOrDefault((kind, key));
        if (document is null || !MayRead(http.Access(), document))
            throw new NotFoundException(kind);
        return new ApiAnswer(200, Encoding.UTF8.GetBytes(ViewsApi.Told(document, http.Access()).GetRawText())) { Version = document.Version };
    }

    // What a document is about tells of the form behind it: whoever may not read that is not told that there is one.
    private static bool MayRead(AccessPolicy access, DefinitionDocument document) => access.Can("design") || document.Kind switch
    {
        DefinitionKinds.Pipeline => access.Metadata.Pipelines.GetValueOrDefault(document.Key) is { } pipeline && MayRead(access, pipeline),
        DefinitionKinds.Metric => MetricsApi.MayRead(document.Document, access),
        DefinitionKinds.Forecast => ForecastView.All(access).Any(v => v.Forecast.Key == document.Key),
        _ => true,
    };

    private static bool MayRead(AccessPolicy access, PipelineModel pipeline) =>
        access.Metadata.Form(pipeline.Form) is { } form && access.May(form, RecordAction.Read) && !access.IsHidden(form, pipeline.Field);

    private static async Task<IResult> PutAsync(HttpContext http, string kind, string route, string key, Publisher publisher, CancellationToken ct)
    {
        // Everyone builds dashboards and views for themselves; SharingRights says what else.
        var rights = SharingRights.Of(kind);
        if (rights is null && !BuildsMetrics(http, kind))
            RequireDesign(http);
        var document = await http.JsonAsync();
        rights?.RequireWrite(http, key, document);
        var isNew = !http.Access().Metadata.Documents.ContainsKey((kind, key));
        var version = await publisher.PublishAsync(kind, key, document, ExpectedVersion(http, isNew), http.Person().Id, VersionsApi.Note(http), ct);
        if (kind == DefinitionKinds.Role)
            http.RequestServices.GetRequiredService<PersonDirectory>().ForgetAll();
        return new ApiAnswer(isNew ? 201 : 200, Encoding.UTF8.GetBytes(document.GetRawText())) { Version = version, Location = isNew ? $"/api/{route}/{key}" : null };
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string kind, string key, Publisher publisher, CancellationToken ct)
    {
        var metadata = http.Access().Metadata;
        if (SharingRights.Of(kind) is { } rights)
            rights.RequireDelete(http, key);
        else if (!BuildsMetrics(http, kind))
            RequireDesign(http);
        if (!metadata.Documents.ContainsKey((kind, key)))
            throw new NotFoundException(kind);
        if (kind == DefinitionKinds.Pipeline && PipelineUsages.Find(metadata, metadata.Pipelines[key]) is { Count: > 0 } users)
            throw ValidationException.Refused([.. users.Select(user => new Problem("", "form.used").With("form", metadata.Pipelines[key].Title).With("by", user))]);
        if (kind == DefinitionKinds.Role)
            await RolesApi.RequireUnusedAsync(http, key, ct);
        if (kind == DefinitionKinds.Metric)
            MetricsApi.RequireUnused(metadata, key);
        await publisher.DeleteAsync(kind, key, CurrentVersion(http), http.Person().Id, ct);
        return ApiAnswer.NoContent;
    }
}
