using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Notifications;

/// <summary>Whether mails leave this installation at all.</summary>
public sealed record NotificationOptions(bool Mail);

/// <summary>What happened to which record, by whom. Key: the same for the same event, however often it is told.</summary>
public sealed record NotedEvent(string Key, FormModel Form, long Record, long? Actor, long? Comment = null);

/// <summary>
/// Writes notifications in the transaction of their event, so that neither can be without the other, and puts the ring
/// and the mail into the outbox, which lets them out once that transaction is durable. Nobody hears of their own doing.
/// </summary>
public sealed class Notifier(Outbox outbox, ClockSource clock, NotificationOptions options)
{
    /// <summary>Tells each receiver once; where a person is named under two kinds, the first counts.</summary>
    public async Task TellAsync(CommandScope scope, NotedEvent noted, IEnumerable<(NotificationKind Kind, long User)> receivers, CancellationToken ct)
    {
        var wanted = receivers.Where(r => r.User != noted.Actor).DistinctBy(r => r.User).ToList();
        if (wanted.Count == 0)
            return;
        var users = wanted.Select(r => r.User).ToList();
        var told = await scope.Db.Notifications.AsNoTracking().Where(n => n.EventKey == noted.Key && users.Contains(n.UserId)).Select(n => n.UserId).ToListAsync(ct);
        var made = wanted.Where(r => !told.Contains(r.User)).Select(r => new Notification
        {
            UserId = r.User,
            Kind = r.Kind.Key,
            EventKey = noted.Key,
            Form = noted.Form.Key,
            RecordId = noted.Record,
            Actor = noted.Actor,
            CommentId = noted.Comment,
            At = clock.Now,
        }).ToList();
        scope.Db.Notifications.AddRange(made);
        await scope.Db.SaveChangesAsync(ct);
        await RingAsync(scope, [.. made.Select(n => n.UserId)], ct);
        if (options.Mail)
            await MailAsync(scope, made, ct);
    }

    /// <summary>Lets the open windows of these people look again, after the commit.</summary>
    public Task RingAsync(CommandScope scope, IReadOnlyList<long> users, CancellationToken ct) =>
        outbox.AddAsync(scope, Outbox.NotificationsChangedKind, new NotificationsChanged(users), clock.Now, ct);

    private async Task MailAsync(CommandScope scope, List<Notification> made, CancellationToken ct)
    {
        var users = made.Select(n => n.UserId).ToList();
        var choices = await scope.Db.Logins.AsNoTracking().Where(l => users.Contains(l.UserId)).ToDictionaryAsync(l => l.UserId, l => l.Mail, ct);
        foreach (var notification in made)
            if (NotificationKind.Find(notification.Kind) is { } kind && MailChoice.Wants(choices.GetValueOrDefault(notification.UserId), kind))
                await outbox.AddAsync(scope, Outbox.MailKind, new MailDue(notification.Id), clock.Now, ct);
    }
}

/// <summary>The bells of these people have something new, or less.</summary>
public sealed record NotificationsChanged(IReadOnlyList<long> Users);

/// <summary>A notification is to be mailed too.</summary>
public sealed record MailDue(long Notification);
