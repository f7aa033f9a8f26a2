using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Creating, reading, changing, deleting and restoring records over HTTP.</summary>
public sealed class RecordScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_timeline_of_an_account_tells_what_was_logged_and_said_on_its_records_by_kind(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Tilda", ["rep"]);
        using var other = await host.JoinAsync(admin, "Timo", ["rep"]);
        var account = (await rep.PostAsync("/api/forms/account/records", new { name = "One timeline" })).Must(HttpStatusCode.Created).Id;
        var seen = (await rep.OpportunityAsync("Seen", new { account })).Id;
        var hidden = (await admin.OpportunityAsync("Unseen", new { account, owner = other.UserId })).Id;
        foreach (var deal in new[] { seen, hidden })
        {
            (await admin.PostAsync("/api/forms/activity/records", new { type = "call", subject = "Call on " + deal, happened_on = "2026-01-02", record = new { form = "opportunity", id = deal } })).Must(HttpStatusCode.Created);
            (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/comments", new { text = "Said on " + deal })).Must(HttpStatusCode.Created);
        }
        var all = (await rep.GetAsync($"/api/forms/account/records/{account}/timeline")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["activity", "comment", "created"], all.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString()).Order());
        Assert.All(all.GetProperty("items").EnumerateArray().Where(i => i.TryGetProperty("about", out _)), i => Assert.Equal(seen, i.GetProperty("about").GetProperty("id").GetInt64()));
        Assert.DoesNotContain("Unseen", all.GetRawText(), StringComparison.Ordinal);
        var calls = (await rep.GetAsync($"/api/forms/account/records/{account}/timeline?kinds=activity")).Must(HttpStatusCode.OK).Json;
        Assert.Equal("Call on " + seen, Assert.Single(calls.GetProperty("items").EnumerateArray().ToList()).GetProperty("record").GetProperty("subject").GetString());
        Assert.Equal(["/kinds query.choice"], (await rep.GetAsync($"/api/forms/account/records/{account}/timeline?kinds=gossip")).Must(HttpStatusCode.BadRequest).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_created_record_reads_back_exactly_with_formulas_and_stage_defaults(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = await admin.OpportunityAsync("Exact");
        Assert.Equal("\"1\"", created.Headers.ETag!.Tag);
        Assert.Equal($"/api/forms/opportunity/records/{created.Id}", created.Headers.Location!.ToString());
        var record = (await admin.GetAsync($"/api/forms/opportunity/records/{created.Id}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(120000.5m, record.GetProperty("amount").GetDecimal());
        Assert.Equal("contact", record.GetProperty("stage").GetString());
        Assert.Equal(10m, record.GetProperty("probability").GetDecimal());
        Assert.Equal(12000.05m, record.GetProperty("weighted").GetDecimal());
        Assert.Equal(admin.UserId, record.GetProperty("owner").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_fault_of_a_record_is_told_at_once_and_nothing_is_written(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var address = "Street " + Guid.NewGuid().ToString("N");
        var refused = (await admin.PostAsync("/api/forms/account/records", new { address, name = new { nested = true }, employees = 1.5, founded = "old", nothing = 1, id = 7 })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/employees number.whole", "/founded type.number", "/id field.system", "/name type.text", "/nothing field.unknown"], refused.Faults);
        Assert.Equal(0, await FoundAsync(address));
        (await admin.PostAsync("/api/forms/account/records", new { address, name = "Faultless" })).Must(HttpStatusCode.Created);
        Assert.Equal(1, await FoundAsync(address));

        async Task<long> FoundAsync(string text) =>
            (await admin.GetAsync($"/api/forms/account/records?limit=1&count=true&search={Uri.EscapeDataString(text)}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt64();
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_name_of_ten_thousand_characters_is_refused_with_its_limit(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var refused = (await admin.PostAsync("/api/forms/account/records", new { name = new string('長', 10_000) })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/name text.too_long"], refused.Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Markup_is_stored_as_the_text_that_was_sent(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        const string markup = "<script>alert(1)</script>";
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = markup })).Must(HttpStatusCode.Created);
        Assert.Equal(markup, created.Json.GetProperty("name").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_second_of_two_saves_gets_409_with_the_present_state(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Twice" })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/account/records/{created.Id}";
        (await admin.PatchAsync(path, new { name = "First" }, 1)).Must(HttpStatusCode.OK);
        var second = (await admin.PatchAsync(path, new { name = "Second" }, 1)).Must(HttpStatusCode.Conflict);
        Assert.Equal("First", second.Json.GetProperty("current").GetProperty("name").GetString());
        Assert.Equal(admin.UserId, second.Json.GetProperty("changedBy").GetInt64());
        (await admin.PatchAsync(path, new { name = "Third" }, null)).Must((HttpStatusCode)428);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_refused_save_with_an_idempotency_key_shows_the_present_state_too(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Keyed" })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/account/records/{created.Id}";
        (await admin.PatchAsync(path, new { name = "First" }, 1)).Must(HttpStatusCode.OK);
        var key = Guid.NewGuid().ToString();
        var refused = (await admin.PatchAsync(path, new { name = "Second" }, 1, key)).Must(HttpStatusCode.Conflict);
        Assert.Equal("First", refused.Json.GetProperty("current").GetProperty("name").GetString());
        Assert.Equal(admin.UserId, refused.Json.GetProperty("changedBy").GetInt64());
        Assert.NotEmpty(refused.Json.GetProperty("traceId").GetString()!);
        Assert.Equal(refused.Text, (await admin.PatchAsync(path, new { name = "Second" }, 1, key)).Must(HttpStatusCode.Conflict).Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_deleted_record_waits_in_the_recycle_bin_and_comes_back(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Binned" })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/account/records/{created.Id}";
        (await admin.DeleteAsync(path, 1)).Must(HttpStatusCode.NoContent);
        (await admin.GetAsync(path)).Must(HttpStatusCode.NotFound);
        var bin = (await admin.GetAsync("/api/forms/account/records?deleted=true&limit=500")).Json.GetProperty("items");
        Assert.Contains(bin.EnumerateArray(), r => r.GetProperty("id").GetInt64() == created.Id);
        (await admin.PostAsync(path + "/restore", version: 2)).Must(HttpStatusCode.OK);
        (await admin.GetAsync(path)).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task One_key_sent_by_many_at_once_creates_one_record(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, name) = (Guid.NewGuid().ToString(), "Raced" + Guid.NewGuid().ToString("N")[..8]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsync("/api/forms/account/records", new { name }, key: key)));
        Assert.Single(answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => a.Id).Distinct());
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("idempotency.in_flight", a.Must(HttpStatusCode.Conflict).Json.GetProperty("code").GetString()));
        Assert.Equal(1, (await admin.GetAsync($"/api/forms/account/records?search={name}&count=true")).Json.GetProperty("total").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_refusal_under_a_key_is_given_again_with_all_it_said(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Guid.NewGuid().ToString();
        var refused = (await admin.PostAsync("/api/forms/account/records", new { country = "CN" }, key: key)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(refused.Text, (await admin.PostAsync("/api/forms/account/records", new { country = "CN" }, key: key)).Must(HttpStatusCode.UnprocessableEntity).Text);
        Assert.Equal(["/name required"], refused.Faults);
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Keyed" })).Must(HttpStatusCode.Created);
        var stale = Guid.NewGuid().ToString();
        for (var i = 0; i < 2; i++)
            Assert.Equal("Keyed", (await admin.PatchAsync($"/api/forms/account/records/{created.Id}", new { name = "Late" }, 7, key: stale)).Must(HttpStatusCode.Conflict).Json.GetProperty("current").GetProperty("name").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_same_request_with_one_key_is_carried_out_once(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Guid.NewGuid().ToString();
        var first = (await admin.PostAsync("/api/forms/account/records", new { name = "Once" }, key: key)).Must(HttpStatusCode.Created);
        var again = (await admin.PostAsync("/api/forms/account/records", new { name = "Once" }, key: key)).Must(HttpStatusCode.Created);
        Assert.Equal(first.Id, again.Id);
        (await admin.PostAsync("/api/forms/account/records", new { name = "Other" }, key: key)).Must(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Pages_by_cursor_give_every_record_once_with_blanks_last(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var tag = "Page" + Guid.NewGuid().ToString("N")[..6];
        for (var i = 0; i < 7; i++)
            (await admin.PostAsync("/api/forms/account/records", new { name = $"{tag} {i}", employees = i % 3 == 0 ? (int?)null : i % 4 })).Must(HttpStatusCode.Created);
        foreach (var sort in new[] { "employees", "-employees,name" })
        {
            var seen = new List<JsonElement>();
            string? cursor = null;
            do
            {
                var page = (await admin.GetAsync($"/api/forms/account/records?search={tag}&sort={sort}&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}")).Must(HttpStatusCode.OK).Json;
                seen.AddRange(page.GetProperty("items").EnumerateArray());
                cursor = page.GetProperty("nextCursor").GetString();
            }
            while (cursor is not null);
            Assert.Equal(7, seen.Select(r => r.GetProperty("id").GetInt64()).Distinct().Count());
            Assert.True(seen.TakeLast(3).All(r => r.GetProperty("employees").ValueKind == JsonValueKind.Null));
        }
        var first = (await admin.GetAsync($"/api/forms/account/records?search={tag}&sort=name&limit=2")).Json.GetProperty("nextCursor").GetString();
        (await admin.GetAsync($"/api/forms/account/records?search={tag}&sort=-name&limit=2&cursor={first}")).Must(HttpStatusCode.BadRequest);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Search_finds_two_Chinese_characters(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "上海璀璨科技有限公司" })).Must(HttpStatusCode.Created);
        var found = (await admin.GetAsync($"/api/forms/account/records?search={Uri.EscapeDataString("璀璨")}")).Json.GetProperty("items");
        Assert.Equal([created.Id], found.EnumerateArray().Select(r => r.GetProperty("id").GetInt64()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_unknown_member_in_filter_sort_or_fields_is_a_400_that_names_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var filter = Uri.EscapeDataString("""{"and":[{"member":"nope","operator":"equals","values":["x"]},{"member":"name","operator":"like","values":["x"]}]}""");
        Assert.Equal(["/filter/and/1/operator filter.operator"], (await admin.GetAsync($"/api/forms/account/records?filter={filter}")).Must(HttpStatusCode.BadRequest).Faults);
        var unknown = Uri.EscapeDataString("""{"member":"nope","operator":"equals","values":["x"]}""");
        Assert.Equal(["/filter/member member.unknown"], (await admin.GetAsync($"/api/forms/account/records?filter={unknown}")).Must(HttpStatusCode.BadRequest).Faults);
        (await admin.GetAsync("/api/forms/account/records?sort=nope")).Must(HttpStatusCode.BadRequest);
        (await admin.GetAsync("/api/forms/account/records?fields=nope")).Must(HttpStatusCode.BadRequest);
        (await admin.GetAsync("/api/forms/account/records?limit=501")).Must(HttpStatusCode.BadRequest);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task History_and_timeline_tell_who_changed_what(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Told" })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/account/records/{created.Id}";
        (await admin.PatchAsync(path, new { country = "China" }, 1)).Must(HttpStatusCode.OK);
        (await admin.PostAsync(path + "/comments", new { text = "Good people" })).Must(HttpStatusCode.Created);
        (await admin.PostAsync("/api/forms/activity/records", new { type = "call", subject = "First call", happened_on = "2026-01-05", record = new { form = "account", id = created.Id } })).Must(HttpStatusCode.Created);
        var history = (await admin.GetAsync(path + "/history")).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal("China", history[0].GetProperty("changes")[0].GetProperty("to").GetString());
        var kinds = (await admin.GetAsync(path + "/timeline")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString()).Order();
        Assert.Equal(["activity", "changed", "comment", "created"], kinds);
    }
}
