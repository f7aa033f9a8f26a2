using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>
/// Hands committed messages to their handlers in order, then removes them. A failing message waits longer each time and
/// keeps its error for administrators to see; it never blocks the others.
/// </summary>
public sealed class OutboxDispatcher(Database database, UnitOfWork work, Outbox outbox, IEnumerable<IEventHandler> handlers, ClockSource clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, IEventHandler> _handlers = handlers.ToDictionary(h => h.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(stoppingToken) == Batch)
                {
                }
                await WaitAsync(stoppingToken);
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

    private async Task WaitAsync(CancellationToken ct)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(ct);
        idle.CancelAfter(Idle);
        try
        {
            await outbox.Waiting.ReadAsync(idle.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // nothing was announced: look anyway, for messages that became due or were left by an earlier process
        }
    }

    private async Task<int> DispatchAsync(CancellationToken ct)
    {
        var messages = await DueAsync(ct);
        var done = new List<long>();
        var failed = new List<(long Id, string Error)>();
        foreach (var (id, kind, payload) in messages)
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
                failed.Add((id, e.GetType().Name));
            }
        }
        if (messages.Count > 0)
            await work.ExecuteAsync(scope => SettleAsync(scope, done, failed), ct);
        return messages.Count;
    }

    private async Task<List<(long Id, string Kind, string Payload)>> DueAsync(CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        var command = session.Statement($"SELECT id, kind, payload FROM sys_outbox_message WHERE available_at <= @now ORDER BY id LIMIT {Batch}");
        command.With("@now", session.Dialect.ToDb(ColumnKind.Instant, clock.Now, 0));
        var due = new List<(long, string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            due.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return due;
    }

    private async Task SettleAsync(CommandScope scope, List<long> done, List<(long Id, string Error)> failed)
    {
        if (done.Count > 0)
            await scope.Statement($"DELETE FROM sys_outbox_message WHERE id IN ({string.Join(", ", done)})").ExecuteNonQueryAsync();
        foreach (var (id, error) in failed)
        {
            var command = scope.Statement("UPDATE sys_outbox_message SET attempts = attempts + 1, error = @error, available_at = @at WHERE id = @id");
            command.With("@error", error);
            command.With("@at", scope.Dialect.ToDb(ColumnKind.Instant, clock.Now.AddMinutes(1), 0));
            command.With("@id", id);
            await command.ExecuteNonQueryAsync();
        }
    }
}
