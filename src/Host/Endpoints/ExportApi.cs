using Microsoft.Net.Http.Headers;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What a list shows, as a file.</summary>
internal static class ExportApi
{
    public static void MapExports(this WebApplication app) => app.MapGet("/api/forms/{form}/export", ExportAsync);

    private static async Task ExportAsync(HttpContext http, string form, Database database, RecordExport export, ClockSource clock, CancellationToken ct)
    {
        var (access, model, query) = (http.Access(), http.Form(form), RecordQueries.Read(http.Request.Query));
        if ((http.Request.Query.Text("format") ?? "csv") != "csv")
            throw ValidationException.Refused(new Problem("/format", "export.format"));
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{model.Title.For(access.Actor.Language) ?? model.Key}-{clock.Today:yyyy-MM-dd}.csv");
        await using var session = await database.OpenReadAsync(ct);
        // The first page is read before the answer begins, so that a refusal can still be one.
        await foreach (var page in export.ReadAsync(session, access, model, query, ct))
        {
            if (!http.Response.HasStarted)
            {
                http.Response.ContentType = "text/csv; charset=utf-8";
                http.Response.Headers.ContentDisposition = name.ToString();
            }
            await http.Response.WriteAsync(page, ct);
        }
    }
}
