using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// What a command runs in: one connection and one transaction, shared by hand-written SQL and EF Core.
/// Valid only inside the delegate that received it; not thread-safe.
/// </summary>
public sealed class CommandScope(DbConnection connection, DbTransaction transaction, IStatements statements, SqlDialect dialect, Func<CommandScope, PlatformDbContext> openContext)
    : ISqlSession, IAsyncDisposable
{
    private readonly List<Action> _afterCommit = [];
    private Dictionary<object, Action>? _beforeCommit;
    private PlatformDbContext? _context;

    public DbConnection Connection { get; } = connection;
    public DbTransaction Transaction { get; } = transaction;
    public SqlDialect Dialect { get; } = dialect;

    /// <summary>EF Core over the same transaction, for the fixed tables.</summary>
    public PlatformDbContext Db => _context ??= openContext(this);

    public DbCommand Statement(string sql) => statements.Get(sql, Transaction);

    /// <summary>
    /// Runs a statement whose outcome nobody asks for. It may travel with the next one; the order is kept, and an error of
    /// its own fails the command with the next one or with the COMMIT.
    /// </summary>
    public Task PostAsync(DbCommand statement, CancellationToken ct) => statements.PostAsync(statement, ct);

    /// <summary>Runs what was posted; called before anything that does not go through <see cref="Statement"/>.</summary>
    internal Task FlushAsync(CancellationToken ct) => statements.FlushAsync(ct);

    /// <summary>Marks a point to which <see cref="RollBackToAsync"/> can return; points nest.</summary>
    public Task SaveAsync(string point, CancellationToken ct) => PostAsync(Statement($"SAVEPOINT {Dialect.Quote(point)}"), ct);

    public Task ReleaseAsync(string point, CancellationToken ct) => PostAsync(Statement($"RELEASE SAVEPOINT {Dialect.Quote(point)}"), ct);

    /// <summary>Takes back everything written since the point, and the point itself.</summary>
    public async Task RollBackToAsync(string point, CancellationToken ct)
    {
        await PostAsync(Statement($"ROLLBACK TO SAVEPOINT {Dialect.Quote(point)}"), ct);
        await ReleaseAsync(point, ct);
        _context?.ChangeTracker.Clear();
    }

    /// <summary>Runs once the transaction is durable and before the next command; must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Runs once everything of the command is written and before its COMMIT, once for each subject; what it throws fails the command.</summary>
    internal void BeforeCommit(object subject, Action check) => (_beforeCommit ??= []).TryAdd(subject, check);

    internal void CheckBeforeCommit()
    {
        foreach (var check in _beforeCommit?.Values.AsEnumerable() ?? [])
            check();
    }

    internal IReadOnlyList<Action> AfterCommitActions => _afterCommit;

    public async ValueTask DisposeAsync()
    {
        if (_context is not null)
            await _context.DisposeAsync();
        _context = null;
    }
}
