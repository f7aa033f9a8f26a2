using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace NoCodeCrm.Benchmarks;

/// <summary>What someone would write by hand: one table, one statement a route, the same durability, history and outbox. SQLite.</summary>
internal static class Floor
{
    public static async Task RunAsync(string path, string url)
    {
        var connection = $"Data Source={path}";
        await using (var setup = await OpenAsync(connection))
        {
            await ExecuteAsync(setup, "PRAGMA journal_mode=WAL");
            await ExecuteAsync(setup, $"CREATE TABLE bench (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER, created_at INTEGER, {string.Join(", ", Row.Columns.Select(c => $"{c} {(Row.Numbers.Contains(c) || Row.Integers.Contains(c) ? "INTEGER" : "TEXT")}"))})");
            await ExecuteAsync(setup, "CREATE INDEX ix_bench ON bench (phase, amount)");
            await ExecuteAsync(setup, "CREATE TABLE history (seq INTEGER PRIMARY KEY AUTOINCREMENT, record_id INTEGER, at INTEGER, diff TEXT)");
            await ExecuteAsync(setup, "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT)");
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/records", async (HttpContext http) => Results.Json(new { id = await CreateAsync(connection, await JsonDocument.ParseAsync(http.Request.Body)) }, statusCode: 201));
        app.MapGet("/records", (string phase) => ListAsync(connection, phase));
        app.MapGet("/count", () => CountAsync(connection));
        app.MapGet("/by-month", () => ByMonthAsync(connection));
        await app.RunAsync();
    }

    private static async Task<long> CreateAsync(string connection, JsonDocument body)
    {
        var values = new Dictionary<string, object>();
        foreach (var key in Row.Columns)
        {
            var value = body.RootElement.GetProperty(key);
            values[key] = Row.Numbers.Contains(key) ? (long)(value.GetDecimal() * 100) : Row.Integers.Contains(key) ? value.GetInt64() : Checked(value.GetString()!);
        }
        await using var db = await OpenAsync(connection);
        await using var transaction = db.BeginTransaction();
        var insert = Command(db, transaction, $"INSERT INTO bench (version, created_at, {string.Join(", ", Row.Columns)}) VALUES (1, @at, {string.Join(", ", Row.Columns.Select(c => "@" + c))}) RETURNING id");
        insert.Parameters.AddWithValue("@at", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        foreach (var (key, value) in values)
            insert.Parameters.AddWithValue("@" + key, value);
        var id = (long)(await insert.ExecuteScalarAsync())!;
        var history = Command(db, transaction, "INSERT INTO history (record_id, at, diff) VALUES (@id, @at, @diff)");
        history.Parameters.AddWithValue("@id", id);
        history.Parameters.AddWithValue("@at", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        history.Parameters.AddWithValue("@diff", JsonSerializer.Serialize(values));
        await history.ExecuteNonQueryAsync();
        var outbox = Command(db, transaction, "INSERT INTO outbox (payload) VALUES (@payload)");
        outbox.Parameters.AddWithValue("@payload", $"{{\"id\":{id}}}");
        await outbox.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return id;
    }

    private static string Checked(string text) => text.Length <= 200 ? text : throw new BadHttpRequestException("too long");

    private static async Task<IResult> ListAsync(string connection, string phase)
    {
        await using var db = await OpenAsync(connection);
        var command = Command(db, null, $"SELECT id, version, {string.Join(", ", Row.Columns)} FROM bench WHERE phase = @phase ORDER BY amount DESC LIMIT 50");
        command.Parameters.AddWithValue("@phase", phase);
        var items = new List<Dictionary<string, object>>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var item = new Dictionary<string, object>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
                item[reader.GetName(i)] = Row.Numbers.Contains(reader.GetName(i)) ? reader.GetInt64(i) / 100m : reader.GetValue(i);
            items.Add(item);
        }
        return Results.Json(new { items });
    }

    private static async Task<IResult> CountAsync(string connection)
    {
        await using var db = await OpenAsync(connection);
        return Results.Json(new { total = await Command(db, null, "SELECT COUNT(*) FROM bench").ExecuteScalarAsync() });
    }

    private static async Task<IResult> ByMonthAsync(string connection)
    {
        await using var db = await OpenAsync(connection);
        var command = Command(db, null, "SELECT substr(expected_close, 1, 7) || '-01', SUM(amount), COUNT(*) FROM bench GROUP BY 1 ORDER BY 1");
        var rows = new List<object[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add([reader.GetString(0), reader.GetInt64(1) / 100m, reader.GetInt64(2)]);
        return Results.Json(new { rows });
    }

    private static async Task<SqliteConnection> OpenAsync(string connection)
    {
        var db = new SqliteConnection(connection);
        await db.OpenAsync();
        await ExecuteAsync(db, "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL");
        return db;
    }

    private static SqliteCommand Command(SqliteConnection db, SqliteTransaction? transaction, string sql)
    {
        var command = db.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private static async Task ExecuteAsync(SqliteConnection db, string sql)
    {
        await using var command = Command(db, null, sql);
        await command.ExecuteNonQueryAsync();
    }
}
