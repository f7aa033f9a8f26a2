using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace NoCodeCrm.Host.Tests;

/// <summary>What somebody is pushed while a fact runs.</summary>
internal sealed class HubListener : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<(string Message, JsonElement Body)> _heard = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubListener(HubConnection connection) => _connection = connection;

    /// <summary>Ends when the server has closed the connection.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Everything that has come so far, as text.</summary>
    public IReadOnlyList<string> Texts => [.. _heard.Select(h => $"{h.Message} {(h.Body.ValueKind == JsonValueKind.Undefined ? "" : h.Body.GetRawText())}")];

    /// <summary>The records that have been said to have changed so far.</summary>
    public IReadOnlyList<(string Form, long Id)> Changed =>
    [
        .. _heard.Where(h => h.Message == "changed").SelectMany(h => h.Body.GetProperty("ids").EnumerateArray().Select(id => (h.Body.GetProperty("form").GetString()!, id.GetInt64()))),
    ];

    /// <summary>Listens with the client's session, by web socket; throws when the server refuses.</summary>
    public static async Task<HubListener> StartAsync(TestHost host, ApiClient client)
    {
        var connection = new HubConnectionBuilder().WithUrl("http://localhost:5080/api/hub", options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.HttpMessageHandlerFactory = _ => host.Handler();
            options.Headers["Cookie"] = client.Cookie;
            options.WebSocketFactory = async (context, ct) => await host.WebSocketAsync(context.Uri, client.Cookie, ct);
        }).Build();
        var listener = new HubListener(connection);
        foreach (var message in new[] { "changed", "definition" })
            connection.On<JsonElement>(message, body => listener._heard.Enqueue((message, body)));
        connection.On("notifications", () => listener._heard.Enqueue(("notifications", default)));
        connection.Closed += _ =>
        {
            listener._closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    /// <summary>Waits until the record was said to have changed.</summary>
    public Task UntilChangedAsync(string form, long id) => Wait.UntilAsync(() => Task.FromResult(Changed), heard => heard.Contains((form, id)));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
