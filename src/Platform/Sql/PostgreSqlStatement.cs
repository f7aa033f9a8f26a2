using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace NoCodeCrm.Platform.Sql;

/// <summary>One statement of a <see cref="PostgreSqlPipeline"/>: running it runs what was posted before it.</summary>
internal sealed class PostgreSqlStatement(PostgreSqlPipeline pipeline, string sql) : DbCommand
{
    internal NpgsqlBatchCommand Inner { get; } = new(sql);

    [AllowNull]
    public override string CommandText
    {
        get => Inner.CommandText;
        set => Inner.CommandText = value ?? "";
    }

    public override int CommandTimeout { get; set; }
    public override CommandType CommandType { get; set; } = CommandType.Text;
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }
    protected override DbConnection? DbConnection { get; set; }
    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;
    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        await using var batch = pipeline.Batch(Inner);
        await RunAsync(() => batch.ExecuteNonQueryAsync(cancellationToken));
        return (int)Inner.Rows;
    }

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await using var batch = pipeline.Batch(Inner);
        return await RunAsync(() => batch.ExecuteScalarAsync(cancellationToken));
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var batch = pipeline.Batch(Inner); // lives as long as its reader
        return await RunAsync<DbDataReader>(async () => await batch.ExecuteReaderAsync(behavior, cancellationToken));
    }

    public override int ExecuteNonQuery() => throw Synchronous();

    public override object? ExecuteScalar() => throw Synchronous();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw Synchronous();

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (PostgresException e) when (e.BatchCommand is { } failed && failed != Inner)
        {
            throw new PostedStatementException(e);
        }
    }

    private static NotSupportedException Synchronous() => new("Statements run asynchronously.");
}
