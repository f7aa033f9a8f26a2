using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Kind: one of <see cref="NotificationKind.All"/> or null for any. Before: the id where the page before ended.</summary>
internal sealed record NotificationQuery(string? Kind, bool Unread, long? Before, int Limit);

/// <summary>
/// Notifications as their receiver may see them now: those about records that they can no longer read, and about comments
/// taken back, are left out of the list and of the count.
/// </summary>
internal sealed class NotificationReader(Database database, RecordStore store, RecordLookup lookup)
{
    private const int Batch = 200;

    /// <summary>Unread ones are counted up to this; more are as good as this many.</summary>
    private const int MaxCounted = 500;

    public async Task<ApiAnswer> ReadAsync(AccessPolicy access, NotificationQuery query, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var user = access.Actor.UserId!.Value;
        var items = new List<Notification>();
        var before = query.Before;
        bool more;
        do
        {
            var rows = db.Notifications.Where(n => n.UserId == user);
            if (query.Kind is { } kind)
                rows = rows.Where(n => n.Kind == kind);
            if (query.Unread)
                rows = rows.Where(n => n.ReadAt == null);
            if (before is { } last)
                rows = rows.Where(n => n.Id < last);
            var batch = await rows.OrderByDescending(n => n.Id).Take(Batch).ToListAsync(ct);
            more = batch.Count == Batch;
            foreach (var visible in await VisibleAsync(session, db, access, batch, ct))
            {
                if (items.Count == query.Limit)
                {
                    more = true;
                    break;
                }
                items.Add(visible);
            }
            before = items.Count == query.Limit ? items[^1].Id : batch.Count > 0 ? batch[^1].Id : before;
        }
        while (more && items.Count < query.Limit);
        var latest = await db.Notifications.Where(n => n.UserId == user && n.ReadAt == null).OrderByDescending(n => n.Id).Take(MaxCounted).ToListAsync(ct);
        var unread = (await VisibleAsync(session, db, access, latest, ct)).Count;
        return await WriteAsync(session, access, items, unread, more ? before : null, ct);
    }

    private async Task<List<Notification>> VisibleAsync(ISqlSession session, PlatformDbContext db, AccessPolicy access, List<Notification> rows, CancellationToken ct)
    {
        var seen = new Dictionary<string, HashSet<long>>();
        foreach (var group in rows.GroupBy(n => n.Form))
            seen[group.Key] = access.Metadata.Form(group.Key) is { } form && access.May(form, RecordAction.Read)
                ? await lookup.ExistingAsync(session, access, form, [.. group.Select(n => n.RecordId).Distinct()], ct)
                : [];
        var ids = rows.Where(n => n.CommentId != null).Select(n => n.CommentId!.Value).ToList();
        var gone = await db.Comments.Where(c => ids.Contains(c.Id) && c.DeletedAt != null).Select(c => c.Id).ToListAsync(ct);
        return [.. rows.Where(n => seen[n.Form].Contains(n.RecordId) && (n.CommentId is not { } comment || !gone.Contains(comment)))];
    }

    private async Task<ApiAnswer> WriteAsync(ISqlSession session, AccessPolicy access, List<Notification> items, int unread, long? next, CancellationToken ct)
    {
        var titles = new RecordTitles();
        foreach (var item in items)
        {
            titles.Add(item.Form, item.RecordId);
            titles.Add(BuiltInForms.User, item.Actor);
        }
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var item in items)
                Write(writer, item, names);
            writer.WriteEndArray();
            writer.WriteNumber("unread", unread);
            writer.WriteString("nextCursor", next?.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, Notification item, Dictionary<string, Dictionary<long, string>> names)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", item.Id);
        writer.WriteString("kind", item.Kind);
        writer.WriteString("at", Instants.Text(item.At));
        writer.WriteString("readAt", item.ReadAt is { } read ? Instants.Text(read) : null);
        writer.WriteNumberOrNull("actor", item.Actor);
        writer.WriteString("actorName", item.Actor is { } actor ? names.GetValueOrDefault(BuiltInForms.User)?.GetValueOrDefault(actor) : null);
        writer.WriteString("form", item.Form);
        writer.WriteNumber("record", item.RecordId);
        writer.WriteString("title", names.GetValueOrDefault(item.Form)?.GetValueOrDefault(item.RecordId) ?? $"#{item.RecordId}");
        writer.WriteNumberOrNull("comment", item.CommentId);
        writer.WriteEndObject();
    }
}
