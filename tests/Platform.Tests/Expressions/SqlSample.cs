using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Expressions;
using Npgsql;
using NpgsqlTypes;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>Runs one translated expression over a row that holds a sample record, on a real database.</summary>
public sealed class SqlSample(DbCommand command, SampleRecord record) : IExpressionSqlTarget
{
    private bool IsSqlite => Dialect == ExpressionSqlDialect.Sqlite;

    public ExpressionSqlDialect Dialect { get; } =
        command is SqliteCommand ? ExpressionSqlDialect.Sqlite : ExpressionSqlDialect.PostgreSql;

    public static object? Evaluate(DbConnection connection, CheckedExpression expression, SampleRecord record)
    {
        using var command = connection.CreateCommand();
        return new SqlSample(command, record).Evaluate(expression);
    }

    public string Column(string path) => $"r.\"{path}\"";

    public ColumnShape ShapeOf(string path) => new(record.Scales.GetValueOrDefault(path));

    public string ListIncludes(string path, string valueSql) => IsSqlite
        ? $"{valueSql} IN (SELECT value FROM json_each({Column(path)}))"
        : $"{valueSql} = ANY ({Column(path)})";

    public string ListIsEmpty(string path) => IsSqlite
        ? $"COALESCE(json_array_length({Column(path)}), 0) = 0"
        : $"COALESCE(cardinality({Column(path)}), 0) = 0";

    public string Parameter(object? value, ExpressionType type)
    {
        var name = $"@p{command.Parameters.Count}";
        command.Parameters.Add(IsSqlite
            ? new SqliteParameter(name, value ?? DBNull.Value)
            : new NpgsqlParameter(name, PostgreSqlType(type)) { Value = value ?? DBNull.Value });
        return name;
    }

    public string Today() => Parameter(Store(record.Today, ExpressionType.Date, 0), ExpressionType.Date);

    public string Now() => Parameter(Store(record.Now, ExpressionType.Instant, 0), ExpressionType.Instant);

    public bool HasRole(string role) => record.HasRole(role);

    public bool IsMember(string team) => record.IsMember(team);

    private object? Evaluate(CheckedExpression expression)
    {
        var translated = ExpressionSql.Translate(expression, this);
        var columns = expression.Members.Select(path =>
        {
            var type = record.TypeOf(path)!.Value;
            return $"{Parameter(Store(record.Get(path), type, ShapeOf(path).Scale), type)} AS \"{path}\"";
        });
        command.CommandText = $"SELECT {translated.Sql} FROM (SELECT {string.Join(", ", columns.Append("1 AS \"one\""))}) AS r";
        return Load(command.ExecuteScalar(), expression.Type, translated.Scale);
    }

    private object? Store(object? value, ExpressionType type, int scale) => (value, IsSqlite) switch
    {
        (null, _) => null,
        (decimal number, true) => checked((long)(number * (decimal)Math.Pow(10, scale))),
        (DateOnly date, true) => date.ToString("yyyy-MM-dd"),
        (DateTimeOffset instant, true) => instant.ToUnixTimeMilliseconds(),
        (bool truth, true) => truth ? 1L : 0L,
        (_, true) when type is ExpressionType.TextList or ExpressionType.ReferenceList => JsonSerializer.Serialize(value),
        (DateTimeOffset instant, false) => instant.UtcDateTime,
        _ => value,
    };

    private static object? Load(object? value, ExpressionType type, int scale) => type switch
    {
        _ when value is null or DBNull => null,
        ExpressionType.Number when value is long number => number / (decimal)Math.Pow(10, scale),
        ExpressionType.Number => Convert.ToDecimal(value),
        ExpressionType.Boolean => Convert.ToBoolean(value),
        ExpressionType.Date when value is string text => DateOnly.ParseExact(text, "yyyy-MM-dd"),
        ExpressionType.Date => value is DateOnly ? value : DateOnly.FromDateTime((DateTime)value),
        ExpressionType.Instant when value is long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        ExpressionType.Instant => new DateTimeOffset((DateTime)value),
        _ => value,
    };

    private static NpgsqlDbType PostgreSqlType(ExpressionType type) => type switch
    {
        ExpressionType.Number => NpgsqlDbType.Numeric,
        ExpressionType.Text => NpgsqlDbType.Text,
        ExpressionType.Boolean => NpgsqlDbType.Boolean,
        ExpressionType.Date => NpgsqlDbType.Date,
        ExpressionType.Instant => NpgsqlDbType.TimestampTz,
        ExpressionType.Reference => NpgsqlDbType.Bigint,
        ExpressionType.TextList => NpgsqlDbType.Array | NpgsqlDbType.Text,
        ExpressionType.ReferenceList => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
