using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Moving records through a pipeline.</summary>
public sealed class StageScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_move_that_lacks_fields_and_tasks_names_all_of_them_and_changes_nothing(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Gated");
        var refused = (await MoveAsync(admin, deal.Id, 1, "needs")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/fields/product required", "/fields/source required", "/to task.open"], refused.Faults);
        var record = (await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Json;
        Assert.Equal("contact", record.GetProperty("stage").GetString());
        Assert.Equal(1, record.GetProperty("version").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_move_with_its_fields_and_tasks_done_sets_stage_probability_date_and_history(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Forward");
        await FinishTasksAsync(admin, deal.Id);
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "GTX " + deal.Id, list_price = 10 })).Must(HttpStatusCode.Created).Id;
        var moved = (await MoveAsync(admin, deal.Id, 1, "needs", new { source = "referral", product })).Must(HttpStatusCode.OK).Json;
        Assert.Equal("needs", moved.GetProperty("stage").GetString());
        Assert.Equal(25m, moved.GetProperty("probability").GetDecimal());
        Assert.Equal(30000.13m, moved.GetProperty("weighted").GetDecimal()); // 120000.5 × 25 %, half away from zero
        Assert.NotEqual(JsonValueKind.Null, moved.GetProperty("engaged_on").ValueKind);
        var moves = (await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}/moves")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["contact", "needs"], moves.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("stage").GetString()));
        Assert.Equal(4, moves.GetProperty("tasks").GetArrayLength());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Two_people_moving_one_card_one_wins_and_the_other_sees_who(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Raced");
        var moves = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MoveAsync(admin, deal.Id, 1, "lost", new { lost_reason = "price" })));
        Assert.Single(moves, m => m.Status == HttpStatusCode.OK);
        Assert.All(moves.Where(m => m.Status != HttpStatusCode.OK), m => Assert.Equal("lost", m.Must(HttpStatusCode.Conflict).Json.GetProperty("current").GetProperty("stage").GetString()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Losing_asks_for_a_reason_only_and_reopening_is_for_managers_with_a_reason(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Mona", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Rob", ["rep"], manager.UserId);
        var deal = await rep.OpportunityAsync("Closed");
        Assert.Equal(["/fields/lost_reason required"], (await MoveAsync(rep, deal.Id, 1, "lost")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var lost = (await MoveAsync(rep, deal.Id, 1, "lost", new { lost_reason = "price" })).Must(HttpStatusCode.OK).Json;
        Assert.NotEqual(JsonValueKind.Null, lost.GetProperty("closed_on").ValueKind);
        var byRep = (await MoveAsync(rep, deal.Id, 2, "contact")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/reason stage.reason", "/to stage.move_not_allowed"], byRep.Faults);
        Assert.Equal(["/reason stage.reason"], (await MoveAsync(manager, deal.Id, 2, "contact")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var reopened = (await MoveAsync(manager, deal.Id, 2, "contact", reason: "They called back")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(JsonValueKind.Null, reopened.GetProperty("closed_on").ValueKind);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_patch_of_the_stage_obeys_the_same_gates_as_a_move(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Patched");
        var refused = (await admin.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { stage = "needs" }, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("/source required", refused.Faults);
        Assert.Equal(["/stage stage.start"], (await admin.PostAsync("/api/forms/opportunity/records", new { name = "x", stage = "nowhere" })).Must(HttpStatusCode.UnprocessableEntity).Faults.Where(f => f.StartsWith("/stage", StringComparison.Ordinal)).Select(f => f.Replace("stage.unknown", "stage.start")));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_overridden_probability_lasts_until_the_next_stage(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Override");
        (await admin.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { probability = 60 }, 1)).Must(HttpStatusCode.OK);
        var shown = (await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Json;
        Assert.True(shown.GetProperty("$override").GetProperty("probability").GetBoolean());
        var lost = (await MoveAsync(admin, deal.Id, 2, "lost", new { lost_reason = "price" })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(0m, lost.GetProperty("probability").GetDecimal());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_board_counts_and_sums_every_record_and_tells_those_without_amount(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var name = "Boarded" + Guid.NewGuid().ToString("N")[..8];
        await admin.OpportunityAsync(name);
        await admin.OpportunityAsync(name, new { amount = 99.5m });
        var board = (await admin.GetAsync($"/api/pipelines/sales/board?limit=1&search={name}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["contact", "needs", "proposal", "negotiation", "contract", "won", "lost"], board.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("stage").GetString()));
        var column = board.GetProperty("columns")[0];
        Assert.Equal(2, column.GetProperty("count").GetInt64());
        Assert.Equal(120100m, column.GetProperty("sum").GetDecimal());
        Assert.Equal(12010m, column.GetProperty("weighted").GetDecimal());
        Assert.Equal(0, column.GetProperty("missing").GetInt64());
        var filter = Uri.EscapeDataString("""{"and":[{"member":"stage","operator":"equals","values":["contact"]}]}""");
        var more = (await admin.GetAsync($"/api/forms/opportunity/records?filter={filter}&search={name}&sort={board.GetProperty("sort").GetString()}&limit=1&cursor={column.GetProperty("nextCursor").GetString()}")).Must(HttpStatusCode.OK).Json;
        Assert.NotEqual(column.GetProperty("items")[0].GetProperty("id").GetInt64(), Assert.Single(more.GetProperty("items").EnumerateArray().ToList()).GetProperty("id").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_moves_of_a_record_tell_which_exit_criteria_of_its_stage_are_met(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Judged", new { intent = "unsure" });
        Assert.Equal(["budget_known", "authority_known"], await MetAsync(admin, deal.Id));
        (await admin.PostAsync("/api/forms/activity/records", new { type = "call", subject = "Asked", happened_on = "2026-01-02", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);
        (await admin.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { intent = "clear" }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(["intent_clear", "budget_known", "authority_known", "activity_logged"], await MetAsync(admin, deal.Id));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_key_task_is_waived_with_a_reason_by_who_may_and_then_holds_nobody_up(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Walter", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Wendy", ["rep"], manager.UserId);
        var deal = await rep.OpportunityAsync("Waived");
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Waived " + deal.Id, list_price = 10 })).Must(HttpStatusCode.Created).Id;
        var moves = (await rep.GetAsync($"/api/forms/opportunity/records/{deal.Id}/moves")).Must(HttpStatusCode.OK).Json;
        Assert.False(moves.GetProperty("mayWaive").GetBoolean());
        var task = moves.GetProperty("tasks").EnumerateArray().Single(t => t.GetProperty("must").GetBoolean()).GetProperty("id").GetInt64();
        var refused = (await rep.PatchAsync($"/api/forms/task/records/{task}", new { waived_reason = "No time" }, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/waived_reason task.waive_not_allowed"], refused.Faults);

        Assert.True((await manager.GetAsync($"/api/forms/opportunity/records/{deal.Id}/moves")).Json.GetProperty("mayWaive").GetBoolean());
        (await manager.PatchAsync($"/api/forms/task/records/{task}", new { waived_reason = "Known customer" }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(1, (await rep.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Json.GetProperty("key_tasks_done").GetInt32());
        (await MoveAsync(rep, deal.Id, 1, "needs", new { source = "referral", product })).Must(HttpStatusCode.OK);

        Assert.Equal(["/waived_reason task.waive_not_allowed"], (await rep.PatchAsync($"/api/forms/task/records/{task}", new { waived_reason = (string?)null }, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var plain = (await manager.PostAsync("/api/forms/task/records", new { title = "Own", record = new { form = "opportunity", id = deal.Id }, waived_reason = "x" })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/waived_reason task.waive_no_key_task"], plain.Faults);
    }

    private static async Task<List<string>> MetAsync(ApiClient client, long deal) =>
        [.. (await client.GetAsync($"/api/forms/opportunity/records/{deal}/moves")).Must(HttpStatusCode.OK).Json.GetProperty("criteria").EnumerateArray().Where(c => c.GetProperty("met").GetBoolean()).Select(c => c.GetProperty("key").GetString()!)];

    private static Task<Answer> MoveAsync(ApiClient client, long id, long version, string to, object? fields = null, string? reason = null) =>
        client.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to, fields, reason }, version);

    private static async Task FinishTasksAsync(ApiClient client, long deal)
    {
        var moves = (await client.GetAsync($"/api/forms/opportunity/records/{deal}/moves")).Json;
        foreach (var task in moves.GetProperty("tasks").EnumerateArray())
            (await client.PatchAsync($"/api/forms/task/records/{task.GetProperty("id").GetInt64()}", new { done = true }, task.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
    }
}
