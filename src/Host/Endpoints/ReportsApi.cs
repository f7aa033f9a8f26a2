using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine;

namespace NoCodeCrm.Host.Endpoints;

internal static class ReportsApi
{
    public static void MapReports(this WebApplication app)
    {
        app.MapPost("/api/reports/query", QueryAsync).AllowWhileViewing();
        app.MapPost("/api/reports/drill", DrillAsync).AllowWhileViewing();
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

    internal static void WriteProblem(Utf8JsonWriter json, DomainException failure, ProblemMapper problems, string language)
    {
        var (status, code, faults) = ProblemMapper.Describe(failure);
        json.WriteRawValue(problems.Write(status, code, faults, language, null));
    }
}
