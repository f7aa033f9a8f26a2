using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What the caller has been told, following records, and the mails that wait.</summary>
internal static class NotificationsApi
{
    public static void MapNotifications(this WebApplication app)
    {
        app.MapGet("/api/notifications", ListAsync);
        app.MapPost("/api/notifications/read", ReadAsync);
        var follow = app.MapGroup("/api/forms/{form}/records/{id:long}/follow");
        follow.MapGet("", FollowingAsync);
        follow.MapPut("", (HttpContext http, string form, long id, RecordStore store, UnitOfWork work, CancellationToken ct) => FollowAsync(http, form, id, store, work, true, ct));
        follow.MapDelete("", (HttpContext http, string form, long id, RecordStore store, UnitOfWork work, CancellationToken ct) => FollowAsync(http, form, id, store, work, false, ct));
        app.MapGet("/api/admin/mail", MailAsync);
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, NotificationReader reader, CancellationToken ct)
    {
        var query = http.Request.Query;
        var kind = query.Text("kind");
        if (kind is not null && NotificationKind.Find(kind) is null)
            throw ValidationException.BadRequest(new Problem("/kind", "choice").With("choices", string.Join(", ", NotificationKind.All.Select(k => k.Key))));
        var cursor = long.TryParse(query.Text("cursor"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : (long?)null;
        return await reader.ReadAsync(http.Access(), new NotificationQuery(kind, query.Flag("unread"), cursor, query.Number("limit", 30, 1, 100)), ct);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, UnitOfWork work, Notifier notifier, ClockSource clock, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var (all, ids, user) = (json.Flag("all"), json.Ids("ids"), http.Person().Id);
        await work.ExecuteAsync(async scope =>
        {
            var unread = scope.Db.Notifications.Where(n => n.UserId == user && n.ReadAt == null);
            if (await (all ? unread : unread.Where(n => ids.Contains(n.Id))).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, clock.Now), ct) > 0)
                await notifier.RingAsync(scope, [user], ct);
        }, ct);
        return ApiAnswer.NoContent;
    }

    private static async Task<ApiAnswer> FollowingAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var (model, user) = (http.Form(form), http.Person().Id);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, http.Access(), model, id, ct);
        var record = await store.FindAsync(session, http.Access(), model, id, RecordAction.Read, ct, allFields: true);
        await using var db = PlatformContexts.ForReading(session);
        var chosen = await db.Followers.FirstOrDefaultAsync(f => f.Form == model.Key && f.RecordId == id && f.UserId == user, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("following", chosen?.Following ?? Followers.IsImplied(model, record!, user));
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> FollowAsync(HttpContext http, string form, long id, RecordStore store, UnitOfWork work, bool following, CancellationToken ct)
    {
        var (access, model) = (http.Access(), http.Form(form));
        await work.ExecuteAsync(async scope =>
        {
            await store.GetAsync(scope, access, model, id, ct);
            await Followers.SetAsync(scope, model, id, http.Person().Id, following, chosen: true, ct);
        }, ct);
        return ApiAnswer.NoContent;
    }

    private static async Task<ApiAnswer> MailAsync(HttpContext http, Mail.MailOptions options, Database database, CancellationToken ct)
    {
        if (!http.Access().Can("users"))
            throw new ForbiddenException("forbidden.users", new Problem("", "forbidden.users"));
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var mails = db.Outbox.Where(m => m.Kind == Outbox.MailKind);
        var waiting = await mails.CountAsync(m => m.Attempts == 0, ct);
        var failing = await mails.CountAsync(m => m.Attempts > 0, ct);
        var latest = await mails.Where(m => m.Attempts > 0).OrderByDescending(m => m.Id).Take(20).ToListAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("configured", options.IsConfigured);
            writer.WriteNumber("waiting", waiting);
            writer.WriteNumber("failed", failing);
            writer.WriteStartArray("items");
            foreach (var mail in latest)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", mail.Id);
                writer.WriteString("at", Instants.Text(mail.CreatedAt));
                writer.WriteNumber("attempts", mail.Attempts);
                writer.WriteString("reason", mail.Error);
                writer.WriteString("nextAt", mail.AvailableAt >= OutboxDispatcher.Never ? null : Instants.Text(mail.AvailableAt));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
