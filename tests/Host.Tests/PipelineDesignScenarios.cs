using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>What a designer of pipelines is told and may do.</summary>
public sealed class PipelineDesignScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_pair_of_stages_has_rules_of_its_own_that_stand_for_those_of_the_kind_of_move(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Rep", ["rep"]);
        using var manager = await host.JoinAsync(admin, "Mona", ["manager"]);
        var pipeline = await BareAsync(admin);
        pipeline["moves"]!["pairs"] = new JsonArray(
            Pair("contact", "contract", ["rep"], "amount < 1000", "the amount is small"), // a skip, which else only managers may make
            Pair("contact", "needs", []));
        (await admin.PutAsync("/api/pipelines/sales", pipeline, 1)).Must(HttpStatusCode.OK);
        var (small, large) = ((await rep.OpportunityAsync("Small", new { amount = 900m })).Id, (await rep.OpportunityAsync("Large", new { amount = 1100m })).Id);
        var refused = await MoveAsync(rep, large, "contract");
        Assert.Equal("stage.move_condition", Code(refused));
        Assert.Contains("\"fields\":[\"amount\"]", refused.Text); // for whoever wants to answer at once
        (await MoveAsync(rep, small, "contract")).Must(HttpStatusCode.OK);
        Assert.Equal("stage.move_not_allowed", Code(await MoveAsync(rep, large, "needs"))); // nobody
        Assert.Equal("stage.move_condition", Code(await MoveAsync(admin, large, "contract"))); // a condition holds for everybody
        (await MoveAsync(admin, large, "needs")).Must(HttpStatusCode.OK); // administrators may make every move

        pipeline["moves"]!["pairs"] = new JsonArray(Pair("contact", "no_such", []), Pair("needs", "needs", []), Pair("contact", "needs", [], "no_field == 1"));
        Assert.Equal(["/moves/pairs/0/to pipeline.stage_unknown", "/moves/pairs/1 pipeline.pair", "/moves/pairs/2/when expression.unknown_member"],
            (await admin.PutAsync("/api/pipelines/sales", pipeline, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);

        pipeline["moves"]!["pairs"] = new JsonArray(Pair("contact", "needs", ["no_such_role"]));
        Assert.Equal(["/moves role.unknown"], (await admin.PutAsync("/api/pipelines/sales", pipeline, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Records_older_than_their_pipeline_are_given_a_stage_by_a_job(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        object Form(bool hasStage) => new Dictionary<string, object>
        {
            ["$id"] = "house",
            ["title"] = "House",
            ["type"] = "object",
            ["properties"] = hasStage
                ? new { name = new Dictionary<string, object> { ["type"] = "string", ["x-field"] = new { type = "text" } }, stage = new Dictionary<string, object> { ["type"] = "string", ["x-field"] = new { type = "stage", pipeline = "way" } } }
                : (object)new { name = new Dictionary<string, object> { ["type"] = "string", ["x-field"] = new { type = "text" } } },
        };
        (await admin.PutAsync("/api/forms/house", Form(false))).Must(HttpStatusCode.Created);
        var (old, deleted) = ((await admin.PostAsync("/api/forms/house/records", new { name = "Old" })).Id, (await admin.PostAsync("/api/forms/house/records", new { name = "Gone" })).Id);
        (await admin.DeleteAsync($"/api/forms/house/records/{deleted}", 1)).Must(HttpStatusCode.NoContent);
        (await admin.PutAsync("/api/forms/house", Form(true), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync("/api/pipelines/way", new { key = "way", title = "Way", form = "house", field = "stage", stages = new[] { Stage("draft", "open"), Stage("built", "open"), Stage("sold", "won"), Stage("lost", "lost") } })).Must(HttpStatusCode.Created);
        var without = (await admin.GetAsync("/api/pipelines/way/stages")).Json.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("stage").ValueKind == JsonValueKind.Null);
        Assert.Equal(2, without.GetProperty("records").GetInt32());
        var job = (await admin.PostAsync("/api/pipelines/way/relocate", new { from = (string?)null, to = "draft" })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        Assert.Equal((2, 0), ((await admin.JobAsync(job)).GetProperty("moved").GetInt32(), (await admin.JobAsync(job)).GetProperty("refused").GetInt32()));
        var record = (await admin.GetAsync($"/api/forms/house/records/{old}")).Must(HttpStatusCode.OK);
        Assert.Equal("draft", record.Json.GetProperty("stage").GetString());
        (await admin.PostAsync($"/api/forms/house/records/{old}/move", new { to = "built" }, record.Version)).Must(HttpStatusCode.OK);

        static object Stage(string key, string kind) => new { key, title = key, kind, probability = kind == "won" ? 100 : 0 };
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_stage_is_emptied_by_a_job_and_can_then_be_taken_out(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        var pipeline = await BareAsync(admin);
        (await admin.PutAsync("/api/pipelines/sales", pipeline, 1)).Must(HttpStatusCode.OK);
        var deals = new List<long>();
        for (var i = 0; i < 3; i++)
            deals.Add((await admin.OpportunityAsync("Deal " + i)).Id);
        foreach (var deal in deals)
            (await MoveAsync(admin, deal, "needs")).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/forms/opportunity/records/{deals[2]}", 2)).Must(HttpStatusCode.NoContent);
        var without = (JsonObject)pipeline.DeepClone();
        without["stages"]!.AsArray().RemoveAt(1);
        without["stages"]![1]!["required"] = new JsonArray("product"); // what is lacking is noted, not asked for
        Assert.Equal(["/stages pipeline.stage_used"], (await admin.PutAsync("/api/pipelines/sales", without, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(3, Count(await admin.GetAsync("/api/pipelines/sales/stages"), "needs"));
        Assert.Equal("pipeline.relocate_to", Code(await admin.PostAsync("/api/pipelines/sales/relocate", new { from = "needs", to = "needs" })));
        Assert.Equal("pipeline.stage_unknown", Code(await admin.PostAsync("/api/pipelines/sales/relocate", new { from = "no_such", to = "needs" })));
        var job = (await admin.PostAsync("/api/pipelines/sales/relocate", new { from = "needs", to = "proposal" })).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        var done = await admin.JobAsync(job);
        Assert.Equal(("succeeded", 3, 3, 0), (done.GetProperty("state").GetString(), done.GetProperty("total").GetInt32(), done.GetProperty("moved").GetInt32(), done.GetProperty("refused").GetInt32()));
        (await admin.PutAsync("/api/pipelines/sales", without, 2)).Must(HttpStatusCode.OK);
        foreach (var deal in deals[..2])
            Assert.Equal("proposal", (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.OK).Json.GetProperty("stage").GetString());
        (await admin.PostAsync($"/api/forms/opportunity/records/{deals[2]}/restore", new { }, 6)).Must(HttpStatusCode.OK);
        var visits = await host.RowsAsync($"SELECT \"from\", \"to\", via FROM sys_stage_visit WHERE record_id = {deals[0]} ORDER BY id");
        Assert.Equal(["contact", "needs", "proposal"], visits.Select(v => (string)v[1]!));
        Assert.Equal("system", (string)visits[^1][2]!);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_draft_is_tried_on_a_record_and_says_of_each_rule_whether_it_is_met(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Rep", ["rep"]);
        var deal = (await admin.OpportunityAsync("Tried", new { intent = "unsure" })).Id;
        var draft = JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Text)!;
        draft["stages"]![1]!["required"] = new JsonArray("product", "amount");
        draft["stages"]![0]!["exit"]![0]!["must"] = true;
        var tried = (await admin.PostAsync("/api/pipelines/sales/try", new { document = draft, record = $"{deal}" })).Must(HttpStatusCode.OK).Json;
        var needs = tried.GetProperty("items").EnumerateArray().Single(m => m.GetProperty("to").GetString() == "needs");
        Assert.False(needs.GetProperty("passes").GetBoolean());
        var rules = needs.GetProperty("rules").EnumerateArray().Select(r => $"{r.GetProperty("kind").GetString()} {string.Join(',', r.GetProperty("fields").EnumerateArray())} {r.GetProperty("met").GetBoolean()} {r.GetProperty("blocks").GetBoolean()}").ToList();
        Assert.Contains("required product False True", rules);
        Assert.Contains("required amount True True", rules);
        Assert.Contains("exit intent False True", rules);
        Assert.Contains("exit budget True False", rules);
        Assert.Contains("keyTask  False True", rules);
        Assert.Contains("keyTask  False False", rules); // one that only advises
        var task = needs.GetProperty("rules").EnumerateArray().First(r => r.GetProperty("kind").GetString() == "keyTask").GetProperty("record");
        (await admin.GetAsync($"/api/forms/{task.GetProperty("form").GetString()}/records/{task.GetProperty("id").GetInt64()}")).Must(HttpStatusCode.OK);
        var skip = (await admin.PostAsync("/api/pipelines/sales/try", new { document = draft, record = $"{deal}", @as = "rep" })).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Single(m => m.GetProperty("to").GetString() == "contract");
        Assert.Contains(skip.GetProperty("rules").EnumerateArray(), r => r.GetProperty("kind").GetString() == "role" && !r.GetProperty("met").GetBoolean());
        Assert.Equal("contact", (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Json.GetProperty("stage").GetString());
        draft["stages"]![0]!["exit"]![0]!["when"] = "intent ===";
        (await admin.PostAsync("/api/pipelines/sales/try", new { document = draft, record = $"{deal}" })).Must(HttpStatusCode.UnprocessableEntity);
        foreach (var answer in new[] { await rep.PostAsync("/api/pipelines/sales/try", new { document = draft, record = $"{deal}" }), await rep.GetAsync("/api/pipelines/sales/stages"), await rep.PostAsync("/api/pipelines/sales/relocate", new { from = "contact", to = "needs" }) })
            answer.Must(HttpStatusCode.Forbidden);
    }

    private static async Task<TestHost> OwnAsync(string database)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }

    // The shipped pipeline without what its stages ask for.
    private static async Task<JsonObject> BareAsync(ApiClient admin)
    {
        var pipeline = (JsonObject)JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK).Text)!;
        foreach (var stage in pipeline["stages"]!.AsArray())
            foreach (var rule in new[] { "required", "tasks", "exit", "deliverables", "onEnter" })
                stage!.AsObject().Remove(rule);
        return pipeline;
    }

    private static JsonObject Pair(string from, string to, string[] roles, string? when = null, string? title = null)
    {
        var pair = new JsonObject { ["from"] = from, ["to"] = to, ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]) };
        if (when is not null)
            pair["when"] = when;
        if (title is not null)
            pair["title"] = new JsonObject { ["en"] = title };
        return pair;
    }

    private static Task<Answer> MoveAsync(ApiClient client, long id, string to) => client.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to, reason = "because" }, 1);

    private static string? Code(Answer answer) => answer.Must(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors")[0].GetProperty("code").GetString();

    private static int Count(Answer answer, string stage) => answer.Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("stage").GetString() == stage).GetProperty("records").GetInt32();
}
