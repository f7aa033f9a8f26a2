using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.ReportEngine;
using Npgsql;

namespace NoCodeCrm.Host.Tests;

/// <summary>A question that would run for minutes is ended, with advice; one that nobody waits for any more ends at once.</summary>
public sealed class LongQueryScenarios
{
    private static readonly object Count = new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } };

    [Fact]
    public async Task A_question_beyond_its_time_is_ended_with_advice_and_a_dashboard_tells_it_widget_by_widget()
    {
        await using var host = await OwnAsync();
        using var admin = await host.AdministratorAsync();
        var options = host.Services.GetRequiredService<ReportOptions>();
        var usual = options.Timeout;
        options.Timeout = TimeSpan.FromMilliseconds(300);
        await using (var elsewhere = await HoldAsync(host))
        {
            var refusal = (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.UnprocessableEntity);
            Assert.Equal("report.timeout", refusal.Json.GetProperty("code").GetString());
            Assert.Contains("Narrow the period", refusal.Json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
            var widgets = (await admin.GetAsync("/api/dashboards/win_loss_review/data")).Must(HttpStatusCode.OK).Json.GetProperty("widgets").EnumerateObject().ToList();
            Assert.All(widgets, w => Assert.Equal("report.timeout", w.Value.GetProperty("problem").GetProperty("code").GetString()));
        }
        options.Timeout = usual;
        (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_server_gives_up_what_a_caller_no_longer_waits_for()
    {
        await using var host = await OwnAsync();
        using var admin = await host.AdministratorAsync();
        await using var elsewhere = await HoldAsync(host);
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports/query") { Content = JsonContent.Create(Count) };
        request.Headers.Add("X-CSRF-TOKEN", admin.Csrf);
        var asked = admin.Http.SendAsync(request, leaving.Token);
        await UntilWaitingAsync(elsewhere, 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await UntilWaitingAsync(elsewhere, 0);
    }

    // A transaction that holds the table, until the connection is closed: whoever asks it waits.
    private static async Task<NpgsqlConnection> HoldAsync(TestHost host)
    {
        var connection = new NpgsqlConnection(host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Default"));
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE r_opportunity IN ACCESS EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task UntilWaitingAsync(NpgsqlConnection connection, long count)
    {
        // The statements of this database that wait for a lock, as the server itself sees them.
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
        for (var i = 0; i < 200; i++)
        {
            if ((long)(await ask.ExecuteScalarAsync())! == count)
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"There were never {count} statements waiting.");
    }

    private static async Task<TestHost> OwnAsync()
    {
        var host = await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host;
    }
}
