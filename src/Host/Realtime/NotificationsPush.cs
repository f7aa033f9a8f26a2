using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Notifications;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Rings the bells of those it is about, and of nobody else; what there is to hear they fetch themselves.</summary>
internal sealed class NotificationsPush(IHubContext<ChangesHub> hub, ConnectedActors connected) : IEventHandler
{
    public string Kind => Outbox.NotificationsChangedKind;

    public async Task HandleAsync(string payload, CancellationToken ct)
    {
        var changed = JsonSerializer.Deserialize<NotificationsChanged>(payload, PlainJson.Options)!;
        foreach (var listener in connected.ByListener().Where(l => l.Key.Bell is { } user && changed.Users.Contains(user)))
            await hub.Clients.Clients([.. listener]).SendAsync("notifications", ct);
    }
}
