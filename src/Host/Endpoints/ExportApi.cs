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
        var format = http.Request.Query.Text("format") ?? "csv";
        if (format is not ("csv" or "xlsx"))
            throw ValidationException.Refused(new Problem("/format", "export.format"));
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{model.Title.For(access.Actor.Language) ?? model.Key}-{clock.Today:yyyy-MM-dd}.{format}");
        await using var session = await database.OpenForCallerAsync(ct);
        var pages = export.ReadAsync(session, access, model, query, ct);
        await (format == "csv" ? CsvAsync(http, name, pages, ct) : WorkbookAsync(http, name, pages, ct));
    }

    private static async Task CsvAsync(HttpContext http, ContentDispositionHeaderValue name, IAsyncEnumerable<IReadOnlyList<ExportCell[]>> pages, CancellationToken ct)
    {
        // The first page is read before the answer begins, so that a refusal can still be one.
        await foreach (var page in CsvExport.WriteAsync(pages, ct))
        {
            if (!http.Response.HasStarted)
                Begin(http, "text/csv; charset=utf-8", name);
            await http.Response.WriteAsync(page, ct);
        }
    }

    // A workbook is a zip file whose directory comes last: it grows on disk, so that a failure on the way leaves no half of it with the caller.
    private static async Task WorkbookAsync(HttpContext http, ContentDispositionHeaderValue name, IAsyncEnumerable<IReadOnlyList<ExportCell[]>> pages, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await WorkbookExport.WriteAsync(file, pages, ct);
        file.Position = 0;
        Begin(http, WorkbookExport.ContentType, name);
        http.Response.ContentLength = file.Length;
        await file.CopyToAsync(http.Response.Body, ct);
    }

    private static void Begin(HttpContext http, string contentType, ContentDispositionHeaderValue name)
    {
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = name.ToString();
    }
}
