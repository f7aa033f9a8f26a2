using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>What somebody is pushed, as text.</summary>
internal sealed class CanaryHub : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<string> _heard = new();

    private CanaryHub(HubConnection connection) => _connection = connection;

    public static async Task<CanaryHub> ListenAsync(TestHost host, ApiClient client)
    {
        var connection = new HubConnectionBuilder().WithUrl("http://localhost:5080/api/hub", options =>
        {
            options.Transports = HttpTransportType.LongPolling;
            options.HttpMessageHandlerFactory = _ => host.Handler();
            options.Headers["Cookie"] = client.Cookie;
        }).Build();
        var hub = new CanaryHub(connection);
        foreach (var message in new[] { "changed", "definition", "job" })
            connection.On<JsonElement>(message, body => hub._heard.Enqueue($"{message} {body.GetRawText()}"));
        connection.On("notifications", () => hub._heard.Enqueue("notifications"));
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    /// <summary>Everything so far; at least something must have come, or nobody was listening.</summary>
    public async Task<IReadOnlyList<string>> HeardAsync()
    {
        for (var i = 0; i < 200 && _heard.IsEmpty; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.NotEmpty(_heard);
        return [.. _heard];
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
