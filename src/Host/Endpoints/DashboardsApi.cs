using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Which dashboards there are for whoever asks, and what they show. The documents themselves: <see cref="DefinitionsApi"/>.</summary>
internal static class DashboardsApi
{
    public static void MapDashboards(this WebApplication app)
    {
        app.MapGet("/api/dashboards", List);
        app.MapGet("/api/dashboards/{key}/data", DataAsync);
        app.MapGet("/api/dashboards/{key}/widgets/{widget}/export", ExportAsync);
    }

    private static ApiAnswer List(HttpContext http)
    {
        var access = http.Access();
        var dashboards = access.Metadata.Documents.Values.Where(d => d.Kind == DefinitionKinds.Dashboard && DashboardService.MayRead(d.Document, access)).OrderBy(d => Order(d.Document)).ThenBy(d => d.Key, StringComparer.Ordinal);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var dashboard in dashboards)
                WriteEntry(writer, dashboard, access);
            writer.WriteEndArray();
            SharingRights.WriteRoles(writer, access);
            writer.WriteEndObject();
        });
    }

    private static void WriteEntry(Utf8JsonWriter writer, DefinitionDocument dashboard, AccessPolicy access)
    {
        var sharing = DocumentSharing.Of(dashboard.Document);
        writer.WriteStartObject();
        writer.WriteString("key", dashboard.Key);
        writer.WriteText("title", dashboard.Document.TryGetProperty("title", out var title) && LocalizedText.Parse(title) is { } text ? text : LocalizedText.Of(dashboard.Key));
        writer.WriteNumber("order", Order(dashboard.Document));
        writer.WriteBoolean("private", sharing.IsPrivate);
        writer.WriteStartObject("can");
        writer.WriteBoolean("update", sharing.MayWrite(access));
        writer.WriteBoolean("delete", sharing.MayDelete(access));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static int Order(JsonElement document) => document.TryGetProperty("order", out var order) && order.TryGetInt32(out var number) ? number : 100;

    private static async Task<ApiAnswer> DataAsync(HttpContext http, string key, DashboardService dashboards, ProblemMapper problems, CancellationToken ct)
    {
        var data = await dashboards.DataAsync(key, Json(http, "filters"), http.Access(), ct, Json(http, "cross"));
        return ApiAnswer.Ok(writer => data.WriteJson(writer, (json, failure) => ReportsApi.WriteProblem(json, failure, problems, http.Language())));
    }

    private static async Task ExportAsync(HttpContext http, string key, string widget, DashboardService dashboards, ProblemMessages messages, CancellationToken ct)
    {
        var access = http.Access();
        var (definition, result) = await dashboards.WidgetAsync(key, widget, Json(http, "filters"), access, ct, Json(http, "cross"));
        var language = http.Language();
        var csv = WidgetCsv.Write(result, messages.For("report.csv_others", language), messages.For(new Problem("", "report.csv_more").With("count", result.Rows.Count), language));
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{definition.Title.For(access.Actor.Language) ?? definition.Id}.csv");
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = name.ToString();
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(csv), ct);
    }

    private static JsonElement? Json(HttpContext http, string name) =>
        http.Request.Query.Text(name) is { } text ? RequestReading.Parse(Encoding.UTF8.GetBytes(text), "/" + name) : null;
}
