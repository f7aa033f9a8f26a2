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

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_question_beyond_its_time_is_ended_with_advice_and_a_dashboard_tells_it_widget_by_widget(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        var options = host.Services.GetRequiredService<ReportOptions>();
        var usual = options.Timeout;
        options.Timeout = TimeSpan.FromTicks(1);
        var refusal = (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("report.timeout", refusal.Json.GetProperty("code").GetString());
        Assert.Contains("Narrow the period", refusal.Json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        var widgets = (await admin.GetAsync("/api/dashboards/sales_overview/data")).Must(HttpStatusCode.OK).Json.GetProperty("widgets").EnumerateObject().ToList();
        Assert.All(widgets, w => Assert.Equal("report.timeout", w.Value.GetProperty("problem").GetProperty("code").GetString()));
        options.Timeout = usual;
        (await admin.PostAsync("/api/reports/query", Count)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_server_gives_up_what_a_caller_no_longer_waits_for()
    {
        await using var host = await OwnAsync("PostgreSQL");
        using var admin = await host.AdministratorAsync();
        await using var elsewhere = new NpgsqlConnection(host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Default"));
        await elsewhere.OpenAsync();
        await using var transaction = await elsewhere.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE r_opportunity IN ACCESS EXCLUSIVE MODE", elsewhere, transaction))
            await hold.ExecuteNonQueryAsync();
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports/query") { Content = JsonContent.Create(Count) };
        request.Headers.Add("X-CSRF-TOKEN", admin.Csrf);
        var asked = admin.Http.SendAsync(request, leaving.Token);
        await UntilWaitingAsync(elsewhere, transaction, 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await UntilWaitingAsync(elsewhere, transaction, 0);
    }

    private static async Task UntilWaitingAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long count)
    {
        // The statements of this database that wait for a lock, as the server itself sees them.
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection, transaction);
        for (var i = 0; i < 200; i++)
        {
            if ((long)(await ask.ExecuteScalarAsync())! == count)
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"There were never {count} statements waiting.");
    }

    private static async Task<TestHost> OwnAsync(string database)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host;
    }
}
