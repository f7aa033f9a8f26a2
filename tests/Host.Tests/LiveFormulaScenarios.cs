using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Formulas that are not stored: computed by the database whenever they are read, over the clock, the stage and related records.</summary>
public sealed class LiveFormulaScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_live_formula_follows_related_records_that_nobody_saved_it_for(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Alive");
        var fresh = await GetAsync(admin, deal.Id);
        Assert.Equal(0, fresh.GetProperty("stage_days").GetInt64());
        Assert.Equal(JsonValueKind.Null, fresh.GetProperty("last_activity_on").ValueKind);
        Assert.True(fresh.GetProperty("no_next_step").GetBoolean());
        Assert.Equal((2L, 0L), (fresh.GetProperty("key_tasks").GetInt64(), fresh.GetProperty("key_tasks_done").GetInt64()));

        foreach (var day in new[] { "2026-03-05", "2026-01-02" })
            (await admin.PostAsync("/api/forms/activity/records", new { type = "call", subject = "Call", happened_on = day, record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);
        var task = (await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}/moves")).Json.GetProperty("tasks")[0];
        (await admin.PatchAsync($"/api/forms/task/records/{task.GetProperty("id").GetInt64()}", new { done = true }, 1)).Must(HttpStatusCode.OK);
        var followed = await GetAsync(admin, deal.Id);
        Assert.Equal("2026-03-05", followed.GetProperty("last_activity_on").GetString());
        Assert.Equal(1, followed.GetProperty("key_tasks_done").GetInt64());
        Assert.Equal(1, followed.GetProperty("version").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_live_formula_is_answered_with_a_save_filtered_sorted_and_reported_like_any_field(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var name = "Late " + Guid.NewGuid().ToString("N")[..8];
        var late = await admin.OpportunityAsync(name, new { expected_close = "2020-01-01" });
        Assert.True(late.Json.GetProperty("close_overdue").GetBoolean());
        await admin.OpportunityAsync(name);
        var mine = new { member = "name", @operator = "equals", values = new[] { name } };
        var overdue = new { and = new object[] { mine, new { member = "close_overdue", @operator = "equals", values = new[] { true } } } };
        var found = (await admin.PostAsync("/api/forms/opportunity/records/query", new { filter = overdue, sort = "-close_overdue,stage_days", count = true })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(late.Id, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64());
        var report = (await admin.PostAsync("/api/reports/query", new
        {
            source = "opportunity",
            measures = new object[] { new { id = "n", agg = "count" }, new { id = "amount", agg = "sum", field = "amount" }, new { id = "longest", agg = "max", field = "stage.days" } },
            dimensions = new object[] { new { id = "late", field = "close_overdue" } },
            filters = new { and = new object[] { mine } },
            order = new[] { new { id = "late", dir = "asc" } },
        })).Must(HttpStatusCode.OK).Json;
        Assert.Equal("[[false,1,120000.5,0],[true,1,120000.5,0]]", report.GetProperty("rows").GetRawText());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_count_of_related_records_counts_those_that_its_reader_may_see(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Counting Rep", ["rep"]);
        var deal = await rep.OpportunityAsync("Counted");
        var account = deal.Json.GetProperty("account").GetInt64();
        await admin.OpportunityAsync("Unseen", new { account });
        Assert.Equal(2, (await admin.GetAsync($"/api/forms/account/records/{account}")).Json.GetProperty("open_opportunities").GetInt64());
        Assert.Equal(1, (await rep.GetAsync($"/api/forms/account/records/{account}")).Json.GetProperty("open_opportunities").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_exit_criterion_may_ask_about_related_records_and_sees_the_fields_of_the_move(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (job, note, pipeline) = await PublishAsync(admin);
        var record = (await admin.PostAsync($"/api/forms/{job}/records", new { name = "Roof", kind = "b" })).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{note}/records", new { kind = "a", job = record.Id })).Must(HttpStatusCode.Created);
        var refused = (await admin.PostAsync($"/api/forms/{job}/records/{record.Id}/move", new { to = "end" }, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/to stage.exit"], refused.Faults);
        Assert.Empty(Asked(refused)); // what other records say is not answered on this one
        (await admin.PostAsync($"/api/forms/{job}/records/{record.Id}/move", new { to = "end", fields = new { kind = "a" } }, 1)).Must(HttpStatusCode.OK);
        Assert.NotNull(pipeline);
    }

    private static IEnumerable<string?> Asked(Answer refused) =>
        refused.Json.GetProperty("errors").EnumerateArray().SelectMany(e => e.GetProperty("params").GetProperty("fields").EnumerateArray()).Select(f => f.GetString());

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_stored_formula_may_not_ask_about_the_clock_the_stage_s_days_or_other_records(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (job, _, _) = await PublishAsync(admin);
        var form = JsonNode.Parse((await admin.GetAsync($"/api/forms/{job}")).Json.GetRawText())!;
        foreach (var (formula, code) in new[] { ("count(notes)", "expression.volatile"), ("stage.days", "expression.volatile"), ("total", "expression.volatile"), ("count(nothing)", "expression.unknown_list") })
        {
            form["properties"]!["stored"] = Number(formula, stored: true);
            var refused = (await admin.PutAsync($"/api/forms/{job}", form, 1)).Must(HttpStatusCode.UnprocessableEntity);
            Assert.Equal([$"/properties/stored/x-field/formula {code}"], refused.Faults);
        }
        form["properties"]!["stored"] = Number("count(notes) + 1", stored: false);
        Assert.Equal(["/properties/stored/x-field/formula expression.no_sql"], (await admin.PutAsync($"/api/forms/{job}", form, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_whose_list_a_formula_reads_cannot_be_deleted(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (_, note, _) = await PublishAsync(admin);
        var form = JsonNode.Parse((await admin.GetAsync($"/api/forms/{note}")).Json.GetRawText())!;
        ((JsonObject)form["properties"]!).Remove("job");
        Assert.Equal(["/properties/job field.used"], (await admin.PutAsync($"/api/forms/{note}", form, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    // A job with a pipeline of two stages, notes that point to it, and a live count of them.
    private static async Task<(string Job, string Note, string Pipeline)> PublishAsync(ApiClient admin)
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        var (job, note, pipeline) = ("job_" + tag, "note_" + tag, "way_" + tag);
        var form = JsonNode.Parse($$$"""
            {"$id":"{{{job}}}","type":"object","x-form":{"title":{"en":"Job"},"recordTitle":"name"},"properties":{
              "name":{"type":"string","x-field":{"type":"text"}},
              "kind":{"type":"string","x-field":{"type":"text"}},
              "stage":{"type":"string","x-field":{"type":"stage","pipeline":"{{{pipeline}}}"} } } }
            """)!;
        (await admin.PutAsync($"/api/forms/{job}", form)).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{note}", JsonNode.Parse($$$"""
            {"$id":"{{{note}}}","type":"object","x-form":{"title":{"en":"Note"}},"properties":{
              "kind":{"type":"string","x-field":{"type":"text"}},
              "job":{"type":"integer","x-field":{"type":"relation","form":"{{{job}}}","reverseKey":"notes"} } } }
            """)!)).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/pipelines/{pipeline}", JsonNode.Parse($$$"""
            {"key":"{{{pipeline}}}","form":"{{{job}}}","field":"stage","title":{"en":"Way"},"stages":[
              {"id":"s1","key":"start","title":{"en":"Start"},"kind":"open","probability":10,"exit":[
                {"key":"noted","title":{"en":"A note of its kind"},"when":"count(notes, kind == outer.kind) >= 1","must":true}]},
              {"id":"s2","key":"end","title":{"en":"End"},"kind":"open","probability":50}]}
            """)!)).Must(HttpStatusCode.Created);
        form = JsonNode.Parse((await admin.GetAsync($"/api/forms/{job}")).Json.GetRawText())!;
        form["properties"]!["total"] = Number("count(notes)", stored: false);
        (await admin.PutAsync($"/api/forms/{job}", form, 1)).Must(HttpStatusCode.OK);
        return (job, note, pipeline);
    }

    private static JsonNode Number(string formula, bool stored) => JsonNode.Parse($$$"""
        {"type":"integer","readOnly":true,"x-field":{"type":"integer","formula":{{{JsonSerializer.Serialize(formula)}}},"stored":{{{(stored ? "true" : "false")}}} } }
        """)!;

    private static async Task<JsonElement> GetAsync(ApiClient client, long deal) => (await client.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.OK).Json;
}
