using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>A read-only connection, returned to its pool on disposal. One at a time per request; not thread-safe.</summary>
public sealed class ReadSession(DbConnection connection, StatementCache statements, SqlDialect dialect, Func<ReadSession, ValueTask> release) : ISqlSession, IAsyncDisposable
{
    private DbTransaction? _snapshot;

    public DbConnection Connection { get; } = connection;
    public SqlDialect Dialect { get; } = dialect;
    internal StatementCache Statements { get; } = statements;

    public DbCommand Statement(string sql) => Statements.Get(sql, _snapshot);

    /// <summary>From here to its disposal the session sees one state of the database, so that several statements agree.</summary>
    public async Task HoldSnapshotAsync(CancellationToken ct) => _snapshot ??= await Dialect.BeginSnapshotAsync(Connection, ct);

    /// <summary>A running statement ends with an error once the token is cancelled. Dispose the registration before the session.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken ct) => ct.Register(() => Dialect.Interrupt(Connection));

    public async ValueTask DisposeAsync()
    {
        if (_snapshot is { } snapshot)
        {
            _snapshot = null;
            await snapshot.DisposeAsync();
        }
        await release(this);
    }
}
