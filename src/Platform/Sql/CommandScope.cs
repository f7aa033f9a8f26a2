using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// What a command runs in: one connection and one transaction, shared by hand-written SQL and EF Core.
/// Valid only inside the delegate that received it; not thread-safe.
/// </summary>
public sealed class CommandScope(DbConnection connection, DbTransaction transaction, StatementCache statements, SqlDialect dialect, Func<CommandScope, PlatformDbContext> openContext)
    : ISqlSession, IAsyncDisposable
{
    private readonly List<Action> _afterCommit = [];
    private PlatformDbContext? _context;

    public DbConnection Connection { get; } = connection;
    public DbTransaction Transaction { get; } = transaction;
    public SqlDialect Dialect { get; } = dialect;

    /// <summary>EF Core over the same transaction, for the fixed tables.</summary>
    public PlatformDbContext Db => _context ??= openContext(this);

    public DbCommand Statement(string sql) => statements.Get(sql, Transaction);

    /// <summary>Marks a point to which <see cref="RollBackToAsync"/> can return; points nest.</summary>
    public Task SaveAsync(string point, CancellationToken ct) => Statement($"SAVEPOINT {Dialect.Quote(point)}").ExecuteNonQueryAsync(ct);

    public Task ReleaseAsync(string point, CancellationToken ct) => Statement($"RELEASE SAVEPOINT {Dialect.Quote(point)}").ExecuteNonQueryAsync(ct);

    /// <summary>Takes back everything written since the point, and the point itself.</summary>
    public async Task RollBackToAsync(string point, CancellationToken ct)
    {
        await Statement($"ROLLBACK TO SAVEPOINT {Dialect.Quote(point)}").ExecuteNonQueryAsync(ct);
        await ReleaseAsync(point, ct);
        _context?.ChangeTracker.Clear();
    }

    /// <summary>Runs once the transaction is durable and before the next command; must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal IReadOnlyList<Action> AfterCommitActions => _afterCommit;

    public async ValueTask DisposeAsync()
    {
        if (_context is not null)
            await _context.DisposeAsync();
        _context = null;
    }
}
