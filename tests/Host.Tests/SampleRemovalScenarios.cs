using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Sql;

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
        using var rep = await host.JoinAsync(admin, "Rob", ["rep"]);
        var both = (await admin.PostAsync("/api/handovers", new { ids = new { opportunity = new[] { sample, deal } }, to = new[] { rep.UserId }, split = "one" })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        await admin.JobAsync(both);
        var bothMoved = (await admin.GetAsync($"/api/handovers/{both}")).Must(HttpStatusCode.OK).Json.GetProperty("moved").GetInt32();
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
        Assert.Empty(await host.RowsAsync("SELECT id FROM sys_comment"));
        // Of the handovers one was about the sample alone, the other also about what stays.
        var rest = Assert.Single(await host.RowsAsync("SELECT id, total, moved FROM sys_handover"));
        var items = (await host.RowsAsync("SELECT id FROM sys_handover_item")).Count;
        Assert.Equal((both, items, items), ((string)rest[0]!, Convert.ToInt32(rest[1]), Convert.ToInt32(rest[2])));
        Assert.True(items < bothMoved);
        Assert.Equal([both], (await host.RowsAsync("SELECT id FROM sys_job WHERE kind LIKE 'handover%'")).Select(r => (string)r[0]!));
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

    // Reviewed one by one. A table that is new here must be thought of by SamplePurge first.
    [Fact]
    public async Task Every_fixed_table_about_a_record_or_a_person_was_thought_of()
    {
        var host = await Hosts.GetAsync("SQLite");
        await using var session = await host.Services.GetRequiredService<Database>().OpenReadAsync(CancellationToken.None);
        await using var db = PlatformContexts.ForReading(session);
        Dictionary<string, string> thoughtOf = new()
        {
            ["sys_change_entry"] = "goes",
            ["sys_comment"] = "goes",
            ["sys_follower"] = "goes",
            ["sys_handover_item"] = "goes",
            ["sys_loaded_record"] = "goes",
            ["sys_notification"] = "goes",
            ["sys_record_period"] = "goes",
            ["sys_role_assignment"] = "goes",
            ["sys_api_token"] = "goes",
            ["sys_reporting_line"] = "goes",
            ["sys_sample_record"] = "goes",
            ["sys_stage_visit"] = "goes",
            ["sys_stored_file"] = "goes",
            ["sys_login"] = "stays: whoever can sign in has become a real person",
        };
        var found = db.Model.GetEntityTypes().Where(e => e.FindProperty("RecordId") is not null || e.FindProperty("UserId") is not null).Select(e => e.GetTableName()!);
        Assert.Equal(thoughtOf.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static async Task LoadAsync(ApiClient admin)
    {
        var job = (await admin.PostAsync("/api/sample", new { template = "opportunity" })).Must(HttpStatusCode.Accepted).Json.GetProperty("job").GetString()!;
        Assert.Equal("succeeded", (await admin.JobAsync(job)).GetProperty("state").GetString());
    }

    // What was announced is let out in its own time.
    private static Task SettledAsync(TestHost host) => Wait.UntilAsync(() => host.RowsAsync("SELECT id FROM sys_outbox_message"), waiting => waiting.Count == 0);

    private static async Task<TestHost> StartAsync(string database, string sample)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync(("Setup:SampleData", sample)) : await TestHost.OnPostgreSqlAsync(("Setup:SampleData", sample));
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }
}
