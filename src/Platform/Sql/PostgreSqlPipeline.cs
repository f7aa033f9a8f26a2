using System.Data.Common;
using Npgsql;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// The statements of one PostgreSQL transaction. Posted ones wait and travel with the next that somebody waits for, in
/// their order, so that a save costs as many round trips as it has questions.
/// </summary>
internal sealed class PostgreSqlPipeline(NpgsqlConnection connection) : IStatements
{
    private const int MaxPosted = 500;
    private readonly List<NpgsqlBatchCommand> _posted = [];

    public DbCommand Get(string sql, DbTransaction? transaction) => new PostgreSqlStatement(this, sql);

    public Task PostAsync(DbCommand statement, CancellationToken ct)
    {
        _posted.Add(((PostgreSqlStatement)statement).Inner);
        return _posted.Count < MaxPosted ? Task.CompletedTask : FlushAsync(ct);
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (_posted.Count == 0)
            return;
        await using var batch = Batch(null);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new PostedStatementException(e);
        }
    }

    /// <summary>What was posted, and the statement that somebody waits for.</summary>
    internal NpgsqlBatch Batch(NpgsqlBatchCommand? last)
    {
        var batch = connection.CreateBatch();
        foreach (var posted in _posted)
            batch.BatchCommands.Add(posted);
        _posted.Clear();
        if (last is not null)
            batch.BatchCommands.Add(last);
        return batch;
    }
}

/// <summary>A statement failed after its caller had gone on: never a verdict about what is being written now.</summary>
internal sealed class PostedStatementException(PostgresException cause) : DbException("A posted statement failed: " + cause.MessageText, cause);
