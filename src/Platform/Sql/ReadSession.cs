using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>A read-only connection, returned to its pool on disposal. One at a time per request; not thread-safe.</summary>
public sealed class ReadSession(DbConnection connection, StatementCache statements, SqlDialect dialect, Func<ReadSession, ValueTask> release) : ISqlSession, IAsyncDisposable
{
    private DbTransaction? _snapshot;
    private CancellationTokenRegistration _end;

    public DbConnection Connection { get; } = connection;
    public SqlDialect Dialect { get; } = dialect;
    internal StatementCache Statements { get; } = statements;

    public DbCommand Statement(string sql) => Statements.Get(sql, _snapshot);

    /// <summary>From here to its disposal the session sees one state of the database, so that several statements agree.</summary>
    public async Task HoldSnapshotAsync(CancellationToken ct) => _snapshot ??= await Dialect.BeginSnapshotAsync(Connection, ct);

    // Where a driver does not look at its token while a statement runs.
    internal void EndOn(CancellationToken waits) => _end = waits.Register(() => Dialect.Interrupt(Connection));

    public async ValueTask DisposeAsync()
    {
        // Waits for an interruption that is under way: the next borrower of the connection must not feel it.
        await _end.DisposeAsync();
        _end = default;
        if (_snapshot is { } snapshot)
        {
            _snapshot = null;
            await snapshot.DisposeAsync();
        }
        await release(this);
    }
}
