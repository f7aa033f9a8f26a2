using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Platform.Notifications;

/// <summary>
/// A record that gets a new owner tells them; followers hear of that and of stage moves. An import tells nobody: whoever
/// brings in thousands of records does not mean to ring thousands of bells.
/// </summary>
public sealed class RecordNotifications(Notifier notifier) : IRecordEffect
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        if (change.Request.Historical || change.Request.Kind is WriteKind.Delete or WriteKind.Restore || change.Request.Via == "import" || change.Access.Actor.UserId is not { } actor)
            return;
        var handedOver = change.Before?.Owner != change.After.Owner;
        var moved = !change.IsCreate && change.Moves.Count > 0;
        if ((!handedOver && !moved) || (change.IsCreate && change.After.Owner == actor))
            return;
        var receivers = new List<(NotificationKind, long)>();
        if (handedOver && change.After.Owner is { } owner)
            receivers.Add((NotificationKind.Assigned, owner));
        if (!change.IsCreate)
        {
            var kind = moved ? NotificationKind.Moved : NotificationKind.Owner;
            receivers.AddRange((await Followers.OfAsync(change.Scope, change.Form, change.After, ct)).Select(f => (kind, f)));
            if (handedOver && change.Before?.Owner is { } former)
                receivers.Add((kind, former));
        }
        var noted = new NotedEvent($"{change.Form.Key}:{change.After.Id}:{change.After.Version}", change.Form, change.After.Id, actor);
        await notifier.TellAsync(change.Scope, noted, receivers, ct);
    }
}
