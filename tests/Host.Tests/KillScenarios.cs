using System.Collections.Concurrent;

namespace NoCodeCrm.Host.Tests;

/// <summary>SIGKILL under load: what was acknowledged is there, and whatever is there is whole. NOCODECRM_KILLS sets how often (3 unless told).</summary>
public sealed class KillScenarios
{
    // A record at version n has n entries in the change log, 1 to n; entries and visits belong to a record that is there.
    private static readonly (string Fault, string Sql)[] HalfWrites =
    [
        .. Forms.SelectMany(form => new (string, string)[]
        {
            ($"{form} without its change log", $"SELECT r.id FROM r_{form} r LEFT JOIN sys_change_entry c ON c.form = '{form}' AND c.record_id = r.id GROUP BY r.id, r.version HAVING COUNT(c.seq) <> r.version OR COUNT(DISTINCT c.version) <> r.version OR MAX(c.version) <> r.version"),
            ($"change log without its {form}", $"SELECT c.seq FROM sys_change_entry c WHERE c.form = '{form}' AND c.record_id NOT IN (SELECT id FROM r_{form})"),
        }),
        ("stage without its history", "SELECT r.id FROM r_opportunity r WHERE NOT EXISTS (SELECT 1 FROM sys_stage_visit v WHERE v.form = 'opportunity' AND v.record_id = r.id AND v.\"to\" = r.f_stage AND v.id = (SELECT MAX(id) FROM sys_stage_visit WHERE form = 'opportunity' AND record_id = r.id))"),
        ("history without its record", "SELECT v.id FROM sys_stage_visit v WHERE v.record_id NOT IN (SELECT id FROM r_opportunity)"),
        ("stage history without its change", "SELECT v.id FROM sys_stage_visit v WHERE NOT EXISTS (SELECT 1 FROM sys_change_entry c WHERE c.form = v.form AND c.record_id = v.record_id AND c.stage = v.\"to\")"),
    ];

    private static string[] Forms => ["account", "contact", "opportunity", "task"];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_acknowledged_write_survives_kill_9_and_none_is_half_applied(string database)
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("NOCODECRM_KILLS"), out var told) ? told : 3;
        var data = await StoredData.CreateAsync(database);
        Assert.SkipWhen(data is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var acknowledged = new ConcurrentDictionary<(string Form, long Id), (long Version, string Name)>();
        var (random, writes) = (new Random(1), 0);
        for (var round = 0; round < kills; round++)
        {
            await using var host = await HostProcess.StartAsync(data.Directory, data.Settings);
            using var admin = await host.AdministratorAsync();
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 8).Select(w => w < 5 ? EditAsync(admin, $"k{round}-{w}", acknowledged, stop.Token) : SellAsync(admin, $"k{round}-{w}", acknowledged, stop.Token)).ToList();
            for (var seen = acknowledged.Count; acknowledged.Count < seen + 20; await Task.Delay(10))
                Assert.All(writers, w => Assert.False(w.IsCompleted, "A writer gave up before the process was killed."));
            await Task.Delay(random.Next(0, 1_000)); // at no particular moment
            await host.KillAsync();
            await stop.CancelAsync();
            writes += (await Task.WhenAll(writers)).Sum();
            await AssertWholeAsync(data);
        }
        await using (var last = await HostProcess.StartAsync(data.Directory, data.Settings))
        {
            var lost = new List<string>();
            foreach (var form in Forms)
            {
                var stored = (await data.RowsAsync($"SELECT id, version, f_{(form == "task" ? "title" : "name")} FROM r_{form}")).ToDictionary(r => (long)r[0]!, r => ((long)r[1]!, (string)r[2]!));
                lost.AddRange(acknowledged.Where(a => a.Key.Form == form && (!stored.TryGetValue(a.Key.Id, out var s) || s.Item1 < a.Value.Version || (s.Item1 == a.Value.Version && s.Item2 != a.Value.Name))).Select(a => $"{a.Key} {a.Value}"));
            }
            Assert.Empty(lost);
            await AssertDrainedAsync(data);
            TestContext.Current.TestOutputHelper?.WriteLine($"{database}: {kills} kills, {writes} acknowledged writes to {acknowledged.Count} records, {lost.Count} lost");
        }
        data.Delete();
    }

    private static async Task AssertWholeAsync(StoredData data)
    {
        foreach (var (fault, sql) in HalfWrites)
            Assert.True(await data.RowsAsync(sql) is [], fault);
    }

    // What the outbox held when the process was killed is told by the next one.
    private static async Task AssertDrainedAsync(StoredData data)
    {
        await Wait.UntilAsync(() => data.RowsAsync("SELECT id FROM sys_outbox_message"), waiting => waiting.Count == 0);
    }

    // Creates accounts and renames each once.
    private static Task<int> EditAsync(ApiClient client, string tag, ConcurrentDictionary<(string, long), (long, string)> acknowledged, CancellationToken stop) => UntilGoneAsync(async i =>
    {
        var created = (await client.PostAsync("/api/forms/account/records", new { name = $"{tag}-{i}" })).Must(HttpStatusCode.Created);
        acknowledged[("account", created.Id)] = (1, $"{tag}-{i}");
        (await client.PatchAsync($"/api/forms/account/records/{created.Id}", new { name = $"{tag}-{i}b" }, 1)).Must(HttpStatusCode.OK);
        acknowledged[("account", created.Id)] = (2, $"{tag}-{i}b");
        return 2;
    }, stop);

    // Creates opportunities with what belongs to them, and loses each.
    private static Task<int> SellAsync(ApiClient client, string tag, ConcurrentDictionary<(string, long), (long, string)> acknowledged, CancellationToken stop) => UntilGoneAsync(async i =>
    {
        var deal = await client.OpportunityAsync($"{tag}-{i}");
        acknowledged[("opportunity", deal.Id)] = (1, $"{tag}-{i}");
        (await client.PostAsync($"/api/forms/opportunity/records/{deal.Id}/move", new { to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        acknowledged[("opportunity", deal.Id)] = (2, $"{tag}-{i}");
        return 4;
    }, stop);

    private static async Task<int> UntilGoneAsync(Func<int, Task<int>> write, CancellationToken stop)
    {
        var writes = 0;
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                writes += await write(i);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                return writes; // the process is gone; this write was not acknowledged
            }
        }
        return writes;
    }
}
