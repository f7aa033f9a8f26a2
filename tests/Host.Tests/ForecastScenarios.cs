using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>The table of a forecast, its targets, and who may see what of it.</summary>
public sealed class ForecastScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_cell_is_the_sum_of_the_list_that_it_opens_for_each_reader(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var owners = world.Reps.Select(r => r.UserId).Append(world.Manager.UserId).ToList();
        string?[] dates = ["2026-02-20", "2026-03-01", "2026-03-02", "2026-03-31", "2026-05-15", "2026-08-31", "2026-09-01", "2027-01-01", null];
        for (var i = 0; i < 45; i++)
        {
            var id = await world.DealAsync(owners[i % 4], i % 6 == 0 ? null : 1000m + (i * 33.33m), dates[i % dates.Length], i % 3 == 0 ? null : world.Products[i % 2], i % 5 == 0 ? null : "east_china");
            if (i % 7 > 0)
                await world.MoveAsync(id, new[] { "needs", "proposal", "contract", "won", "lost", "negotiation" }[(i % 7) - 1]);
        }
        foreach (var client in new[] { world.Admin, world.Manager, world.Reps[0] })
            foreach (var by in new[] { "owner", "team", "product", "region" })
                foreach (var from in new[] { "", "2026-01-01", "2026-06-01" })
                    await CellsAsync(client, await world.AskAsync(client, $"table?by={by}&from={from}&months=6"));
        var all = await ForecastWorld.ListAsync(world.Admin, JsonDocument.Parse("""{"member":"stage.kind","operator":"equals","values":["open"]}""").RootElement);
        var mine = (await world.AskAsync(world.Reps[0], "table")).GetProperty("totals").GetProperty("total").GetProperty("count").GetInt64();
        Assert.True(mine > 0 && mine < all.Count);
    }

    private static async Task CellsAsync(ApiClient client, JsonElement table)
    {
        var columns = table.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);
        var checkedCells = 0;
        foreach (var row in table.GetProperty("rows").EnumerateArray().Append(table.GetProperty("totals")))
        {
            var (count, weighted) = (0L, 0m);
            foreach (var cell in row.GetProperty("cells").EnumerateObject())
            {
                var column = columns[cell.Name];
                await OpensAsync(client, cell.Value, row.GetProperty("openFilter"), column.GetProperty("openFilter"));
                foreach (var category in cell.Value.GetProperty("categories").EnumerateObject())
                    await OpensAsync(client, category.Value, row.GetProperty("openFilter"), column.GetProperty("openFilter"),
                        JsonSerializer.SerializeToElement(new { member = table.GetProperty("categoryMember").GetString(), @operator = "equals", values = new[] { category.Name } }));
                var won = cell.Value.GetProperty("won");
                if (won.GetProperty("count").GetInt64() > 0)
                    Assert.Equal((won.GetProperty("count").GetInt64(), won.GetProperty("amount").GetDecimal()), await WonAsync(client, row.GetProperty("wonFilter"), column.GetProperty("wonFilter")));
                (count, weighted) = (count + cell.Value.GetProperty("count").GetInt64(), weighted + cell.Value.GetProperty("weighted").GetDecimal());
                checkedCells++;
            }
            Assert.Equal((count, weighted), (row.GetProperty("total").GetProperty("count").GetInt64(), row.GetProperty("total").GetProperty("weighted").GetDecimal()));
        }
        Assert.True(checkedCells > 6, $"Only {checkedCells} cells were there to check.");
        Assert.False(table.GetProperty("truncated").GetBoolean());
        Assert.Equal(table.GetProperty("totals").GetProperty("total").GetProperty("amount").GetDecimal(), table.GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty("total").GetProperty("amount").GetDecimal()));
    }

    private static async Task OpensAsync(ApiClient client, JsonElement figures, params JsonElement[] filters)
    {
        if (figures.GetProperty("count").GetInt64() == 0)
            return;
        var list = await ForecastWorld.ListAsync(client, Present(filters));
        Assert.Equal((figures.GetProperty("count").GetInt64(), figures.GetProperty("amount").GetDecimal(), figures.GetProperty("weighted").GetDecimal()), list);
    }

    private static async Task<(long, decimal)> WonAsync(ApiClient client, params JsonElement[] filters)
    {
        var (count, amount, _) = await ForecastWorld.ListAsync(client, Present(filters));
        return (count, amount);
    }

    private static JsonElement[] Present(JsonElement[] filters) => [.. filters.Where(f => f.ValueKind != JsonValueKind.Null)];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Targets_of_people_and_teams_meet_what_was_won_by_who_owned_it_then(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var (ann, bob) = (world.Reps[0], world.Reps[1]);
        var won = await world.DealAsync(ann.UserId, 600.50m, "2026-03-20");
        await world.MoveAsync(won, "won");
        await world.ChangeAsync(won, new { owner = bob.UserId }); // credit stays with Ann
        await world.MoveAsync(await world.DealAsync(ann.UserId, 1000m, "2026-03-25"), "proposal");
        await world.DealAsync(ann.UserId, 5000m, "2026-04-01"); // next quarter
        var team = (await world.Admin.GetAsync($"/api/forms/user/records/{ann.UserId}")).Json.GetProperty("team").GetInt64();
        await TargetAsync(world.Manager, new { owner = ann.UserId, starts_on = "2026-01-01", amount = 1000m });
        await TargetAsync(world.Manager, new { owner = ann.UserId, starts_on = "2026-02-15", amount = 201m }); // the same quarter
        await TargetAsync(world.Manager, new { owner = ann.UserId, starts_on = "2026-04-01", amount = 9m });
        await TargetAsync(world.Admin, new { owner = world.Manager.UserId, team, starts_on = "2026-01-01", amount = 5000m });

        var row = (await RowsAsync(world, world.Manager, "owner"))[ann.UserId];
        Assert.Equal((1201m, 600.50m, 500m, 600.50m), (row.GetProperty("target").GetDecimal(), row.GetProperty("won").GetProperty("amount").GetDecimal(), row.GetProperty("open").GetProperty("weighted").GetDecimal(), row.GetProperty("gap").GetDecimal()));
        Assert.Equal(0.5m, row.GetProperty("attainment").GetDecimal());
        // Ann may no longer read what is Bob's now; her own target she sees.
        var own = (await RowsAsync(world, ann, "owner"))[ann.UserId];
        Assert.Equal((1201m, 0m), (own.GetProperty("target").GetDecimal(), own.GetProperty("won").GetProperty("amount").GetDecimal()));
        var teams = await RowsAsync(world, world.Manager, "team");
        Assert.Equal((5000m, 600.50m), (teams[team].GetProperty("target").GetDecimal(), teams[team].GetProperty("won").GetProperty("amount").GetDecimal()));
        // Whoever has no target of their own to see sees what is theirs all the same; others' targets are not theirs to read.
        Assert.DoesNotContain(await RowsAsync(world, bob, "owner"), r => r.Value.GetProperty("target").ValueKind != JsonValueKind.Null);
        (await ann.PostAsync("/api/forms/target/records", new { owner = ann.UserId, starts_on = "2026-01-01", amount = 1 })).Must(HttpStatusCode.Forbidden);
    }

    private static async Task TargetAsync(ApiClient client, object target) => (await client.PostAsync("/api/forms/target/records", target)).Must(HttpStatusCode.Created);

    private static async Task<Dictionary<long, JsonElement>> RowsAsync(ForecastWorld world, ApiClient client, string by) =>
        (await world.AskAsync(client, "attainment?quarter=2026-03-31")).GetProperty("groups").EnumerateArray().First(g => g.GetProperty("by").GetString() == by)
            .GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("value").ValueKind == JsonValueKind.Number).ToDictionary(r => r.GetProperty("value").GetInt64());

    [Fact]
    public async Task Parameters_that_cannot_be_are_named_all_at_once()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        await RefusedAsync(admin, "table?by=colour", "/by forecast.split_unknown");
        await RefusedAsync(admin, "table?from=2026-02-30&months=25&x=1", "/from query.day", "/months query.range", "/x query.unknown");
        await RefusedAsync(admin, "attainment?quarter=Q1", "/quarter query.day");
        await RefusedAsync(admin, "changes", "/since forecast.since");
        await RefusedAsync(admin, "changes?since=2999-01-01", "/since query.day", "/since forecast.since");
        await RefusedAsync(admin, "changes?since=2026-02-02&until=2026-02-01&period=week&measure=count", "/measure document.choice", "/period document.choice", "/until forecast.order");
        (await admin.GetAsync("/api/forecasts/nothing/table")).Must(HttpStatusCode.NotFound);
    }

    private static async Task RefusedAsync(ApiClient client, string path, params string[] faults) =>
        Assert.Equal(faults.Order(StringComparer.Ordinal), (await client.GetAsync("/api/forecasts/sales/" + path)).Must(HttpStatusCode.BadRequest).Faults);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_forecast_is_there_for_its_roles_and_a_document_that_fits_nothing_is_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var presales = await host.JoinAsync(admin, "Pre Sales", ["support"]);
        Assert.Empty((await presales.GetAsync("/api/forecasts")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        (await presales.GetAsync("/api/forecasts/sales/table")).Must(HttpStatusCode.NotFound);
        var odd = JsonDocument.Parse("""
            {"key":"odd","pipeline":"sales","amount":"name","weighted":"weighted","date":"createdAt","closedOn":"closed_on",
             "splits":[{"key":"a","field":"stage_days"},{"key":"b","field":"win_factors"},{"key":"c","field":"owner","wonBy":"product"}],
             "targets":{"form":"target","start":"amount","amount":"amount","by":[{"split":"z","field":"team"},{"split":"c","field":"team"}]}}
            """).RootElement;
        Assert.Equal(
            ["/amount field.unknown", "/date field.unknown", "/splits/0/field forecast.split_unsuited", "/splits/1/field forecast.split_unsuited", "/splits/2/wonBy forecast.split_unsuited", "/targets/by/0/split forecast.split_unknown", "/targets/by/1/field field.unknown", "/targets/start field.unknown"],
            (await admin.PutAsync("/api/forecasts/odd", odd)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Whoever_may_not_see_the_amount_has_no_forecast_and_a_hidden_split_is_not_offered(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var sales = JsonNode.Parse((await admin.GetAsync("/api/forecasts/sales")).Must(HttpStatusCode.OK).Text)!.AsObject();
        sales.Remove("roles");
        sales["key"] = "masked";
        (await admin.PutAsync("/api/forecasts/masked", sales)).Must(HttpStatusCode.Created);
        foreach (var (key, field) in new[] { ("no_amount", "amount"), ("no_region", "region") })
            (await admin.PutAsync($"/api/roles/{key}", new { key, forms = new Dictionary<string, object> { ["*"] = new { read = "all" }, ["account"] = new { read = "all", fields = new { won_amount = "hidden" } }, ["opportunity"] = new { read = "all", fields = new Dictionary<string, string> { [field] = "hidden", ["weighted"] = field == "amount" ? "hidden" : "readOnly" } } } })).Must(HttpStatusCode.Created);
        using var blind = await host.JoinAsync(admin, "Blind", ["no_amount"]);
        using var partly = await host.JoinAsync(admin, "Partly", ["no_region"]);
        Assert.DoesNotContain((await blind.GetAsync("/api/forecasts")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray(), f => f.GetProperty("key").GetString() == "masked");
        foreach (var part in new[] { "table", "attainment", "changes?since=2020-01-01" })
            (await blind.GetAsync("/api/forecasts/masked/" + part)).Must(HttpStatusCode.Forbidden);
        var table = (await partly.GetAsync("/api/forecasts/masked/table")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["owner", "team", "product"], table.GetProperty("splits").EnumerateArray().Select(x => x.GetProperty("key").GetString()));
        foreach (var part in new[] { "table?by=region", "changes?since=2020-01-01&by=region" })
            Assert.Equal(["/by forecast.split_unknown"], (await partly.GetAsync("/api/forecasts/masked/" + part)).Must(HttpStatusCode.BadRequest).Faults);
        (await admin.DeleteAsync("/api/forecasts/masked", 1)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Another_application_gets_the_same_by_its_own_documents(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        (await admin.PutAsync("/api/forms/project", """
            {"$schema":"http://json-schema.org/draft-07/schema#","$id":"project","title":"Project","type":"object","x-form":{"title":{"en":"Project"},"recordTitle":"name"},
             "properties":{"name":{"type":"string","x-field":{"type":"text"}},"phase":{"type":"string","x-field":{"type":"stage","pipeline":"delivery"}},
              "fee":{"type":"number","x-field":{"type":"money"}},"likely":{"type":"number","x-field":{"type":"money"}},
              "due":{"type":"string","format":"date","x-field":{"type":"date"}},"ended":{"type":"string","format":"date","x-field":{"type":"date"}},
              "kind":{"type":"string","enum":["new","care"],"x-field":{"type":"select","options":[{"key":"new","title":{"en":"New"}},{"key":"care","title":{"en":"Care"}}]}}}}
            """)).Must(HttpStatusCode.Created);
        (await admin.PutAsync("/api/pipelines/delivery", """
            {"key":"delivery","form":"project","field":"phase","categories":[{"key":"sure"}],
             "stages":[{"key":"planned","kind":"open"},{"key":"agreed","kind":"open","category":"sure"},{"key":"done","kind":"won","dateField":"ended"},{"key":"dropped","kind":"lost"}]}
            """)).Must(HttpStatusCode.Created);
        (await admin.PutAsync("/api/forecasts/delivery", """
            {"key":"delivery","pipeline":"delivery","amount":"fee","weighted":"likely","date":"due","closedOn":"ended","splits":[{"key":"kind","field":"kind"},{"key":"phase","field":"phase"}]}
            """)).Must(HttpStatusCode.Created);
        var first = (await admin.PostAsync("/api/forms/project/records", new { name = "A", fee = 10.10m, likely = 5, due = "2999-01-01", kind = "care" })).Must(HttpStatusCode.Created).Id;
        await admin.PostAsync("/api/forms/project/records", new { name = "B", fee = 20.20m, likely = 7, kind = "new" });
        (await admin.PostAsync($"/api/forms/project/records/{first}/move", new { to = "agreed" }, 1)).Must(HttpStatusCode.OK);
        var table = (await admin.GetAsync("/api/forecasts/delivery/table")).Must(HttpStatusCode.OK).Json.GetProperty("totals");
        Assert.Equal((12m, 30.30m), (table.GetProperty("total").GetProperty("weighted").GetDecimal(), table.GetProperty("total").GetProperty("amount").GetDecimal()));
        Assert.Equal(10.10m, table.GetProperty("cells").GetProperty("later").GetProperty("categories").GetProperty("sure").GetProperty("amount").GetDecimal());
        Assert.Equal(20.20m, table.GetProperty("cells").GetProperty("none").GetProperty("categories").GetProperty("").GetProperty("amount").GetDecimal());
        Assert.Empty((await admin.GetAsync("/api/forecasts/delivery/attainment")).Must(HttpStatusCode.OK).Json.GetProperty("groups").EnumerateArray());
        var changes = (await admin.GetAsync("/api/forecasts/delivery/changes?since=2020-01-01&period=all&by=phase")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(30.30m, changes.GetProperty("closing").GetProperty("amount").GetDecimal());
        Assert.Equal(["planned", "agreed"], changes.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("value").GetString()));
    }
}
