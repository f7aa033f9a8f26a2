namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// The one database of an installation. Reads take a pooled read-only connection; writes go through
/// <see cref="UnitOfWork"/> and nowhere else.
/// </summary>
public abstract class Database(SqlDialect dialect) : IAsyncDisposable
{
    public SqlDialect Dialect { get; } = dialect;

    /// <summary>A session that cannot write. Dispose it soon; it belongs to a pool.</summary>
    public abstract Task<ReadSession> OpenReadAsync(CancellationToken ct);

    /// <summary>The same for a question that somebody waits for: the statement that runs ends with an error once they no longer do.</summary>
    public async Task<ReadSession> OpenForCallerAsync(CancellationToken waits)
    {
        var session = await OpenReadAsync(waits);
        session.EndOn(waits);
        return session;
    }

    /// <summary>Runs a command in a transaction of its own or of a group; answers after COMMIT. Called by UnitOfWork only.</summary>
    internal abstract Task<T> RunAsync<T>(Func<CommandScope, Task<T>> command, bool alone, CancellationToken ct);

    /// <summary>Takes the lock that keeps a second process off this database; throws <see cref="DatabaseInUseException"/> when another holds it.</summary>
    public abstract Task LockAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
