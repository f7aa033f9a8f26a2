using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

internal static class FilesApi
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/api/forms/{form}/records/{id:long}/files", ListAsync);
        app.MapPost("/api/forms/{form}/records/{id:long}/files", AttachAsync).DisableAntiforgery();
        app.MapDelete("/api/forms/{form}/records/{id:long}/files/{fileId:long}", DeleteAsync);
        app.MapPost("/api/files", UploadAsync).DisableAntiforgery();
        app.MapGet("/api/files/{id:long}", DownloadAsync);
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        await using var db = PlatformContexts.ForReading(session);
        var hidden = await HiddenFiles.OfAsync(session, store, access, model, [id], ct);
        var files = await db.Files.Where(f => f.Form == model.Key && f.RecordId == id && f.DeletedAt == null && !hidden.Contains(f.Id)).OrderByDescending(f => f.Id).Take(500).ToListAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var file in files)
                FileStore.Write(writer, file);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> AttachAsync(HttpContext http, string form, long id, Database database, RecordStore store, FileStore files, UnitOfWork work, Outbox outbox, ClockSource clock, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var slot = http.Request.Query.Text("slot");
        FileVersions.CheckSlot(access.Metadata, model, slot);
        var replaces = http.Request.Query.Id("replaces");
        await using (var session = await database.OpenForCallerAsync(ct))
            await store.GetAsync(session, access, model, id, ct);
        var file = await ReceiveAsync(http, files, ct);
        (file.Form, file.RecordId, file.Slot) = (model.Key, id, slot);
        await KeepAsync(files, file, () => work.ExecuteAsync(async scope =>
        {
            await store.GetAsync(scope, access, model, id, ct);
            await FileVersions.PlaceAsync(scope, model, file, replaces, ct);
            scope.Db.Files.Add(file);
            await scope.Db.SaveChangesAsync(ct);
            await outbox.AddRecordsChangedAsync(scope, model.Key, [id], file.By, clock.Now, ct);
        }, ct));
        return ApiAnswer.Json(201, writer => FileStore.Write(writer, file));
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileStore files, UnitOfWork work, CancellationToken ct)
    {
        var file = await ReceiveAsync(http, files, ct);
        await KeepAsync(files, file, () => work.ExecuteAsync(async scope =>
        {
            scope.Db.Files.Add(file);
            await scope.Db.SaveChangesAsync(ct);
        }, ct));
        return ApiAnswer.Json(201, writer => FileStore.Write(writer, file));
    }

    // Bytes without a row are found by nobody: a refused command takes them along.
    private static async Task KeepAsync(FileStore files, StoredFile file, Func<Task> command)
    {
        try
        {
            await command();
        }
        catch
        {
            files.Remove(file.Name);
            throw;
        }
    }

    private static async Task<StoredFile> ReceiveAsync(HttpContext http, FileStore files, CancellationToken ct)
    {
        var options = http.RequestServices.GetRequiredService<HostOptions>();
        await foreach (var part in Uploads.ReadAsync(http, options.MaxUpload + 65_536, ct))
            if (part is { Name: "file", FileName: { } name })
                return await files.SaveAsync(part.Body, name, http.Person().Id, ct);
        throw ValidationException.BadRequest("/file", "file.missing");
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string form, long id, long fileId, RecordStore store, UnitOfWork work, Outbox outbox, ClockSource clock, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await work.ExecuteAsync(async scope =>
        {
            await store.GetAsync(scope, access, model, id, ct);
            var hidden = await HiddenFiles.OfAsync(scope, store, access, model, [id], ct);
            var file = await scope.Db.Files.FirstOrDefaultAsync(f => f.Id == fileId && f.Form == model.Key && f.RecordId == id && f.DeletedAt == null && !hidden.Contains(f.Id), ct) ?? throw new NotFoundException("file");
            var mayUpdate = await store.FindAsync(scope, access, model, id, RecordAction.Update, ct) is not null;
            if (file.By != access.Actor.UserId && !mayUpdate)
                throw new ForbiddenException("forbidden.update", new Problem("", "forbidden.update").With("form", model.Title));
            file.DeletedAt = clock.Now;
            await scope.Db.SaveChangesAsync(ct);
            await outbox.AddRecordsChangedAsync(scope, model.Key, [id], access.Actor.UserId, clock.Now, ct);
        }, ct);
        return ApiAnswer.NoContent;
    }

    // For a preview within our own pages. A sandbox would stop the browser's viewer of PDF, so those go without: their
    // type is ours and never guessed, and nothing in them may load or run anything of the page.
    private static IResult Show(HttpContext http, StoredFile file, FileStore files)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        http.Response.Headers.ContentDisposition = "inline";
        return Results.Stream(files.Open(file), file.ContentType);
    }

    // A file is visible to whoever sees its record and the field that names it; one that is not attached yet, to who uploaded it.
    private static async Task<IResult> DownloadAsync(HttpContext http, long id, Database database, RecordStore store, FileStore files, CancellationToken ct)
    {
        var access = http.Access();
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var file = await db.Files.FirstOrDefaultAsync(f => f.Id == id && f.DeletedAt == null, ct);
        var visible = file switch
        {
            null => false,
            { RecordId: { } record, Form: { } key } => access.Metadata.Form(key) is { } form && await store.FindAsync(session, access, form, record, RecordAction.Read, ct) is not null
                && !(await HiddenFiles.OfAsync(session, store, access, form, [record], ct)).Contains(id),
            _ => file.By == access.Actor.UserId,
        };
        if (!visible)
            throw new NotFoundException("file");
        if (http.Request.Query.Flag("show") && FileStore.IsShown(file!))
            return Show(http, file!, files);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(files.Open(file!), file!.ContentType, file.Title);
    }
}
