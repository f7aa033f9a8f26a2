using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Realtime;

/// <summary>
/// Pushes changed ids to whoever listens, each message cut to what its receiver may read at this moment. A record that
/// has just been deleted or moved out of sight is announced by form alone, without its id.
/// </summary>
internal sealed class RecordsChangedPush(IHubContext<ChangesHub> hub, ConnectedActors connected, PersonDirectory people, ViewedActors viewed, MetadataCache metadata, RecordStore store, Database database) : IEventHandler
{
    private const int MaxIds = 200;

    public string Kind => Outbox.RecordsChangedKind;

    public async Task HandleAsync(string payload, CancellationToken ct)
    {
        var change = JsonSerializer.Deserialize<RecordsChanged>(payload, PlainJson.Options)!;
        var listeners = connected.ByListener();
        if (listeners.Count == 0 || metadata.Current.Form(change.Form) is not { } form)
            return;
        await using var session = await database.OpenReadAsync(ct);
        foreach (var listener in listeners)
        {
            if (await people.FindAsync(listener.Key.User, ct) is not { Active: true } person)
                continue;
            var seen = await viewed.FindAsync(person, listener.Key.Viewed, metadata.Current, ct);
            var access = new AccessPolicy(people.ActorOf(seen, "en"), metadata.Current);
            if (!access.May(form, RecordAction.Read))
                continue;
            // Many at once: the form is enough, the client fetches what it shows.
            IReadOnlyCollection<long> visible = change.Ids.Count > MaxIds ? [] : (await store.TitlesAsync(session, access, form, change.Ids, ct)).Keys;
            await hub.Clients.Clients([.. listener]).SendAsync("changed", new { form = change.Form, ids = visible, actor = visible.Count > 0 ? change.Actor : null }, ct);
        }
    }
}
