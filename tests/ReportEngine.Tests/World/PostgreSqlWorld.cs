using System.Data.Common;
using NoCodeCrm.Platform.Sql;
using Npgsql;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests.World;

/// <summary>A schema of its own in the database that NOCODECRM_TEST_PG names.</summary>
public sealed class PostgreSqlWorld : ReportWorld
{
    private readonly string? _server = Environment.GetEnvironmentVariable("NOCODECRM_TEST_PG");
    private readonly string _schema = "report_" + Guid.NewGuid().ToString("N")[..8];

    public override string? SkipReason => string.IsNullOrEmpty(_server) ? "NOCODECRM_TEST_PG holds no connection string." : null;

    private string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { SearchPath = _schema }.ToString();

    protected override Database Open() => new PostgreSqlDatabase(ConnectionString, PlatformContexts.ForCommand);

    protected override async Task<DbConnection> CreateAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var schema = new NpgsqlCommand($"CREATE SCHEMA {_schema}", connection);
        await schema.ExecuteNonQueryAsync();
        return connection;
    }
}

[CollectionDefinition("PostgreSQL")]
public sealed class SharedPostgreSql : ICollectionFixture<PostgreSqlWorld>;
