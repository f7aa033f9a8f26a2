using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>The first page: what is due, what needs someone and why, what changed; for a rep, a manager and an administrator.</summary>
public sealed class HomeScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_is_for_people_with_a_role_is_published_only_for_roles_that_there_are(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var sections = new[] { new { kind = "mentions" } };
        var refused = (await admin.PutAsync("/api/homes/lost_home", new { key = "lost_home", roles = new[] { "rep", "no_such", "*" }, sections })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/roles/1 role.unknown", "/roles/2 role.unknown"], refused.Faults);
        Assert.Contains("no_such", refused.Json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        (await admin.PutAsync("/api/homes/found_home", new { key = "found_home", roles = new[] { "admin", "rep" }, order = 999, sections })).Must(HttpStatusCode.Created);
        (await admin.DeleteAsync("/api/homes/found_home", 1)).Must(HttpStatusCode.NoContent);
        var forecast = System.Text.Json.Nodes.JsonNode.Parse((await admin.GetAsync("/api/forecasts/sales")).Must(HttpStatusCode.OK).Text)!;
        (forecast["key"], forecast["roles"]) = ("lost_forecast", new System.Text.Json.Nodes.JsonArray("no_such"));
        Assert.Equal(["/roles/0 role.unknown"], (await admin.PutAsync("/api/forecasts/lost_forecast", forecast.ToJsonString())).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var dashboard = new { key = "lost_board", title = "Lost", access = new { roles = new[] { "no_such" } }, widgets = Array.Empty<object>() };
        Assert.Contains("/access/roles role.unknown", (await admin.PutAsync("/api/dashboards/lost_board", dashboard)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_calendar_shows_open_dated_records_of_oneself_of_the_team_or_of_all_that_one_may_read(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Calla", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Cal", ["rep"], manager.UserId);
        using var other = await host.JoinAsync(admin, "Callum", ["rep"]);
        var mine = (await rep.OpportunityAsync("Dated", new { expected_close = "2031-03-10", next_step = "Call them", next_step_on = "2031-03-04" })).Id;
        var done = (await rep.PostAsync("/api/forms/task/records", new { title = "Done one", due_on = "2031-03-05", done = true })).Must(HttpStatusCode.Created).Id;
        var open = (await rep.PostAsync("/api/forms/task/records", new { title = "Open one", due_on = "2031-03-31", owner = rep.UserId })).Must(HttpStatusCode.Created).Id;
        var foreign = (await other.OpportunityAsync("Elsewhere", new { expected_close = "2031-03-11" })).Id;
        const string march = "/api/calendar?from=2031-03-01&to=2031-03-31";
        Assert.Equal([$"next_step {mine} Call them", $"close {mine} Dated", $"todo {open} Open one"], await ItemsAsync(rep, march));
        Assert.Empty(await ItemsAsync(manager, march));
        Assert.Equal(3, (await ItemsAsync(manager, march + "&who=team")).Count);
        Assert.Contains($"close {foreign} Elsewhere", await ItemsAsync(admin, march + "&who=all"));
        Assert.DoesNotContain($"close {foreign} Elsewhere", await ItemsAsync(rep, march + "&who=all"));
        Assert.DoesNotContain(await ItemsAsync(admin, march + "&who=all"), i => i.StartsWith($"todo {done} ", StringComparison.Ordinal));
        Assert.Equal(["/to calendar.range"], (await rep.GetAsync("/api/calendar?from=2031-03-01&to=2032-03-01")).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/from query.day"], (await rep.GetAsync("/api/calendar?from=March&to=2031-03-31")).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/who query.choice"], (await rep.GetAsync(march + "&who=them")).Must(HttpStatusCode.BadRequest).Faults);
    }

    private static async Task<List<string>> ItemsAsync(ApiClient client, string path) =>
        [.. (await client.GetAsync(path)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("source").GetString()} {i.GetProperty("id").GetInt64()} {i.GetProperty("text").GetString()}")];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_home_or_dashboard_for_a_role_that_there_is_not_is_refused_with_its_place_and_what_to_do(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "gone_" + Guid.NewGuid().ToString("N")[..8];
        object Home(params string[] roles) => new { key, title = "Home", roles, order = 900, sections = Array.Empty<object>() };
        object Dashboard(params string[] roles) => new { key, title = "Page", access = new { roles }, source = "opportunity", widgets = Array.Empty<object>() };
        var created = (await admin.PutAsync($"/api/homes/{key}", Home("manager", key))).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/roles/1 role.unknown"], created.Faults);
        Assert.Equal($"There is no role “{key}”. Choose another one, or create it first.", created.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(["/roles/1 role.unknown"], (await admin.PostAsync("/api/homes/preview", new { document = Home("manager", key) })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/access/roles role.unknown"], (await admin.PutAsync($"/api/dashboards/{key}", Dashboard(key))).Must(HttpStatusCode.UnprocessableEntity).Faults);

        (await admin.PutAsync($"/api/homes/{key}", Home("manager"))).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/dashboards/{key}", Dashboard("manager"))).Must(HttpStatusCode.Created);
        Assert.Equal(["/roles/1 role.unknown"], (await admin.PutAsync($"/api/homes/{key}", Home("manager", key), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/access/roles role.unknown"], (await admin.PutAsync($"/api/dashboards/{key}", Dashboard(key), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.DeleteAsync($"/api/homes/{key}", 1)).Must(HttpStatusCode.NoContent);
        (await admin.DeleteAsync($"/api/dashboards/{key}", 1)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_rep_sees_what_is_due_and_ticks_it_off_in_place(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Due Rep", ["rep"]);
        var deal = await rep.OpportunityAsync("Due", new { next_step = "Send the quote", next_step_on = "2020-02-01" });
        (await rep.PostAsync("/api/forms/task/records", new { title = "Call back", due_on = "2020-01-01", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);
        (await rep.PostAsync("/api/forms/task/records", new { title = "Much later", due_on = "2099-01-01", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);

        var items = (await SectionAsync(rep, "todo")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Call back", "Send the quote"], items.Select(i => i.GetProperty("text").GetString()));
        foreach (var item in items)
            (await rep.PatchAsync($"/api/forms/{item.GetProperty("form").GetString()}/records/{item.GetProperty("id").GetInt64()}", item.GetProperty("tick"), item.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
        Assert.Equal(0, (await SectionAsync(rep, "todo")).GetProperty("total").GetInt64());
        var ticked = (await rep.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Json;
        Assert.Equal(JsonValueKind.Null, ticked.GetProperty("next_step").ValueKind);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_needs_a_rep_says_why_and_is_theirs_alone(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Needed Rep", ["rep"]);
        using var other = await host.JoinAsync(admin, "Other Rep", ["rep"]);
        await other.OpportunityAsync("Of another");
        var late = await rep.OpportunityAsync("Late", new { expected_close = "2020-01-01", next_step = "Ask" });
        await rep.OpportunityAsync("Fine", new { next_step = "Ask" });
        var attention = await SectionAsync(rep, "attention");
        var item = Assert.Single(attention.GetProperty("items").EnumerateArray());
        Assert.Equal(late.Id, item.GetProperty("record").GetProperty("id").GetInt64());
        Assert.Equal(["close_overdue"], item.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("field").GetString()));
        var list = (await rep.PostAsync("/api/forms/opportunity/records/query", new { filter = attention.GetProperty("filter"), count = true })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(attention.GetProperty("total").GetInt64(), list.GetProperty("total").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_manager_sees_what_changed_below_them_with_amounts_that_open_their_records(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Morning Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Below Rep", ["rep"], manager.UserId);
        await admin.OpportunityAsync("Beside");
        await rep.OpportunityAsync("Stays");
        var lost = await rep.OpportunityAsync("Goes", new { amount = 500.25m });
        (await rep.PostAsync($"/api/forms/opportunity/records/{lost.Id}/move", new { to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);

        var changes = (await SectionAsync(manager, "changes")).GetProperty("changes").EnumerateArray().ToDictionary(c => c.GetProperty("kind").GetString()!);
        Assert.Equal((2, 120500.75m), (changes["new"].GetProperty("count").GetInt32(), changes["new"].GetProperty("amount").GetDecimal()));
        Assert.Equal((1, 500.25m), (changes["lost"].GetProperty("count").GetInt32(), changes["lost"].GetProperty("amount").GetDecimal()));
        Assert.Equal(0, changes["won"].GetProperty("count").GetInt32());
        var opened = (await manager.PostAsync("/api/forms/opportunity/records/query", new { filter = new { and = new[] { new { member = "id", @operator = "in", values = changes["new"].GetProperty("ids") } } }, count = true })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(2, opened.GetProperty("total").GetInt32());
        var people = (await SectionAsync(manager, "widgets")).GetProperty("data").GetProperty("widgets").GetProperty("people");
        Assert.Equal(1, people.GetProperty("rows").GetArrayLength());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_checklist_of_an_administrator_ticks_itself(string database)
    {
        var opened = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(opened is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        await using var host = opened;
        using var admin = await host.AdministratorAsync();
        Assert.Empty(await DoneAsync(admin));
        var team = (await admin.PostAsync("/api/forms/team/records", new { name = "North" })).Must(HttpStatusCode.Created).Id;
        using var rep = await host.JoinAsync(admin, "First Rep", ["rep"], team: team);
        Assert.Equal(["invite", "teams", "colleague"], await DoneAsync(admin));
        var deal = await rep.OpportunityAsync("First");
        (await rep.PostAsync($"/api/forms/opportunity/records/{deal.Id}/move", new { to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(["invite", "teams", "record", "move", "colleague"], await DoneAsync(admin));
        (await admin.PostAsync("/api/session/view-as", new { role = "rep" })).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync("/api/session/view-as")).Must(HttpStatusCode.OK);
        Assert.Contains("view_as", await DoneAsync(admin));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_home_that_names_what_is_not_there_is_refused_with_every_place(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var home = JsonDocument.Parse("""
            {"key":"odd","sections":[
              {"kind":"todo","sources":[{"form":"task","date":"nowhere","tick":{"done":true}}]},
              {"kind":"attention","form":"nothing","reasons":[{"field":"x"}]},
              {"kind":"changes","pipeline":"none"},
              {"kind":"attention","form":"task","filter":{"and":[{"member":"ghost","operator":"equals","values":[1]}]},"reasons":[{"field":"overdue"}]}]}
            """).RootElement;
        var refused = (await admin.PutAsync("/api/homes/odd", home)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/sections/0/sources/0 field.unknown", "/sections/1/form form.unknown", "/sections/2/pipeline pipeline.unknown", "/sections/3/filter/and/0/member member.unknown"], refused.Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_designs_lists_all_homes_with_their_versions_in_the_order_in_which_they_are_tried(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Lists no Homes", ["rep"]);
        (await rep.GetAsync("/api/homes")).Must(HttpStatusCode.Forbidden);
        var items = (await admin.GetAsync("/api/homes")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
        string[] shipped = ["admin_home", "manager_home", "support_home", "rep_home"];
        Assert.Equal(shipped, items.Select(i => i.GetProperty("key").GetString()).Intersect(shipped));
        var orders = items.Select(i => i.GetProperty("order").GetInt32()).ToList();
        Assert.Equal(orders.Order(), orders);
        foreach (var item in items.Where(i => shipped.Contains(i.GetProperty("key").GetString())))
        {
            var single = (await admin.GetAsync($"/api/homes/{item.GetProperty("key").GetString()}")).Must(HttpStatusCode.OK);
            Assert.Equal(single.Headers.ETag?.Tag, $"\"{item.GetProperty("version").GetInt64()}\"");
            Assert.Equal(single.Json.EnumerateObject().Select(m => (m.Name, JsonSerializer.Serialize(m.Value))), item.EnumerateObject().SkipLast(1).Select(m => (m.Name, JsonSerializer.Serialize(m.Value))));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_home_is_tried_before_it_is_published_and_answers_as_it_would_afterwards(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Tries no Homes", ["rep"]);
        var published = (await admin.GetAsync("/api/homes/admin_home")).Must(HttpStatusCode.OK).Json;
        var tried = (await admin.PostAsync("/api/homes/preview", new { document = published })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(published.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("kind").GetString()), tried.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("kind").GetString()));
        Assert.Equal("admin_home", tried.GetProperty("key").GetString());
        Assert.Equal(published.GetRawText(), (await admin.GetAsync("/api/homes/admin_home")).Json.GetRawText());

        (await rep.PostAsync("/api/homes/preview", new { document = published })).Must(HttpStatusCode.Forbidden);
        Assert.Equal(["/document document.object"], (await admin.PostAsync("/api/homes/preview", new { })).Must(HttpStatusCode.BadRequest).Faults);
        var wrong = JsonDocument.Parse("""
            {"document":{"key":"odd","sections":[
              {"kind":"changes","pipeline":"none"},
              {"kind":"todo","sources":[{"form":"task","date":"title","tick":{"done":true}}]},
              {"kind":"attention","form":"opportunity","reasons":[{"field":"amount"}]}]}}
            """).RootElement;
        var refused = (await admin.PostAsync("/api/homes/preview", wrong)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/sections/0/pipeline pipeline.unknown", "/sections/1/sources/0/date field.unknown", "/sections/2/reasons/0/field field.unknown"], refused.Faults);
    }

    private static async Task<JsonElement> SectionAsync(ApiClient client, string kind) =>
        (await client.GetAsync("/api/home")).Must(HttpStatusCode.OK).Json.GetProperty("sections").EnumerateArray().First(s => s.GetProperty("kind").GetString() == kind);

    private static async Task<List<string>> DoneAsync(ApiClient admin) =>
        [.. (await SectionAsync(admin, "checklist")).GetProperty("steps").EnumerateArray().Where(s => s.GetProperty("done").GetBoolean()).Select(s => s.GetProperty("key").GetString()!)];
}
