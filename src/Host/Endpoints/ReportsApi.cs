using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine;

namespace NoCodeCrm.Host.Endpoints;

internal static class ReportsApi
{
    public static void MapReports(this WebApplication app)
    {
        app.MapPost("/api/reports/query", QueryAsync).AllowWhileViewing();
        app.MapPost("/api/reports/drill", DrillAsync).AllowWhileViewing();
        app.MapGet("/api/dashboards", List);
        app.MapGet("/api/dashboards/{key}/data", DataAsync);
    }

    private static async Task<ApiAnswer> QueryAsync(HttpContext http, ReportService reports, CancellationToken ct)
    {
        var result = await reports.QueryAsync(await http.JsonAsync(), http.Access(), ct);
        return ApiAnswer.Ok(result.WriteJson);
    }

    private static async Task<ApiAnswer> DrillAsync(HttpContext http, ReportService reports, CancellationToken ct)
    {
        var target = await reports.DrillAsync(await http.JsonAsync(), http.Access(), ct);
        return ApiAnswer.Ok(target.WriteJson);
    }

    private static ApiAnswer List(HttpContext http)
    {
        var access = http.Access();
        var dashboards = access.Metadata.Documents.Values.Where(d => d.Kind == DefinitionKinds.Dashboard && MayRead(access, d.Document)).OrderBy(d => Order(d.Document)).ThenBy(d => d.Key, StringComparer.Ordinal);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var dashboard in dashboards)
            {
                writer.WriteStartObject();
                writer.WriteString("key", dashboard.Key);
                writer.WriteText("title", dashboard.Document.TryGetProperty("title", out var title) && LocalizedText.Parse(title) is { } text ? text : LocalizedText.Of(dashboard.Key));
                writer.WriteNumber("order", Order(dashboard.Document));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    // A dashboard is of use only to who may read the form that it is about.
    internal static bool MayRead(AccessPolicy access, JsonElement document) =>
        document.TryGetProperty("source", out var source) && access.Metadata.Form(source.GetString() ?? "") is { } form && access.May(form, RecordAction.Read);

    private static int Order(JsonElement document) => document.TryGetProperty("order", out var order) && order.TryGetInt32(out var number) ? number : 100;

    private static async Task<ApiAnswer> DataAsync(HttpContext http, string key, DashboardService dashboards, ProblemMapper problems, CancellationToken ct)
    {
        JsonElement? filters = http.Request.Query.Text("filters") is { } text ? RequestReading.Parse(System.Text.Encoding.UTF8.GetBytes(text), "/filters") : null;
        var data = await dashboards.DataAsync(key, filters, http.Access(), ct);
        return ApiAnswer.Ok(writer => data.WriteJson(writer, (json, failure) => WriteProblem(json, failure, problems, http.Language())));
    }

    internal static void WriteProblem(Utf8JsonWriter json, DomainException failure, ProblemMapper problems, string language)
    {
        var (status, code, faults) = ProblemMapper.Describe(failure);
        json.WriteRawValue(problems.Write(status, code, faults, language, null));
    }
}
