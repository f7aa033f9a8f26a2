using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// Compiled statements of one connection by their text. A caller reads a result to its end before asking for the same
/// text again. Not thread-safe, as its connection is not.
/// <para>Reuse: false where the driver keeps compiled statements itself (Npgsql, whose commands, once prepared by it,
/// ran with the parameters of their first use when they were used again).</para>
/// </summary>
public sealed class StatementCache(DbConnection connection, bool reuse) : IStatements, IDisposable
{
    private const int MaxStatements = 400;
    private readonly Dictionary<string, DbCommand> _statements = [];

    public DbCommand Get(string sql, DbTransaction? transaction)
    {
        if (!reuse)
            return Fresh(sql, transaction);
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MaxStatements)
                Dispose();
            statement = connection.CreateCommand();
            statement.CommandText = sql;
            _statements[sql] = statement;
        }
        statement.Parameters.Clear();
        statement.Transaction = transaction;
        return statement;
    }

    private DbCommand Fresh(string sql, DbTransaction? transaction)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    public Task PostAsync(DbCommand statement, CancellationToken ct) => statement.ExecuteNonQueryAsync(ct);

    public Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
