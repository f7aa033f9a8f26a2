using System.Text.Json;
using System.Threading.Channels;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>Events that leave a transaction: written with it, handed to handlers once it is durable.</summary>
public sealed class Outbox
{
    public const string RecordsChangedKind = "records.changed";
    public const string DefinitionsChangedKind = "definitions.changed";
    public const string NotificationsChangedKind = "notifications.changed";
    public const string MailKind = "mail";

    // Tells each lane of the dispatcher that something may be waiting; what is waiting stands in the table.
    private readonly Channel<bool>[] _signals = [Signal(), Signal()];

    internal ChannelReader<bool> Waiting(bool outside) => _signals[outside ? 1 : 0].Reader;

    public Task AddRecordsChangedAsync(CommandScope scope, string form, IReadOnlyList<long> ids, long? actor, DateTimeOffset now, CancellationToken ct) =>
        AddAsync(scope, RecordsChangedKind, new RecordsChanged(form, ids, actor), now, ct);

    public async Task AddAsync<T>(CommandScope scope, string kind, T payload, DateTimeOffset now, CancellationToken ct)
    {
        var command = scope.Statement("INSERT INTO sys_outbox_message (kind, payload, created_at, available_at, attempts) VALUES (@kind, @payload, @at, @at, 0)");
        command.With("@kind", kind).With("@payload", JsonSerializer.Serialize(payload, PlainJson.Options)).With("@at", scope.Dialect.ToDb(ColumnKind.Instant, now, 0));
        await scope.PostAsync(command, ct);
        scope.AfterCommit(() =>
        {
            foreach (var lane in _signals)
                lane.Writer.TryWrite(true);
        });
    }

    private static Channel<bool> Signal() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}

/// <summary>Records were created, changed, deleted or restored. Never carries values: receivers fetch what they may read.</summary>
public sealed record RecordsChanged(string Form, IReadOnlyList<long> Ids, long? Actor);

/// <summary>Definitions of these kinds were published or deleted. Never says which: not everybody may know of each.</summary>
public sealed record DefinitionsChanged(IReadOnlyList<string> Kinds);
