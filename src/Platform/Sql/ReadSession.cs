using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>A read-only connection, returned to its pool on disposal. One at a time per request; not thread-safe.</summary>
public sealed class ReadSession(DbConnection connection, StatementCache statements, SqlDialect dialect, Func<ReadSession, ValueTask> release) : ISqlSession, IAsyncDisposable
{
    public DbConnection Connection { get; } = connection;
    public SqlDialect Dialect { get; } = dialect;
    internal StatementCache Statements { get; } = statements;

    public DbCommand Statement(string sql) => Statements.Get(sql, null);

    public ValueTask DisposeAsync() => release(this);
}
