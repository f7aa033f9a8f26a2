using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Records change hands as a whole, nothing but their owner changes, and it can be taken back.</summary>
public sealed class HandoverScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Everything_a_leaver_holds_goes_to_the_receivers_with_nothing_but_the_owner_changed_and_comes_back(string database)
    {
        var (host, tag) = (await Hosts.GetAsync(database), Tag());
        using var admin = await host.AdministratorAsync();
        using var leaver = await host.JoinAsync(admin, "Lena " + tag, ["rep"]);
        using var one = await host.JoinAsync(admin, "Rolf " + tag, ["rep"]);
        using var two = await host.JoinAsync(admin, "Rosa " + tag, ["rep"]);
        await ImportAsync(admin, "account", Rows("name,owner", 100, i => $"{tag} account {i},Lena {tag}"), ("name", "name"), ("owner", "owner"));
        await ImportAsync(admin, "contact", Rows("name,owner", 98, i => $"{tag} contact {i},Lena {tag}"), ("name", "name"), ("owner", "owner"));
        await ImportAsync(admin, "opportunity", Rows("name,owner,stage,amount,closed", 100, i => $"{tag} deal {i},Lena {tag},{(i < 40 ? "won" : i < 50 ? "lost" : "needs")},{i + 1}.5,{(i < 50 ? "2025-03-01" : "")}"),
            ("name", "name"), ("owner", "owner"), ("stage", "stage"), ("amount", "amount"), ("closed", "closed_on"));
        var live = await leaver.OpportunityAsync(tag + " live");
        var before = await DealsAsync(admin, leaver.UserId);
        var (creditBefore, teamBefore) = (await CreditAsync(admin, tag, "stage.owner"), await CreditAsync(admin, tag, "stage.owner.name"));
        var visits = (await admin.GetAsync($"/api/forms/opportunity/records/{live.Id}/moves")).Json.GetProperty("history").GetRawText();
        Assert.Equal(101, before.Count);

        var body = new { from = leaver.UserId, to = new[] { one.UserId, two.UserId }, split = "even", note = "Leaves in May" };
        var preview = (await admin.PostAsync("/api/handovers/preview", body)).Must(HttpStatusCode.OK).Json;
        var deals = preview.GetProperty("forms").EnumerateArray().Single(f => f.GetProperty("form").GetString() == "opportunity");
        Assert.Equal((101, 51, 50), (deals.GetProperty("count").GetInt32(), deals.GetProperty("open").GetInt32(), deals.GetProperty("closed").GetInt32()));
        Assert.Equal(Enumerable.Range(1, 100).Sum(i => i + 0.5m) + 120_000.5m, deals.GetProperty("amount").GetDecimal());
        Assert.Equal(20, deals.GetProperty("titles").GetArrayLength());
        Assert.Empty(preview.GetProperty("problems").EnumerateArray());

        var id = (await admin.PostAsync("/api/handovers", body)).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        var job = await admin.JobAsync(id);
        Assert.Equal(("succeeded", preview.GetProperty("total").GetInt32(), 0), (job.GetProperty("state").GetString(), job.GetProperty("moved").GetInt32(), job.GetProperty("skipped").GetInt32()));
        Assert.True(job.GetProperty("moved").GetInt32() > 300);

        var after = (await DealsAsync(admin, one.UserId)).Concat(await DealsAsync(admin, two.UserId)).OrderBy(d => d.Key).ToList();
        Assert.Equal([50, 51], new[] { (await DealsAsync(admin, one.UserId)).Count, (await DealsAsync(admin, two.UserId)).Count }.Order());
        Assert.Equal(before.Select(d => (d.Key, d.Value.Facts, d.Value.Version + 1)), after.Select(d => (d.Key, d.Value.Facts, d.Value.Version)));
        var entry = (await admin.GetAsync($"/api/forms/opportunity/records/{live.Id}/history")).Json.GetProperty("items")[0];
        Assert.Equal(("handover", "Leaves in May"), (entry.GetProperty("via").GetString(), entry.GetProperty("reason").GetString()));
        Assert.Equal(["owner"], entry.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()));
        Assert.Equal(visits, (await admin.GetAsync($"/api/forms/opportunity/records/{live.Id}/moves")).Json.GetProperty("history").GetRawText());
        Assert.Equal((creditBefore, teamBefore), (await CreditAsync(admin, tag, "stage.owner"), await CreditAsync(admin, tag, "stage.owner.name")));
        Assert.NotEqual(creditBefore, await CreditAsync(admin, tag, "owner"));
        var now = (await admin.GetAsync($"/api/forms/opportunity/records/{live.Id}")).Json.GetProperty("owner").GetInt64();
        Assert.Equal([now], (await TasksAsync(admin, live.Id)).Select(t => t.GetProperty("owner").GetInt64()).Distinct());

        var (gone, renamed) = (after[0].Key, after[1].Key);
        (await admin.PatchAsync($"/api/forms/opportunity/records/{gone}", new { owner = admin.UserId }, after[0].Value.Version)).Must(HttpStatusCode.OK);
        (await admin.PatchAsync($"/api/forms/opportunity/records/{renamed}", new { next_step = "Call" }, after[1].Value.Version)).Must(HttpStatusCode.OK);
        var undo = (await admin.PostAsync($"/api/handovers/{id}/undo")).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        var undone = await admin.JobAsync(undo);
        Assert.Equal((job.GetProperty("moved").GetInt32() - 1, 1), (undone.GetProperty("moved").GetInt32(), undone.GetProperty("skipped").GetInt32()));
        Assert.Equal(before.Keys.Where(k => k != gone), (await DealsAsync(admin, leaver.UserId)).Keys);
        var report = (await admin.GetAsync($"/api/handovers/{id}")).Must(HttpStatusCode.OK).Json;
        var kept = Assert.Single(report.GetProperty("skippedItems").EnumerateArray());
        Assert.Equal((gone, "undo", "handover.moved_on"), (kept.GetProperty("record").GetInt64(), kept.GetProperty("step").GetString(), kept.GetProperty("code").GetString()));
        (await admin.PostAsync($"/api/handovers/{id}/undo")).Must(HttpStatusCode.Conflict);
        var csv = (await admin.GetAsync($"/api/jobs/{id}/result")).Must(HttpStatusCode.OK).Text;
        Assert.Equal(job.GetProperty("moved").GetInt32() + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Of_two_handovers_of_the_same_records_the_later_skips_and_names_what_the_earlier_took(string database)
    {
        var (host, tag) = (await Hosts.GetAsync(database), Tag());
        using var admin = await host.AdministratorAsync();
        using var leaver = await host.JoinAsync(admin, "Lena " + tag, ["rep"]);
        using var one = await host.JoinAsync(admin, "Rolf " + tag, ["rep"]);
        using var two = await host.JoinAsync(admin, "Rosa " + tag, ["rep"]);
        await ImportAsync(admin, "account", Rows("name,owner", 30, i => $"{tag} account {i},Lena {tag}"), ("name", "name"), ("owner", "owner"));
        // Keeps the runner busy until both are planned.
        var busy = await StartImportAsync(admin, "account", Rows("name", 3_000, i => $"{tag} other {i}"), ("name", "name"));
        var first = (await admin.PostAsync("/api/handovers", new { from = leaver.UserId, forms = new[] { "account" }, to = new[] { one.UserId } })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        var second = (await admin.PostAsync("/api/handovers", new { from = leaver.UserId, forms = new[] { "account" }, to = new[] { two.UserId } })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await admin.JobAsync(busy)).GetProperty("state").GetString());
        var (won, lost) = (await admin.JobAsync(first), await admin.JobAsync(second));
        Assert.Equal((30, 0, 0, 30), (won.GetProperty("moved").GetInt32(), won.GetProperty("skipped").GetInt32(), lost.GetProperty("moved").GetInt32(), lost.GetProperty("skipped").GetInt32()));
        Assert.Equal((30L, 0L, 0L), (await CountAsync(admin, "account", one.UserId), await CountAsync(admin, "account", two.UserId), await CountAsync(admin, "account", leaver.UserId)));
        var named = (await admin.GetAsync($"/api/handovers/{second}")).Json.GetProperty("skippedItems").EnumerateArray().ToList();
        Assert.Equal(30, named.Count);
        Assert.All(named, item => Assert.Equal("handover.moved_on", item.GetProperty("code").GetString()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_manager_hands_over_only_what_is_theirs_or_below_and_a_rep_nothing(string database)
    {
        var (host, tag) = (await Hosts.GetAsync(database), Tag());
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Mia " + tag, ["manager"]);
        using var below = await host.JoinAsync(admin, "Bea " + tag, ["rep"], manager: manager.UserId);
        using var outside = await host.JoinAsync(admin, "Otto " + tag, ["rep"]);
        using var nobody = await host.JoinAsync(admin, "Nora " + tag, []);
        var (mine, theirs) = (await below.OpportunityAsync(tag + " in reach"), await outside.OpportunityAsync(tag + " out of reach"));

        (await below.PostAsync("/api/handovers/preview", new { from = below.UserId, to = new[] { outside.UserId } })).Must(HttpStatusCode.Forbidden);
        var beyond = (await manager.PostAsync("/api/handovers/preview", new { from = outside.UserId, to = new[] { below.UserId } })).Must(HttpStatusCode.OK).Json;
        Assert.Empty(beyond.GetProperty("forms").EnumerateArray());
        Assert.Contains("handover.out_of_reach", beyond.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()));
        Assert.Contains(" handover.nothing", (await manager.PostAsync("/api/handovers", new { from = outside.UserId, to = new[] { below.UserId } })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Contains("/to handover.receiver_blind", (await manager.PostAsync("/api/handovers", new { from = below.UserId, to = new[] { nobody.UserId } })).Must(HttpStatusCode.UnprocessableEntity).Faults);

        var chosen = new { ids = new Dictionary<string, long[]> { ["opportunity"] = [mine.Id, theirs.Id] }, to = new[] { outside.UserId } };
        var job = await manager.JobAsync((await manager.PostAsync("/api/handovers", chosen)).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!);
        Assert.Equal(("succeeded", 0), (job.GetProperty("state").GetString(), job.GetProperty("skipped").GetInt32()));
        Assert.Equal(outside.UserId, (await admin.GetAsync($"/api/forms/opportunity/records/{mine.Id}")).Json.GetProperty("owner").GetInt64());
        Assert.Equal(1, (await admin.GetAsync($"/api/forms/opportunity/records/{theirs.Id}")).Version);
        Assert.All(await TasksAsync(admin, mine.Id), task => Assert.Equal(outside.UserId, task.GetProperty("owner").GetInt64()));
        // Out of sight by now, and still the manager's to take back.
        (await manager.GetAsync($"/api/forms/opportunity/records/{mine.Id}")).Must(HttpStatusCode.NotFound);
        var back = await manager.JobAsync((await manager.PostAsync($"/api/handovers/{job.GetProperty("handover").GetString()}/undo")).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", back.GetProperty("state").GetString());
        Assert.Equal(below.UserId, (await admin.GetAsync($"/api/forms/opportunity/records/{mine.Id}")).Json.GetProperty("owner").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_new_owner_finds_a_brief_of_what_they_took_over(string database)
    {
        var (host, tag) = (await Hosts.GetAsync(database), Tag());
        using var admin = await host.AdministratorAsync();
        using var leaver = await host.JoinAsync(admin, "Lena " + tag, ["rep"]);
        using var receiver = await host.JoinAsync(admin, "Rolf " + tag, ["rep"]);
        var deal = await leaver.OpportunityAsync(tag + " deal", new { next_step_on = "2027-01-05" });
        (await leaver.PostAsync("/api/forms/activity/records", new { type = "call", subject = "Asked for a demo", happened_on = "2026-01-01", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/opportunity/records/{deal.Id}/brief";
        (await leaver.GetAsync(path + "?recent=true")).Must(HttpStatusCode.NoContent);
        (await receiver.GetAsync(path)).Must(HttpStatusCode.NotFound);
        await admin.JobAsync((await admin.PostAsync("/api/handovers", new { ids = new Dictionary<string, long[]> { ["opportunity"] = [deal.Id] }, to = new[] { receiver.UserId }, note = "Please call soon" })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!);
        var brief = (await receiver.GetAsync(path + "?recent=true")).Must(HttpStatusCode.OK).Json;
        var handover = brief.GetProperty("handover");
        Assert.Equal((admin.UserId, leaver.UserId, "Please call soon"), (handover.GetProperty("by").GetInt64(), handover.GetProperty("before").GetInt64(), handover.GetProperty("note").GetString()));
        Assert.Equal(["account", "decision_maker"], brief.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("field").GetString()).Order());
        Assert.Equal(["Call · Asked for a demo"], brief.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("text").GetString()));
        Assert.Equal(2, brief.GetProperty("tasks").GetArrayLength());
        Assert.Equal(["source", "product"], brief.GetProperty("nextStage").GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()!).Where(p => p.StartsWith("/fields/", StringComparison.Ordinal)).Select(p => p["/fields/".Length..]));
        Assert.Contains("no_next_step", brief.GetProperty("signals").EnumerateArray().Select(s => s.GetString()));
        (await leaver.GetAsync(path)).Must(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_handover_killed_in_the_middle_resumes_and_a_cancelled_one_keeps_what_it_finished()
    {
        const int records = 3_000;
        var data = (await StoredData.CreateAsync("SQLite"))!;
        string id;
        long from, to;
        await using (var host = await HostProcess.StartAsync(data.Directory, data.Settings))
        {
            using var admin = await host.AdministratorAsync();
            from = (await admin.PostAsync("/api/forms/user/records", new { name = "Lena", active = true })).Must(HttpStatusCode.Created).Id;
            to = (await admin.PostAsync("/api/forms/user/records", new { name = "Rolf", active = true })).Must(HttpStatusCode.Created).Id;
            (await admin.PutAsync($"/api/users/{to}/roles", new { roles = new[] { "rep" } })).Must(HttpStatusCode.NoContent);
            await ImportAsync(admin, "account", Rows("name,owner", records, i => $"Account {i},Lena"), ("name", "name"), ("owner", "owner"));
            id = (await admin.PostAsync("/api/handovers", new { from, to = new[] { to } })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
            while ((await admin.GetAsync($"/api/jobs/{id}")).Json.GetProperty("processed").GetInt32() == 0)
                await Task.Delay(5);
            await host.KillAsync();
        }
        Assert.NotEmpty(await data.RowsAsync("SELECT id FROM sys_handover_item WHERE outcome IS NULL"));
        await using (var again = await HostProcess.StartAsync(data.Directory, data.Settings))
        {
            using var admin = await again.AdministratorAsync();
            var job = await admin.JobAsync(id);
            Assert.Equal(("succeeded", records, 0), (job.GetProperty("state").GetString(), job.GetProperty("moved").GetInt32(), job.GetProperty("skipped").GetInt32()));
            Assert.Equal(records, (await data.RowsAsync("SELECT record_id FROM sys_change_entry WHERE via = 'handover' GROUP BY record_id HAVING COUNT(*) = 1")).Count);

            (await admin.PutAsync($"/api/users/{from}/roles", new { roles = new[] { "rep" } })).Must(HttpStatusCode.NoContent);
            var back = (await admin.PostAsync("/api/handovers", new { from = to, to = new[] { from } })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
            while ((await admin.GetAsync($"/api/jobs/{back}")).Json.GetProperty("processed").GetInt32() == 0)
                await Task.Delay(5);
            (await admin.PostAsync($"/api/jobs/{back}/cancel")).Must(HttpStatusCode.Accepted);
            var cancelled = await admin.JobAsync(back);
            Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
            Assert.InRange(cancelled.GetProperty("moved").GetInt32(), 1, records - 1);
            Assert.Equal(cancelled.GetProperty("moved").GetInt32(), await CountAsync(admin, "account", from));
            Assert.True((await admin.GetAsync($"/api/handovers/{back}")).Json.GetProperty("canUndo").GetBoolean());
        }
        data.Delete();
    }

    private static string Tag() => Guid.NewGuid().ToString("N")[..8];

    private static string Rows(string head, int count, Func<int, string> row) => head + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    private static async Task<string> StartImportAsync(ApiClient client, string form, string csv, params (string Column, string Field)[] columns)
    {
        var mapping = new { mode = "create", history = true, dateFormat = "yyyy-MM-dd", columns = columns.Select(c => new { column = c.Column, field = c.Field }) };
        return (await client.UploadAsync($"/api/forms/{form}/import", Encoding.UTF8.GetBytes(csv), "rows.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
    }

    private static async Task ImportAsync(ApiClient client, string form, string csv, params (string Column, string Field)[] columns)
    {
        var job = await client.JobAsync(await StartImportAsync(client, form, csv, columns));
        Assert.Equal((0, "succeeded"), (job.GetProperty("rejected").GetInt32(), job.GetProperty("state").GetString()));
    }

    private static async Task<SortedDictionary<long, (long Version, string Facts)>> DealsAsync(ApiClient client, long owner)
    {
        var page = (await client.GetAsync($"/api/forms/opportunity/records?limit=500&filter={Owned(owner)}")).Must(HttpStatusCode.OK).Json.GetProperty("items");
        return new(page.EnumerateArray().ToDictionary(r => r.GetProperty("id").GetInt64(), r => (
            r.GetProperty("version").GetInt64(),
            string.Join('|', new[] { "name", "stage", "probability", "amount", "weighted", "engaged_on", "closed_on", "stage_days" }.Select(k => r.GetProperty(k).GetRawText())))));
    }

    private static async Task<long> CountAsync(ApiClient client, string form, long owner) =>
        (await client.GetAsync($"/api/forms/{form}/records?limit=1&count=true&filter={Owned(owner)}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt64();

    private static string Owned(long owner) => Uri.EscapeDataString(JsonSerializer.Serialize(new { member = "owner", @operator = "equals", values = new[] { owner } }));

    private static async Task<List<JsonElement>> TasksAsync(ApiClient client, long deal) =>
        [.. (await client.GetAsync($"/api/forms/opportunity/records/{deal}/moves")).Must(HttpStatusCode.OK).Json.GetProperty("tasks").EnumerateArray()];

    private static async Task<string> CreditAsync(ApiClient client, string tag, string dimension) => (await client.PostAsync("/api/reports/query", new
    {
        source = "opportunity",
        measures = new[] { new { id = "won", agg = "sum", field = "amount" } },
        dimensions = new[] { new { id = "who", field = dimension } },
        filters = new { and = new object[] { new { member = "stage.kind", @operator = "equals", values = new[] { "won" } }, new { member = "name", @operator = "startsWith", values = new[] { tag } } } },
    })).Must(HttpStatusCode.OK).Json.GetProperty("rows").GetRawText();
}
