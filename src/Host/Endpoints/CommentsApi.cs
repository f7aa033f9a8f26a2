using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Comments on a record, by whoever may read it; those mentioned and those who follow hear of them.</summary>
internal static class CommentsApi
{
    private const int MaxComment = 10_000;

    public static void MapComments(this WebApplication app)
    {
        var record = app.MapGroup("/api/forms/{form}/records/{id:long}");
        record.MapGet("/comments", ListAsync);
        record.MapPost("/comments", AddAsync);
        record.MapDelete("/comments/{commentId:long}", DeleteAsync);
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        await using var db = PlatformContexts.ForReading(session);
        var comments = await db.Comments.Where(c => c.Form == model.Key && c.RecordId == id && c.DeletedAt == null).OrderBy(c => c.Id).Take(500).ToListAsync(ct);
        var titles = new RecordTitles();
        foreach (var comment in comments)
            titles.Add(BuiltInForms.User, comment.Author);
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var comment in comments)
                Write(writer, comment);
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, Comment comment)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", comment.Id);
        writer.WriteString("text", comment.Text);
        writer.WriteString("at", Instants.Text(comment.At));
        writer.WriteNumber("author", comment.Author);
        writer.WriteStartArray("mentions");
        foreach (var mention in MentionText.Read(comment.Text))
        {
            writer.WriteStartObject();
            writer.WriteString("form", mention.Form);
            writer.WriteNumber("id", mention.Id);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task<IResult> AddAsync(HttpContext http, string form, long id, RecordStore store, CommentMentions mentions, Notifier notifier, Outbox outbox, ClockSource clock, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var json = await http.JsonAsync();
        var text = json.Text("text");
        var granted = json.Ids("grant");
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxComment || text.Contains('\0'))
            throw ValidationException.Refused(new Problem("/text", "comment.text", "comment:text").With("max", MaxComment));
        return await idempotency.RunAsync(http, async scope =>
        {
            await store.GetAsync(scope, access, model, id, ct);
            var mentioned = await mentions.AdmitAsync(scope, access, model, id, MentionText.Read(text), granted, ct);
            var comment = new Comment { Form = model.Key, RecordId = id, Text = text, At = clock.Now, Author = http.Person().Id };
            scope.Db.Comments.Add(comment);
            await scope.Db.SaveChangesAsync(ct);
            foreach (var follower in mentioned.Prepend(comment.Author))
                await Followers.SetAsync(scope, model, id, follower, following: true, chosen: false, ct);
            // Followers hear of comments whatever the author may see of the record's people.
            var record = await store.FindAsync(scope, mentions.Unbound(access), model, id, Platform.Access.RecordAction.Read, ct, allFields: true);
            var receivers = mentioned.Select(u => (NotificationKind.Mention, u)).Concat((await Followers.OfAsync(scope, model, record!, ct)).Select(u => (NotificationKind.Comment, u)));
            await notifier.TellAsync(scope, new NotedEvent($"comment:{comment.Id}", model, id, comment.Author, comment.Id), receivers, ct);
            await outbox.AddRecordsChangedAsync(scope, model.Key, [id], comment.Author, clock.Now, ct);
            return ApiAnswer.Json(201, writer => Write(writer, comment));
        });
    }

    private static Task<IResult> DeleteAsync(HttpContext http, string form, long id, long commentId, RecordStore store, Outbox outbox, ClockSource clock, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        return idempotency.RunAsync(http, async scope =>
        {
            await store.GetAsync(scope, access, model, id, ct);
            var comment = await scope.Db.Comments.FirstOrDefaultAsync(c => c.Id == commentId && c.Form == model.Key && c.RecordId == id && c.DeletedAt == null, ct) ?? throw new NotFoundException("comment");
            if (comment.Author != http.Person().Id && !access.Actor.IsAdministrator)
                throw new ForbiddenException("forbidden.comment", new Problem("", "forbidden.comment"));
            comment.DeletedAt = clock.Now;
            await scope.Db.SaveChangesAsync(ct);
            await outbox.AddRecordsChangedAsync(scope, model.Key, [id], comment.Author, clock.Now, ct);
            return ApiAnswer.NoContent;
        });
    }
}
