using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Samples;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Host.Tests;

/// <summary>The company that comes with the shipped template, loaded once per database.</summary>
public sealed class SampleScenarios
{
    private static readonly Lazy<Task<TestHost>> OnSqlite = new(() => LoadedAsync(TestHost.OnSqliteAsync(("Setup:SampleData", "true"))!));
    private static readonly Lazy<Task<TestHost?>> OnPostgreSql = new(async () => await TestHost.OnPostgreSqlAsync(("Setup:SampleData", "true")) is { } host ? await LoadedAsync(Task.FromResult(host)) : null);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task There_is_a_company_of_people_accounts_and_opportunities_at_every_stage(string database)
    {
        var host = await HostAsync(database);
        var counts = (await host.RowsAsync("SELECT form, COUNT(*) FROM sys_sample_record GROUP BY form")).ToDictionary(r => (string)r[0]!, r => Convert.ToInt64(r[1]));
        Assert.Equal((6L, 40L, 600L, 3000L), (counts["team"], counts["user"], counts["account"], counts["opportunity"]));
        Assert.InRange(counts["activity"], 8_000, 12_000);
        Assert.InRange(counts["contact"], 600, 1_800);
        var stages = (await host.RowsAsync("SELECT f_stage, COUNT(*) FROM r_opportunity GROUP BY f_stage")).ToDictionary(r => (string)r[0]!, r => Convert.ToInt64(r[1]));
        var open = stages.Where(s => s.Key is not ("won" or "lost")).ToList();
        Assert.Equal(5, open.Count);
        Assert.InRange(open.Sum(s => s.Value), 350, 650);
        Assert.InRange((double)stages["won"] / (stages["won"] + stages["lost"]), 0.45, 0.6);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_record_has_what_its_stage_and_those_before_it_ask_for(string database)
    {
        var host = await HostAsync(database);
        Assert.Empty(await host.RowsAsync("SELECT id, unmet FROM r_opportunity WHERE unmet IS NOT NULL"));
        var metadata = host.Services.GetRequiredService<MetadataCache>().Current;
        var form = metadata.Form("opportunity")!;
        foreach (var stage in metadata.Pipelines["sales"].Stages)
            foreach (var field in stage.Required.Select(r => form.Field(r)!).Where(f => !f.IsToMany))
                Assert.Empty(await host.RowsAsync($"SELECT id FROM r_opportunity WHERE f_stage = '{stage.Key}' AND {field.Column} IS NULL"));
        Assert.Empty(await host.RowsAsync("SELECT id FROM r_opportunity o WHERE f_stage = 'won' AND NOT EXISTS (SELECT 1 FROM l_opportunity_f_win_factors w WHERE w.record_id = o.id)"));
        Assert.Empty(await host.RowsAsync("SELECT id FROM r_opportunity WHERE f_stage = 'won' AND f_amount <> f_agreed_amount"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_stage_history_leads_to_where_each_record_stands_with_times_that_grow(string database)
    {
        var host = await HostAsync(database);
        var stages = (await host.RowsAsync("SELECT id, f_stage FROM r_opportunity")).ToDictionary(r => Convert.ToInt64(r[0]), r => (string)r[1]!);
        var visits = (await host.RowsAsync("SELECT record_id, \"from\", \"to\", at, dwell_seconds, owner FROM sys_stage_visit WHERE form = 'opportunity' ORDER BY record_id, id")).GroupBy(r => Convert.ToInt64(r[0])).ToList();
        Assert.Equal(stages.Count, visits.Count);
        foreach (var record in visits)
        {
            var way = record.ToList();
            Assert.Equal(stages[record.Key], way[^1][2]);
            Assert.Null(way[0][1]);
            foreach (var (before, after) in way.Zip(way.Skip(1)))
            {
                Assert.Equal(before[2], after[1]);
                Assert.Equal((Time(after[3]) - Time(before[3])).TotalSeconds, Convert.ToDouble(after[4]), 1.0);
                Assert.True(Time(after[3]) > Time(before[3]));
            }
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_change_log_tells_each_life_as_if_it_had_been_written_then(string database)
    {
        var host = await HostAsync(database);
        var log = (await host.RowsAsync("SELECT record_id, version, kind, via, at, actor, owner FROM sys_change_entry WHERE form = 'opportunity' ORDER BY record_id, seq")).GroupBy(r => Convert.ToInt64(r[0]));
        var versions = (await host.RowsAsync("SELECT id, version, created_at, updated_at FROM r_opportunity")).ToDictionary(r => Convert.ToInt64(r[0]));
        var (pushed, handed) = (0, 0);
        foreach (var record in log)
        {
            var entries = record.ToList();
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(v => (long)v), entries.Select(e => Convert.ToInt64(e[1])));
            Assert.Equal(["create", .. Enumerable.Repeat("update", entries.Count - 1)], entries.Select(e => (string)e[2]!));
            Assert.Equal(entries.Select(e => Time(e[4])).Order(), entries.Select(e => Time(e[4])));
            Assert.All(entries, e => Assert.Contains((string)e[3]!, (string[])["form", "move"]));
            var row = versions[record.Key];
            Assert.Equal((Convert.ToInt64(entries[^1][1]), Time(entries[0][4]), Time(entries[^1][4])), (Convert.ToInt64(row[1]), Time(row[2]), Time(row[3])));
            pushed += entries.Skip(1).Any(e => (string)e[3]! == "form") ? 1 : 0;
            handed += entries.Select(e => e[6]).Distinct().Count() > 1 ? 1 : 0;
        }
        Assert.InRange(pushed, 500, 3_000);
        Assert.InRange(handed, 30, 500);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Nothing_happened_on_the_day_of_loading_or_later(string database)
    {
        var host = await HostAsync(database);
        var end = Calendar.StartOfDay(host.Services.GetRequiredService<ClockSource>().Today, host.Services.GetRequiredService<ClockSource>().Zone);
        foreach (var (column, table) in new[] { ("at", "sys_stage_visit"), ("at", "sys_comment"), ("updated_at", "r_opportunity"), ("updated_at", "r_activity"), ("updated_at", "r_task"), ("updated_at", "r_account") })
            Assert.True(Time((await host.RowsAsync($"SELECT MAX({column}) FROM {table}"))[0][0]) < end, $"{table}.{column}");
        Assert.Empty(await host.RowsAsync("SELECT a.id FROM r_activity a JOIN r_opportunity o ON a.f_record_form = 'opportunity' AND a.f_record = o.id WHERE a.created_at < o.created_at"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Sample_people_have_a_role_and_a_manager_and_cannot_sign_in(string database)
    {
        var host = await HostAsync(database);
        Assert.Single(await host.RowsAsync("SELECT user_id FROM sys_login"));
        var roles = await host.RowsAsync("SELECT s.record_id, r.role FROM sys_sample_record s LEFT JOIN sys_role_assignment r ON r.user_id = s.record_id WHERE s.form = 'user'");
        Assert.Equal(40, roles.Count);
        Assert.Equal(["manager", "rep", "support"], roles.Select(r => (string)r[1]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Single(await host.RowsAsync("SELECT u.id FROM r_user u JOIN sys_sample_record s ON s.form = 'user' AND s.record_id = u.id WHERE u.f_manager IS NULL"));
        Assert.Empty(await host.RowsAsync("SELECT id FROM sys_notification"));
    }

    [Fact]
    public async Task The_same_day_makes_the_same_records_and_the_next_day_the_same_story_a_day_later()
    {
        var host = await HostAsync("SQLite");
        var template = host.Services.GetRequiredService<TemplateInstaller>().Find("opportunity");
        var metadata = host.Services.GetRequiredService<MetadataCache>().Current;
        IReadOnlyList<SampleEntry> Of(int day) => SamplePlan.Of(template, metadata, new DateOnly(2026, 3, day), TimeZoneInfo.Utc, small: false);
        var first = Of(4).Select(Told).ToList();
        Assert.Equal(first, Of(4).Select(Told));
        Assert.Equal(first.Count, first.Select(f => f.Ref).Distinct().Count());
        var later = Of(5);
        Assert.Equal(Of(4).Where(e => e.Form.Key == "account").Select(e => e.Last("name")), later.Where(e => e.Form.Key == "account").Select(e => e.Last("name")));
        Assert.True(later.SelectMany(e => e.Life).Max(w => w.At) < new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Loading_on_finds_everything_there_already(string database)
    {
        var host = await HostAsync(database);
        var loader = host.Services.GetRequiredService<SampleLoader>();
        var before = await host.RowsAsync("SELECT COUNT(*), MAX(seq) FROM sys_change_entry");
        await loader.LoadAsync(host.Services.GetRequiredService<TemplateInstaller>().Find("opportunity"), new SampleRequest("opportunity", host.Services.GetRequiredService<ClockSource>().Today, SampleSize.Full), 1, null, CancellationToken.None);
        Assert.Equal(before, await host.RowsAsync("SELECT COUNT(*), MAX(seq) FROM sys_change_entry"));
    }

    private static (string Form, string Ref, string Life) Told(SampleEntry entry) =>
        (entry.Form.Key, entry.Ref, JsonSerializer.Serialize(new { entry.Life, entry.Roles, entry.Comments }));

    private static DateTimeOffset Time(object? stored) => stored switch
    {
        long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        _ => (DateTimeOffset)stored!,
    };

    private static async Task<TestHost> HostAsync(string database)
    {
        if (database == "SQLite")
            return await OnSqlite.Value;
        var host = await OnPostgreSql.Value;
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }

    private static async Task<TestHost> LoadedAsync(Task<TestHost> starting)
    {
        var host = await starting;
        using var admin = await host.AdministratorAsync();
        var jobs = (await admin.GetAsync("/api/jobs")).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal("succeeded", (await admin.JobAsync(jobs[0].GetProperty("id").GetString()!)).GetProperty("state").GetString());
        return host;
    }
}
