using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NoCodeCrm.Testing;

/// <summary>A database of its own for a host process, and a look at what really stands in it, past the product.</summary>
public sealed class StoredData
{
    private readonly Func<DbConnection> _connect;

    private StoredData(string directory, Func<DbConnection> connect, params (string Key, string? Value)[] settings)
    {
        Directory = directory;
        Settings = settings;
        _connect = connect;
    }

    /// <summary>The host's data directory.</summary>
    public string Directory { get; }

    /// <summary>What the host must be started with.</summary>
    public (string Key, string? Value)[] Settings { get; }

    /// <summary>Null when NOCODECRM_TEST_PG names no server for a PostgreSQL one.</summary>
    public static async Task<StoredData?> CreateAsync(string database)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("nocodecrm-stored-").FullName;
        if (database == "SQLite")
            return new StoredData(directory, () => new SqliteConnection($"Data Source={Path.Combine(directory, "nocodecrm.db")};Pooling=False"));
        if (await TestHost.CreateDatabaseAsync() is not { } connection)
            return null;
        return new StoredData(directory, () => new NpgsqlConnection(connection + ";Pooling=false"), ("Database__Provider", "PostgreSql"), ("ConnectionStrings__Default", connection));
    }

    public async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var connection = _connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    public void Delete() => System.IO.Directory.Delete(Directory, recursive: true);
}
