using System.Data.Common;
using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Sql;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests.World;

public sealed class SqliteWorld : ReportWorld
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("report").FullName, "app.db");

    protected override Database Open() => new SqliteDatabase(_path, PlatformContexts.ForCommand);

    protected override async Task<DbConnection> CreateAsync()
    {
        var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}

[CollectionDefinition("SQLite")]
public sealed class SharedSqlite : ICollectionFixture<SqliteWorld>;
