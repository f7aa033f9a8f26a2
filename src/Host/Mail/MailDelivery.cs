using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Mail;

/// <summary>
/// Mails one notification, with the rights that its receiver has at this moment: who is no longer active, has no address or
/// no longer sees the record gets nothing.
/// </summary>
internal sealed class MailDelivery(IMailSender sender, MailOptions options, MailText texts, Database database, PersonDirectory people, MetadataCache metadata, RecordStore store, RecordLookup lookup, AppSettings settings) : IEventHandler
{
    public string Kind => Outbox.MailKind;

    public bool IsOutside => true;

    public async Task HandleAsync(string payload, CancellationToken ct)
    {
        if (!options.IsConfigured)
            return; // switched off since
        var due = JsonSerializer.Deserialize<MailDue>(payload, PlainJson.Options)!;
        if (await ComposeAsync(due.Notification, ct) is { } mail)
            await sender.SendAsync(mail, ct);
    }

    private async Task<OutgoingMail?> ComposeAsync(long id, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        if (await db.Notifications.FirstOrDefaultAsync(n => n.Id == id, ct) is not { } told || metadata.Current.Form(told.Form) is not { } form)
            return null;
        if (await people.FindAsync(told.UserId, ct) is not { Active: true, Email: { Length: > 0 } email } person)
            return null;
        var access = new AccessPolicy(people.ActorOf(person, settings.Current.Language), metadata.Current);
        if (!(await lookup.ExistingAsync(session, access, form, [told.RecordId], ct)).Contains(told.RecordId))
            return null;
        var title = (await store.TitlesAsync(session, access, form, [told.RecordId], ct)).GetValueOrDefault(told.RecordId) ?? $"#{told.RecordId}";
        var comment = told.CommentId is { } commentId ? await db.Comments.FirstOrDefaultAsync(c => c.Id == commentId, ct) : null;
        if (comment is { DeletedAt: not null })
            return null; // taken back before anybody was told
        var actor = told.Actor is { } by ? (await people.FindAsync(by, ct))?.Name : null;
        var mail = texts.Compose(access.Actor.Language, told.Kind, actor, title, comment is null ? null : MentionText.Plain(comment.Text), $"{options.PublicUrl}/f/{form.Key}/{told.RecordId}", $"{options.PublicUrl}/settings");
        return mail with { Id = $"notification-{told.Id}-{told.At.ToUnixTimeMilliseconds()}", To = email, ToName = person.Name };
    }
}
