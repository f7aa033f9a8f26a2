using Npgsql;

namespace NoCodeCrm.Platform.Sql;

/// <summary>PostgreSQL: a transaction per command on a pooled connection, row locks instead of a queue.</summary>
public sealed class PostgreSqlDatabase(string connectionString, Func<CommandScope, PlatformDbContext> openContext) : Database(new PostgreSqlDialect())
{
    private readonly NpgsqlDataSource _writes = NpgsqlDataSource.Create(WithStatementCache(connectionString, readOnly: false));
    private readonly NpgsqlDataSource _reads = NpgsqlDataSource.Create(WithStatementCache(connectionString, readOnly: true));
    private readonly SemaphoreSlim _alone = new(1, 1);
    private NpgsqlConnection? _lock;

    public override async Task<ReadSession> OpenReadAsync(CancellationToken ct)
    {
        var connection = await _reads.OpenConnectionAsync(ct);
        return new ReadSession(connection, new StatementCache(connection, reuse: false), Dialect, session =>
        {
            session.Statements.Dispose();
            return session.Connection.DisposeAsync();
        });
    }

    public override async Task LockAsync(CancellationToken ct)
    {
        _lock = await _writes.OpenConnectionAsync(ct);
        await using var command = _lock.CreateCommand();
        command.CommandText = "SELECT pg_try_advisory_lock(hashtext('nocodecrm'))";
        if (await command.ExecuteScalarAsync(ct) is not true)
            throw new DatabaseInUseException(_lock.Database);
    }

    internal override async Task<T> RunAsync<T>(Func<CommandScope, Task<T>> command, bool alone, CancellationToken ct)
    {
        if (alone)
            await _alone.WaitAsync(ct);
        try
        {
            return await RunInTransactionAsync(command, ct);
        }
        finally
        {
            if (alone)
                _alone.Release();
        }
    }

    private async Task<T> RunInTransactionAsync<T>(Func<CommandScope, Task<T>> command, CancellationToken ct)
    {
        await using var connection = await _writes.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var statements = new PostgreSqlPipeline(connection);
        await using var scope = new CommandScope(connection, transaction, statements, Dialect, openContext);
        var result = await command(scope);
        await statements.FlushAsync(ct);
        scope.CheckBeforeCommit();
        await transaction.CommitAsync(CancellationToken.None); // past this point the caller's patience no longer decides
        foreach (var action in scope.AfterCommitActions)
            action();
        return result;
    }

    private static string WithStatementCache(string connectionString, bool readOnly)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true, // nothing of ours outlives a transaction
            IncludeFailedBatchedCommand = true, // which of several statements failed decides what it means
        };
        if (readOnly)
            builder.Options = (builder.Options + " -c default_transaction_read_only=on").Trim();
        return builder.ToString();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_lock is not null)
            await _lock.DisposeAsync();
        await _writes.DisposeAsync();
        await _reads.DisposeAsync();
        _alone.Dispose();
    }
}
