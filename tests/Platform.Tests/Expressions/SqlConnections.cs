using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Expressions;
using Npgsql;

namespace NoCodeCrm.Platform.Tests.Expressions;

internal static class SqlConnections
{
    public const string PostgreSqlVariable = "NOCODECRM_TEST_PG";

    public static SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteExpressionFunctions.Register(connection);
        return connection;
    }

    /// <summary>Skips the test, saying why, where no PostgreSQL is given.</summary>
    public static NpgsqlConnection OpenPostgreSql()
    {
        var text = Environment.GetEnvironmentVariable(PostgreSqlVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(text), $"{PostgreSqlVariable} holds no connection string of a PostgreSQL database.");

        // Without infinity, 0001-01-01 and 9999-12-31 are dates like any other.
        AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);
        var connection = new NpgsqlConnection(text);
        connection.Open();
        return connection;
    }
}
