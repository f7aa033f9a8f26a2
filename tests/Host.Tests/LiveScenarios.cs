using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace NoCodeCrm.Host.Tests;

/// <summary>What reaches those who listen, and who no longer does.</summary>
public sealed class LiveScenarios
{
    // Others of this suite keep the same outbox busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_change_names_the_record_only_to_those_who_may_read_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Live", ["rep"]);
        using var other = await host.JoinAsync(admin, "Far", ["rep"]);
        await using var near = await Listener.StartAsync(host, rep);
        await using var far = await Listener.StartAsync(host, other);
        var deal = await rep.OpportunityAsync("Pushed");
        Assert.True(await near.HeardAsync("opportunity", deal.Id));
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Seen by all" })).Must(HttpStatusCode.Created).Id;
        Assert.True(await far.HeardAsync("account", account)); // what came before it has come as well
        Assert.DoesNotContain(("opportunity", deal.Id), far.Heard());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Disabling_a_person_closes_what_they_listen_by(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var person = await host.JoinAsync(admin, "Listening", ["rep"]);
        await using var listener = await Listener.StartAsync(host, person);
        (await admin.PatchAsync($"/api/forms/user/records/{person.UserId}", new { active = false }, 1)).Must(HttpStatusCode.OK);
        await listener.Closed.WaitAsync(TimeSpan.FromMinutes(1));
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "After" })).Must(HttpStatusCode.Created).Id;
        await Task.Delay(500);
        Assert.DoesNotContain(("account", account), listener.Heard());
        await Assert.ThrowsAnyAsync<Exception>(() => Listener.StartAsync(host, person));
    }

    private sealed class Listener : IAsyncDisposable
    {
        private readonly HubConnection _connection;
        private readonly Channel<(string Form, long Id)> _messages = Channel.CreateUnbounded<(string, long)>();
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<(string Form, long Id)> _heard = [];

        private Listener(HubConnection connection) => _connection = connection;

        public Task Closed => _closed.Task;

        /// <summary>Everything that has come so far.</summary>
        public IReadOnlyList<(string Form, long Id)> Heard()
        {
            while (_messages.Reader.TryRead(out var message))
                _heard.Add(message);
            return _heard;
        }

        public static async Task<Listener> StartAsync(TestHost host, ApiClient client)
        {
            var connection = new HubConnectionBuilder().WithUrl("http://localhost:5080/api/hub", options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.HttpMessageHandlerFactory = _ => host.Handler();
                options.Headers["Cookie"] = client.Cookie;
                options.WebSocketFactory = async (context, ct) => await host.WebSocketAsync(context.Uri, client.Cookie, ct);
            }).Build();
            var listener = new Listener(connection);
            connection.On<JsonElement>("changed", message =>
            {
                foreach (var id in message.GetProperty("ids").EnumerateArray())
                    listener._messages.Writer.TryWrite((message.GetProperty("form").GetString()!, id.GetInt64()));
            });
            connection.Closed += _ =>
            {
                listener._closed.TrySetResult();
                return Task.CompletedTask;
            };
            await connection.StartAsync();
            return listener;
        }

        public async Task<bool> HeardAsync(string form, long id)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (!_heard.Contains((form, id)))
                _heard.Add(await _messages.Reader.ReadAsync(limit.Token));
            return true;
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
