using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Tells everybody who listens that forms, pipelines and the like were published, by kind alone: each fetches what they may see.</summary>
internal sealed class DefinitionsChangedPush(IHubContext<ChangesHub> hub) : IEventHandler
{
    public string Kind => Outbox.DefinitionsChangedKind;

    public async Task HandleAsync(string payload, CancellationToken ct)
    {
        foreach (var kind in JsonSerializer.Deserialize<DefinitionsChanged>(payload, PlainJson.Options)!.Kinds)
            await hub.Clients.All.SendAsync("definition", new { kind }, ct);
    }
}
