using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform;
using NoCodeCrm.ReportEngine;
using Npgsql;

namespace NoCodeCrm.Host.Tests;

/// <summary>A question that would run for minutes is ended, with advice; one that nobody waits for any more ends at once.</summary>
public sealed class LongQueryScenarios
{
    private static readonly object Count = new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } };

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_question_beyond_its_time_is_ended_with_advice_and_a_dashboard_tells_it_widget_by_widget(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        var options = host.Services.GetRequiredService<ReportOptions>();
        var usual = options.Timeout;
        options.Timeout = TimeSpan.FromMilliseconds(300);
        await using (await HoldAsync(host, database))
        {
            var refusal = (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.UnprocessableEntity);
            Assert.Equal("report.timeout", refusal.Json.GetProperty("code").GetString());
            Assert.Contains("Narrow the period", refusal.Json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
            var widgets = (await admin.GetAsync("/api/dashboards/win_loss_review/data")).Must(HttpStatusCode.OK).Json.GetProperty("widgets").EnumerateObject().ToList();
            Assert.All(widgets, w => Assert.Equal("report.timeout", w.Value.GetProperty("problem").GetProperty("code").GetString()));
        }
        options.Timeout = usual;
        // The connections that were interrupted answer the next question as if nothing had been.
        (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.OK);
        (await admin.GetAsync("/api/dashboards/win_loss_review/data")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_server_gives_up_a_report_that_its_caller_no_longer_waits_for(string database) =>
        await AskAndLeaveAsync(database, new HttpRequestMessage(HttpMethod.Post, "/api/reports/query") { Content = JsonContent.Create(Count) });

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_server_gives_up_a_list_that_its_caller_no_longer_waits_for(string database) =>
        await AskAndLeaveAsync(database, new HttpRequestMessage(HttpMethod.Get, "/api/forms/opportunity/records?count=true&sort=-amount"));

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_server_gives_up_every_widget_of_a_dashboard_that_its_caller_no_longer_waits_for(string database) =>
        await AskAndLeaveAsync(database, new HttpRequestMessage(HttpMethod.Get, "/api/dashboards/win_loss_review/data"));

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_server_gives_up_a_file_of_a_widget_that_its_caller_no_longer_waits_for(string database) =>
        await AskAndLeaveAsync(database, new HttpRequestMessage(HttpMethod.Get, "/api/dashboards/sales_overview/widgets/won_total/export"));

    private static async Task AskAndLeaveAsync(string database, HttpRequestMessage request)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        await using (var held = await HoldAsync(host, database))
        {
            using var leaving = new CancellationTokenSource();
            request.Headers.Add("X-CSRF-TOKEN", admin.Csrf);
            var asked = admin.Http.SendAsync(request, leaving.Token);
            await held.UntilAsync(isRunning: true);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
            await held.UntilAsync(isRunning: false);
        }
        (await admin.GetAsync("/api/forms/opportunity/records?count=true&sort=-amount")).Must(HttpStatusCode.OK);
        request.Dispose();
    }

    private static async Task<HeldTable> HoldAsync(TestHost host, string database) => database == "SQLite"
        ? await HeldSqliteTable.OpenAsync(host.Services.GetRequiredService<PlatformOptions>().SqlitePath)
        : await HeldPostgreSqlTable.OpenAsync(host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Default")!);

    private static async Task<TestHost> OwnAsync(string database)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host;
    }

    /// <summary>A state of the database in which every question about opportunities takes for ever, until it is disposed.</summary>
    private abstract class HeldTable : IAsyncDisposable
    {
        /// <summary>Waits until such a question runs, or until none does, as the database itself sees it.</summary>
        public async Task UntilAsync(bool isRunning)
        {
            // Several times in a row: a question of the host's own, which is over in a moment, does not count.
            var seen = 0;
            await Wait.UntilAsync(async () => seen = await IsRunningAsync() == isRunning ? seen + 1 : 0, times => times == 5);
        }

        public abstract ValueTask DisposeAsync();

        protected abstract Task<bool> IsRunningAsync();
    }

    /// <summary>A transaction that locks the table: whoever asks it waits.</summary>
    private sealed class HeldPostgreSqlTable(NpgsqlConnection connection) : HeldTable
    {
        public static async Task<HeldTable> OpenAsync(string to)
        {
            var connection = new NpgsqlConnection(to);
            await connection.OpenAsync();
            await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE r_opportunity IN ACCESS EXCLUSIVE MODE", connection);
            await hold.ExecuteNonQueryAsync();
            return new HeldPostgreSqlTable(connection);
        }

        // The statements of this database that wait for a lock.
        protected override async Task<bool> IsRunningAsync()
        {
            await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
            return (long)(await ask.ExecuteScalarAsync())! > 0;
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    /// <summary>A view of so many rows in the place of the table that to count them takes minutes.</summary>
    private sealed class HeldSqliteTable(SqliteConnection connection) : HeldTable
    {
        public static async Task<HeldTable> OpenAsync(string path)
        {
            var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync();
            var held = new HeldSqliteTable(connection);
            await held.ExecuteAsync("CREATE TABLE probe (n)");
            await held.ExecuteAsync("ALTER TABLE r_opportunity RENAME TO r_opportunity_kept");
            await held.ExecuteAsync("CREATE VIEW r_opportunity AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT k.* FROM n LEFT JOIN r_opportunity_kept k ON k.id = -n.i");
            return held;
        }

        // What is written now cannot all go from the log into the file while somebody reads the state before it.
        protected override async Task<bool> IsRunningAsync()
        {
            await ExecuteAsync("INSERT INTO probe VALUES (1)");
            return (long)(await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)"))! == 1;
        }

        public override async ValueTask DisposeAsync()
        {
            await ExecuteAsync("DROP VIEW r_opportunity");
            await ExecuteAsync("ALTER TABLE r_opportunity_kept RENAME TO r_opportunity");
            await connection.DisposeAsync();
        }

        private async Task<object?> ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync();
        }
    }
}
