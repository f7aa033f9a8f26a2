using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Records that go through two pipelines at once: each has its stage, its rules, its tasks and its board.</summary>
public sealed class SeveralPipelineScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_record_in_two_pipelines_starts_in_each_and_moves_in_each_by_its_own_rules(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        await AddDeliveryAsync(admin);
        var deal = (await admin.OpportunityAsync("Both ways")).Id;
        var created = (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Json;
        Assert.Equal(("contact", "planned"), (created.GetProperty("stage").GetString(), created.GetProperty("delivery").GetString()));

        var moves = await MovesAsync(admin, deal, "delivery");
        Assert.Equal("planned", moves.GetProperty("stage").GetString());
        Assert.Equal(["shipped", "delivered", "cancelled"], moves.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("to").GetString()));
        Assert.Equal(["planned"], moves.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("stage").GetString()));
        Assert.Equal("contact", (await MovesAsync(admin, deal, null)).GetProperty("stage").GetString()); // the form's first, where none is named
        Assert.Contains("planned.pack", moves.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("key_task").GetString()));

        var refused = (await MoveAsync(admin, deal, "shipped")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/fields/source required", "/to deliverable.missing", "/to task.open"], refused.Faults.Order(StringComparer.Ordinal));
        var pack = moves.GetProperty("tasks").EnumerateArray().Single(t => t.GetProperty("key_task").GetString() == "planned.pack");
        (await admin.PatchAsync($"/api/forms/task/records/{pack.GetProperty("id").GetInt64()}", new { done = true }, pack.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
        (await admin.UploadAsync($"/api/forms/opportunity/records/{deal}/files?slot=planned.list", "one box"u8.ToArray(), "list.txt")).Must(HttpStatusCode.Created);
        (await MoveAsync(admin, deal, "shipped", new { source = "referral" })).Must(HttpStatusCode.OK);
        var moved = (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Json;
        Assert.Equal(("contact", "shipped"), (moved.GetProperty("stage").GetString(), moved.GetProperty("delivery").GetString()));
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/move", new { to = "lost", fields = new { lost_reason = "price" } }, moved.GetProperty("version").GetInt64())).Must(HttpStatusCode.BadRequest); // which of the two is not said
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/move", new { field = "stage", to = "lost", fields = new { lost_reason = "price" } }, moved.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);

        var told = (await admin.GetAsync($"/api/forms/opportunity/records/{deal}/timeline?kinds=moved")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("field").GetString()}: {i.GetProperty("from").GetString()} {i.GetProperty("to").GetString()}").ToList();
        Assert.Equal(["delivery: planned shipped", "stage: contact lost"], told.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Each_pipeline_has_its_board_and_a_brief_goes_on_in_the_one_that_is_still_open(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        await AddDeliveryAsync(admin);
        var deal = (await admin.OpportunityAsync("Boarded twice")).Id;
        Assert.Equal(("contact", 1), await OnBoardAsync(admin, "sales"));
        Assert.Equal(("planned", 1), await OnBoardAsync(admin, "delivery"));
        Assert.Equal("needs", await NextAsync(admin, deal));
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/move", new { field = "stage", to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal("shipped", await NextAsync(admin, deal));
        Assert.Equal(("lost", 1), await OnBoardAsync(admin, "sales"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Two_pipelines_of_a_form_may_not_call_a_step_alike(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        await AddDeliveryAsync(admin);
        var sales = (JsonObject)JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Text)!;
        var first = sales["stages"]![0]!.AsObject();
        var clash = (JsonObject)first.DeepClone();
        clash["key"] = "planned";
        clash["id"] = "stg_planned_twice";
        clash["tasks"] = new JsonArray(new JsonObject { ["key"] = "pack", ["title"] = new JsonObject { ["en"] = "Pack" }, ["must"] = true });
        clash.Remove("deliverables");
        sales["stages"]!.AsArray().Insert(1, clash);
        Assert.Equal(["/stages/1/tasks/0/key pipeline.step_taken"], (await admin.PutAsync("/api/pipelines/sales", sales, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        clash["tasks"]![0]!["key"] = "wrap";
        (await admin.PutAsync("/api/pipelines/sales", sales, 1)).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_pipeline_is_deleted_unless_something_asks_for_its_stages_and_its_field_can_go_afterwards(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        await AddDeliveryAsync(admin);
        var deal = (await admin.OpportunityAsync("Kept")).Id;
        var used = (await admin.DeleteAsync("/api/pipelines/sales", 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Sales overview", used.Text, StringComparison.Ordinal);
        (await admin.DeleteAsync("/api/pipelines/delivery", 1)).Must(HttpStatusCode.NoContent);
        (await admin.GetAsync("/api/pipelines/delivery/board")).Must(HttpStatusCode.NotFound);
        Assert.Equal("planned", (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.OK).Json.GetProperty("delivery").GetString());
        (await admin.GetAsync($"/api/forms/opportunity/records/{deal}/timeline")).Must(HttpStatusCode.OK);
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/move", new { field = "stage", to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        var form = (JsonObject)JsonNode.Parse((await admin.GetAsync("/api/forms/opportunity")).Text)!;
        form["properties"]!.AsObject().Remove("delivery");
        (await admin.PutAsync("/api/forms/opportunity", form, 2)).Must(HttpStatusCode.OK);
    }

    private static async Task<TestHost> OwnAsync(string database)
    {
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }

    // A way of delivery beside that of sale, whose first stage has a task and a file, and whose second asks for a field.
    private static async Task AddDeliveryAsync(ApiClient admin)
    {
        var form = (JsonObject)JsonNode.Parse((await admin.GetAsync("/api/forms/opportunity")).Must(HttpStatusCode.OK).Text)!;
        form["properties"]!["delivery"] = JsonNode.Parse("""{"type":"string","title":"Delivery","x-field":{"type":"stage","pipeline":"delivery","title":{"en":"Delivery"}}}""");
        (await admin.PutAsync("/api/forms/opportunity", form, 1)).Must(HttpStatusCode.OK);
        var sales = JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Text)!;
        var pipeline = JsonNode.Parse("""
            {"key":"delivery","form":"opportunity","field":"delivery","title":{"en":"Delivery"},"stages":[
              {"key":"planned","title":{"en":"Planned"},"kind":"open","probability":10,"tasks":[{"key":"pack","title":{"en":"Pack"},"must":true}],"deliverables":[{"key":"list","title":{"en":"Packing list"},"must":true}]},
              {"key":"shipped","title":{"en":"Shipped"},"kind":"open","probability":60,"required":["source"]},
              {"key":"delivered","title":{"en":"Delivered"},"kind":"won","probability":100},
              {"key":"cancelled","title":{"en":"Cancelled"},"kind":"lost","probability":0}]}
            """)!;
        pipeline["taskForm"] = sales["taskForm"]!.DeepClone();
        (await admin.PutAsync("/api/pipelines/delivery", pipeline)).Must(HttpStatusCode.Created);
    }

    private static async Task<JsonElement> MovesAsync(ApiClient admin, long id, string? field) =>
        (await admin.GetAsync($"/api/forms/opportunity/records/{id}/moves" + (field is null ? "" : "?field=" + field))).Must(HttpStatusCode.OK).Json;

    private static async Task<Answer> MoveAsync(ApiClient admin, long id, string to, object? fields = null)
    {
        var version = (await admin.GetAsync($"/api/forms/opportunity/records/{id}")).Version;
        return await admin.PostAsync($"/api/forms/opportunity/records/{id}/move", new { field = "delivery", to, fields }, version);
    }

    private static async Task<(string? Stage, long Count)> OnBoardAsync(ApiClient admin, string pipeline)
    {
        var board = (await admin.GetAsync($"/api/pipelines/{pipeline}/board")).Must(HttpStatusCode.OK).Json;
        var column = board.GetProperty("columns").EnumerateArray().Single(c => c.GetProperty("count").GetInt64() > 0);
        return (column.GetProperty("stage").GetString(), column.GetProperty("count").GetInt64());
    }

    private static async Task<string?> NextAsync(ApiClient admin, long id) =>
        (await admin.GetAsync($"/api/forms/opportunity/records/{id}/brief")).Must(HttpStatusCode.OK).Json.GetProperty("nextStage").GetProperty("stage").GetString();
}
