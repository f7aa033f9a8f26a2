using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Sample data goes with one request and leaves no trace; what people wrote themselves stays.</summary>
public sealed class SampleRemovalScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Loaded_and_removed_every_table_is_as_it_was(string database)
    {
        await using var host = await StartAsync(database, "false");
        using var admin = await host.AdministratorAsync();
        var mine = (await admin.OpportunityAsync("Mine")).Id;
        await SettledAsync(host);
        var before = await host.FingerprintsAsync();
        Assert.Equal("none", (await admin.GetAsync("/api/sample")).Must(HttpStatusCode.OK).Json.GetProperty("state").GetString());
        await LoadAsync(admin);
        (await admin.PostAsync("/api/sample", new { template = "opportunity" })).Must(HttpStatusCode.Conflict);
        var removed = (await admin.PostAsync("/api/sample/remove")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((3000, 0, 0), (removed.GetProperty("records").GetProperty("opportunity").GetInt32(), removed.GetProperty("along").GetInt32(), removed.GetProperty("kept").GetInt32()));
        await SettledAsync(host);
        Assert.Equal(before, await host.FingerprintsAsync());
        (await admin.GetAsync($"/api/forms/opportunity/records/{mine}")).Must(HttpStatusCode.OK);
        await LoadAsync(admin);
        Assert.Equal("loaded", (await admin.GetAsync("/api/sample")).Must(HttpStatusCode.OK).Json.GetProperty("state").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_people_wrote_stays_and_lets_go_of_sample_records(string database)
    {
        await using var host = await StartAsync(database, "small");
        using var admin = await host.AdministratorAsync();
        var account = Convert.ToInt64((await host.RowsAsync("SELECT record_id FROM sys_sample_record WHERE ref = 'acc01'"))[0][0]);
        var seller = Convert.ToInt64((await host.RowsAsync("SELECT record_id FROM sys_sample_record WHERE ref = 'wang'"))[0][0]);
        var sample = Convert.ToInt64((await host.RowsAsync("SELECT record_id FROM sys_sample_record WHERE ref = 'opp60'"))[0][0]);
        var deal = (await admin.OpportunityAsync("Real", new { account, collaborators = new[] { seller, admin.UserId } })).Id;
        var theirs = (await admin.OpportunityAsync("Theirs", new { owner = seller })).Id;
        var thrown = (await admin.OpportunityAsync("Thrown away", new { account })).Id;
        (await admin.DeleteAsync($"/api/forms/opportunity/records/{thrown}", 1)).Must(HttpStatusCode.NoContent);
        var call = (await admin.PostAsync("/api/forms/activity/records", new { type = "call", subject = "Called", happened_on = "2026-01-05", record = new { form = "opportunity", id = sample } })).Must(HttpStatusCode.Created).Id;
        (await admin.PostAsync($"/api/forms/opportunity/records/{sample}/comments", new { text = "Hello" })).Must(HttpStatusCode.Created);
        var file = (await admin.UploadAsync($"/api/forms/opportunity/records/{sample}/files", "x"u8.ToArray(), "x.txt")).Must(HttpStatusCode.Created);
        var handover = (await admin.PostAsync("/api/handovers", new { ids = new { opportunity = new[] { sample } }, to = new[] { seller }, split = "one" })).Must(HttpStatusCode.Accepted).Json;
        await admin.JobAsync(handover.GetProperty("id").GetString()!);
        (await admin.GetAsync("/api/forecasts/sales/table")).Must(HttpStatusCode.OK);
        Assert.Equal("loaded", (await admin.GetAsync("/api/sample")).Must(HttpStatusCode.OK).Json.GetProperty("state").GetString());
        var plan = (await admin.GetAsync("/api/sample/removal")).Must(HttpStatusCode.OK).Json;
        // Kept: the two opportunities and the two key tasks of the one that a sample person owned.
        Assert.Equal((1, 4), (plan.GetProperty("along").GetInt32(), plan.GetProperty("kept").GetInt32()));
        var removed = (await admin.PostAsync("/api/sample/remove")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((1, 4), (removed.GetProperty("along").GetInt32(), removed.GetProperty("kept").GetInt32()));
        var real = (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(JsonValueKind.Null, real.GetProperty("account").ValueKind);
        Assert.Equal([admin.UserId], real.GetProperty("collaborators").EnumerateArray().Select(c => c.GetInt64()));
        Assert.Equal(admin.UserId, (await admin.GetAsync($"/api/forms/opportunity/records/{theirs}")).Must(HttpStatusCode.OK).Json.GetProperty("owner").GetInt64());
        Assert.Null((await host.RowsAsync($"SELECT f_account FROM r_opportunity WHERE id = {thrown}"))[0][0]);
        (await admin.GetAsync($"/api/forms/activity/records/{call}")).Must(HttpStatusCode.NotFound);
        (await admin.GetAsync($"/api/files/{file.Id}")).Must(HttpStatusCode.NotFound);
        Assert.Equal(3L, Convert.ToInt64((await host.RowsAsync("SELECT COUNT(*) FROM r_opportunity"))[0][0]));
        foreach (var table in new[] { "sys_comment", "sys_handover", "sys_handover_item" })
            Assert.Empty(await host.RowsAsync($"SELECT id FROM {table}"));
        Assert.Empty(await host.RowsAsync("SELECT id FROM sys_record_period WHERE record_id NOT IN (SELECT id FROM r_opportunity)"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_sample_person_who_was_invited_stays_and_no_one_but_an_administrator_removes(string database)
    {
        await using var host = await StartAsync(database, "small");
        using var admin = await host.AdministratorAsync();
        var wang = Convert.ToInt64((await host.RowsAsync("SELECT record_id FROM sys_sample_record WHERE ref = 'wang'"))[0][0]);
        (await admin.PostAsync($"/api/users/{wang}/invite")).Must(HttpStatusCode.OK);
        using var manager = await host.JoinAsync(admin, "Mona", ["manager"]);
        (await manager.GetAsync("/api/sample")).Must(HttpStatusCode.Forbidden);
        (await manager.GetAsync("/api/sample/removal")).Must(HttpStatusCode.Forbidden);
        (await manager.PostAsync("/api/sample", new { template = "opportunity" })).Must(HttpStatusCode.Forbidden);
        (await manager.PostAsync("/api/sample/remove")).Must(HttpStatusCode.Forbidden);
        (await admin.PostAsync("/api/sample/remove")).Must(HttpStatusCode.OK);
        var user = (await admin.GetAsync($"/api/forms/user/records/{wang}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (user.GetProperty("team").ValueKind, user.GetProperty("manager").ValueKind));
        Assert.Equal("sample.none", (await admin.PostAsync("/api/sample", new { template = "repairs" })).Must(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    private static async Task LoadAsync(ApiClient admin)
    {
        var job = (await admin.PostAsync("/api/sample", new { template = "opportunity" })).Must(HttpStatusCode.Accepted).Json.GetProperty("job").GetString()!;
        Assert.Equal("succeeded", (await admin.JobAsync(job)).GetProperty("state").GetString());
    }

    // What was announced is let out in its own time.
    private static async Task SettledAsync(TestHost host)
    {
        for (var i = 0; i < 200 && (await host.RowsAsync("SELECT id FROM sys_outbox_message")).Count > 0; i++)
            await Task.Delay(50);
    }

    private static async Task<TestHost> StartAsync(string database, string sample)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync(("Setup:SampleData", sample)) : await TestHost.OnPostgreSqlAsync(("Setup:SampleData", sample));
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }
}
