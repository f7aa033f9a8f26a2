using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>
/// Hands committed messages to their handlers in order, then removes them. A failing message waits longer each time and
/// keeps its error for administrators to see; it never blocks the others. What waits for machines elsewhere has a lane of
/// its own and is noted as done one by one, so that a crash repeats one message at most.
/// </summary>
public sealed class OutboxDispatcher(Database database, UnitOfWork work, Outbox outbox, IEnumerable<IEventHandler> handlers, ClockSource clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int Batch = 200;
    private const int MaxAttempts = 30;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>A message due then will not be tried again; it stays for administrators to see.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, IEventHandler> _handlers = handlers.ToDictionary(h => h.Kind);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RunAsync(outside: false, stoppingToken), RunAsync(outside: true, stoppingToken));

    private async Task RunAsync(bool outside, CancellationToken stoppingToken)
    {
        var batch = outside ? 1 : Batch;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(outside, batch, stoppingToken) == batch)
                {
                }
                await WaitAsync(outside, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The loop must outlive a bad moment of the database; messages are still in the table.
                log.LogError(e, "Dispatching the outbox failed; trying again shortly.");
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task WaitAsync(bool outside, CancellationToken ct)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(ct);
        idle.CancelAfter(Idle);
        try
        {
            await outbox.Waiting(outside).ReadAsync(idle.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // nothing was announced: look anyway, for messages that became due or were left by an earlier process
        }
    }

    private async Task<int> DispatchAsync(bool outside, int batch, CancellationToken ct)
    {
        var messages = await DueAsync(outside, batch, ct);
        var done = new List<long>();
        var failed = new List<(long Id, string Error, DateTimeOffset Next)>();
        foreach (var (id, kind, payload, attempts) in messages)
        {
            try
            {
                if (_handlers.TryGetValue(kind, out var handler))
                    await handler.HandleAsync(payload, ct);
                done.Add(id);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Outbox message {Id} of kind {Kind} failed.", id, kind);
                failed.Add((id, e is UndeliverableException or DeliveryException ? e.Message : e.GetType().Name, Next(e, attempts)));
            }
        }
        if (messages.Count > 0)
            await work.ExecuteAsync(scope => SettleAsync(scope, done, failed), ct);
        return messages.Count;
    }

    // 5 s, 10 s, 20 s ... an hour.
    private DateTimeOffset Next(Exception e, int attempts) =>
        e is UndeliverableException || attempts + 1 >= MaxAttempts ? Never : clock.Now + TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, attempts), LongestPause.TotalSeconds));

    private async Task<List<(long Id, string Kind, string Payload, int Attempts)>> DueAsync(bool outside, int batch, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        var kinds = _handlers.Values.Where(h => h.IsOutside).Select((h, i) => (Name: $"@k{i}", h.Kind)).Prepend((Name: "@none", Kind: "")).ToList();
        var ofLane = $"kind {(outside ? "" : "NOT ")}IN ({string.Join(", ", kinds.Select(k => k.Name))})";
        var command = session.Statement($"SELECT id, kind, payload, attempts FROM sys_outbox_message WHERE available_at <= @now AND {ofLane} ORDER BY id LIMIT {batch}");
        command.With("@now", session.Dialect.ToDb(ColumnKind.Instant, clock.Now, 0));
        foreach (var (name, kind) in kinds)
            command.With(name, kind);
        var due = new List<(long, string, string, int)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            due.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        return due;
    }

    private async Task SettleAsync(CommandScope scope, List<long> done, List<(long Id, string Error, DateTimeOffset Next)> failed)
    {
        if (done.Count > 0)
            await scope.Statement($"DELETE FROM sys_outbox_message WHERE id IN ({string.Join(", ", done)})").ExecuteNonQueryAsync();
        foreach (var (id, error, next) in failed)
        {
            var command = scope.Statement("UPDATE sys_outbox_message SET attempts = attempts + 1, error = @error, available_at = @at WHERE id = @id");
            command.With("@error", error);
            command.With("@at", scope.Dialect.ToDb(ColumnKind.Instant, next, 0));
            command.With("@id", id);
            await command.ExecuteNonQueryAsync();
        }
    }
}
