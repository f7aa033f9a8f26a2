using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Dashboards that people build: whose they are, who sees them, and what they answer.</summary>
public sealed class DashboardScenarios
{
    private static string Key(string stem) => $"{stem}_{Guid.NewGuid().ToString("N")[..8]}";

    private static object Document(string key, object? access, params object[] widgets) =>
        access is null ? new { key, title = new { en = "Mine", zh = "" }, source = "opportunity", widgets } : new { key, title = "Mine", source = "opportunity", access, widgets };

    private static object Number(string id = "n") => new { id, type = "number", title = "N", layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } } };

    private static async Task<Answer> CreateAsync(ApiClient client, string key, object document) =>
        await client.PutAsync($"/api/dashboards/{key}", document);

    private static async Task<Answer> ReplaceAsync(ApiClient client, string key, object document, long version) =>
        await client.PutAsync($"/api/dashboards/{key}", document, version);

    private static List<string?> Keys(Answer list) => [.. list.Json.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("key").GetString())];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_private_dashboard_is_nobody_elses_a_managers_neither(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Dash Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Dash Rep", ["rep"], manager.UserId);
        var key = Key("own");
        var document = Document(key, new { owner = rep.UserId }, Number());
        (await CreateAsync(rep, key, document)).Must(HttpStatusCode.Created);

        Assert.Contains(key, Keys(await rep.GetAsync("/api/dashboards")));
        (await rep.GetAsync($"/api/dashboards/{key}/data")).Must(HttpStatusCode.OK);
        Assert.DoesNotContain(key, Keys(await manager.GetAsync("/api/dashboards")));
        foreach (var path in new[] { "", "/data", "/widgets/n/export" })
            (await manager.GetAsync($"/api/dashboards/{key}{path}")).Must(HttpStatusCode.NotFound);
        (await ReplaceAsync(manager, key, document, 1)).Must(HttpStatusCode.NotFound);
        (await manager.DeleteAsync($"/api/dashboards/{key}", 1)).Must(HttpStatusCode.NotFound);
        (await CreateAsync(manager, key, document)).Must(HttpStatusCode.Conflict);
        (await admin.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.OK);
        (await rep.DeleteAsync($"/api/dashboards/{key}", 1)).Must(HttpStatusCode.NoContent);
        (await rep.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_may_build_for_others_shares_with_roles_and_nobody_takes_a_dashboard_over(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Share Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Share Rep", ["rep"], manager.UserId);
        using var support = await host.JoinAsync(admin, "Share Support", ["support"]);
        var key = Key("shared");
        (await CreateAsync(manager, key, Document(key, new { owner = manager.UserId, roles = new[] { "rep" } }, Number()))).Must(HttpStatusCode.Created);
        Assert.Contains(key, Keys(await rep.GetAsync("/api/dashboards")));
        Assert.DoesNotContain(key, Keys(await support.GetAsync("/api/dashboards")));
        (await support.GetAsync($"/api/dashboards/{key}/data")).Must(HttpStatusCode.NotFound);

        Assert.Equal("forbidden.dashboard", (await ReplaceAsync(rep, key, Document(key, new { owner = rep.UserId }), 1)).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        var mine = Key("loud");
        Assert.Equal("forbidden.dashboards", (await CreateAsync(rep, mine, Document(mine, new { owner = rep.UserId, roles = new[] { "*" } }))).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        Assert.Equal("forbidden.dashboards", (await CreateAsync(rep, mine, Document(mine, null))).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        Assert.Contains("dashboard.owner", (await CreateAsync(manager, mine, Document(mine, new { owner = rep.UserId }))).Must(HttpStatusCode.UnprocessableEntity).Text);
        Assert.Contains("dashboard.owner", (await ReplaceAsync(manager, "sales_overview", Document("sales_overview", new { owner = manager.UserId }), 1)).Must(HttpStatusCode.UnprocessableEntity).Text);
        Assert.Contains("role.unknown", (await CreateAsync(manager, mine, Document(mine, new { owner = manager.UserId, roles = new[] { "pirate" } }))).Must(HttpStatusCode.UnprocessableEntity).Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_stale_save_names_who_was_faster(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Fast Manager", ["manager"]);
        var key = Key("raced");
        var document = Document(key, new { roles = new[] { "*" } }, Number());
        (await CreateAsync(admin, key, document)).Must(HttpStatusCode.Created);
        (await ReplaceAsync(manager, key, document, 1)).Must(HttpStatusCode.OK);
        var stale = (await ReplaceAsync(admin, key, document, 1)).Must(HttpStatusCode.Conflict).Json.GetProperty("errors")[0].GetProperty("params");
        Assert.Equal(manager.UserId, stale.GetProperty("by").GetInt64());
        Assert.True(DateTimeOffset.TryParse(stale.GetProperty("at").GetString(), out _));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Others_edges_and_the_period_before_are_counted_from_the_records(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = Key("Counted") })).Must(HttpStatusCode.Created).Id;
        await admin.OpportunityAsync("A", new { product, amount = 100m, source = "tender", expected_close = "2027-02-10" });
        await admin.OpportunityAsync("B", new { product, amount = 300m, source = "tender", expected_close = "2027-03-10" });
        await admin.OpportunityAsync("C", new { product, amount = 50m, source = "event", expected_close = "2027-02-11" });
        await admin.OpportunityAsync("D", new { product, amount = 70m, source = "website", expected_close = "2027-02-12" });
        var filters = new { member = "product", @operator = "equals", values = new[] { product } };
        var measures = new object[] { new { id = "mean", agg = "avg", field = "amount" }, new { id = "n", agg = "count" } };
        async Task<JsonElement> Ask(object query) => (await admin.PostAsync("/api/reports/query", query)).Must(HttpStatusCode.OK).Json;

        var top = await Ask(new { source = "opportunity", measures, filters, dimensions = new[] { new { id = "s", field = "source" } }, order = new[] { new { id = "n", dir = "desc" } }, limit = 1, others = true });
        Assert.Equal("[[\"tender\",200,2]]", top.GetProperty("rows").GetRawText());
        Assert.Equal("{\"mean\":60,\"n\":2}", top.GetProperty("others").GetRawText());
        Assert.False(top.GetProperty("truncated").GetBoolean());
        var cut = await Ask(new { source = "opportunity", measures, filters, dimensions = new[] { new { id = "s", field = "source" } }, limit = 1 });
        Assert.True(cut.GetProperty("truncated").GetBoolean());

        var pivot = await Ask(new { source = "opportunity", measures, filters, dimensions = new[] { new { id = "s", field = "source" } }, timeDimensions = new[] { new { id = "m", field = "expected_close", granularity = "month" } }, subtotals = new[] { new[] { "m" } } });
        Assert.Equal("[[\"2027-02-01\",73.333333,3],[\"2027-03-01\",300,1]]", Rounded(pivot.GetProperty("subtotals")[0].GetProperty("rows")));

        var compared = await Ask(new { source = "opportunity", measures, filters, timeDimensions = new[] { new { id = "p", field = "expected_close", dateRange = new { from = "2027-03-01", to = "2027-03-31" }, compare = "previous" } } });
        Assert.Equal(1, compared.GetProperty("totals").GetProperty("n").GetInt32());
        Assert.Equal(("2027-02-01", "2027-02-28"), (compared.GetProperty("compared").GetProperty("from").GetString(), compared.GetProperty("compared").GetProperty("to").GetString()));
        Assert.Equal(3, compared.GetProperty("compared").GetProperty("totals").GetProperty("n").GetInt32());
    }

    // A mean has as many places as the database gives it.
    private static string Rounded(JsonElement rows) =>
        "[" + string.Join(",", rows.EnumerateArray().Select(r => $"[{r[0].GetRawText()},{decimal.Round(r[1].GetDecimal(), 6) / 1.000000m:0.######},{r[2].GetRawText()}]")) + "]";

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_metric_is_defined_once_shows_no_parts_and_stays_while_it_is_used(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Metric Rep", ["rep"]);
        var (metric, key) = (Key("rate"), Key("rated"));
        var won = new { member = "stage.kind", @operator = "equals", values = new[] { "won" } };
        var body = new { key = metric, title = new { en = "Win rate" }, source = "opportunity", measures = new object[] { new { id = "w", agg = "count", filters = won }, new { id = "a", agg = "count" }, new { id = "r", type = "ratio", numerator = "w", denominator = "a" } }, result = "r" };
        (await rep.PutAsync($"/api/metrics/{metric}", body)).Must(HttpStatusCode.Forbidden);
        (await admin.PutAsync($"/api/metrics/{metric}", body)).Must(HttpStatusCode.Created);
        Assert.Contains(metric, (await rep.GetAsync("/api/metrics")).Text);

        var query = new { source = "opportunity", measures = new[] { new { id = "m", metric } } };
        var answer = (await admin.PostAsync("/api/reports/query", query)).Must(HttpStatusCode.OK).Json;
        Assert.Equal("Win rate", Assert.Single(answer.GetProperty("columns").EnumerateArray()).GetProperty("label").GetString());
        Assert.Equal(1, answer.GetProperty("rows")[0].GetArrayLength());
        Assert.Equal("m", Assert.Single(answer.GetProperty("totals").EnumerateObject()).Name);
        (await admin.PostAsync("/api/reports/drill", new { query, row = new { }, measure = "m" })).Must(HttpStatusCode.OK);

        (await CreateAsync(admin, key, Document(key, null, new { id = "r", type = "number", layout = new { x = 0, y = 0, w = 3, h = 2 }, query }))).Must(HttpStatusCode.Created);
        Assert.Contains("metric.used", (await admin.DeleteAsync($"/api/metrics/{metric}", 1)).Must(HttpStatusCode.UnprocessableEntity).Text);
        Assert.Contains("metric.unknown", (await admin.PostAsync("/api/reports/query", new { source = "opportunity", measures = new[] { new { id = "m", metric = "gone" } } })).Must(HttpStatusCode.BadRequest).Text);
        Assert.Contains("metric.source", (await admin.PostAsync("/api/reports/query", new { source = "account", measures = new[] { new { id = "m", metric } } })).Must(HttpStatusCode.BadRequest).Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Former_versions_of_a_dashboard_are_for_who_could_have_changed_them(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Version Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Version Rep", ["rep"], manager.UserId);
        var key = Key("kept");
        (await CreateAsync(rep, key, Document(key, new { owner = rep.UserId }, Number("secret")))).Must(HttpStatusCode.Created);
        (await ReplaceAsync(admin, key, Document(key, new { owner = rep.UserId, roles = new[] { "manager" } }, Number("open")), 1)).Must(HttpStatusCode.OK);

        Assert.Equal([2, 1], await VersionsAsync(rep));
        Assert.Equal([2, 1], await VersionsAsync(admin));
        Assert.Equal([2], await VersionsAsync(manager));
        Assert.Contains("secret", (await rep.GetAsync($"/api/dashboards/{key}/versions/1")).Must(HttpStatusCode.OK).Text);
        (await manager.GetAsync($"/api/dashboards/{key}/versions/1")).Must(HttpStatusCode.NotFound);
        (await manager.GetAsync($"/api/dashboards/{key}/versions/2")).Must(HttpStatusCode.OK);
        using var support = await host.JoinAsync(admin, "Version Support", ["support"]);
        (await support.GetAsync($"/api/dashboards/{key}/versions")).Must(HttpStatusCode.NotFound); // there is none for them
        (await ReplaceAsync(admin, key, Document(key, new { owner = rep.UserId, roles = new[] { "support" } }, Number("open")), 2)).Must(HttpStatusCode.OK);
        (await support.GetAsync($"/api/dashboards/{key}/versions")).Must(HttpStatusCode.Forbidden); // read, not changed

        async Task<IEnumerable<int>> VersionsAsync(ApiClient client) =>
            (await client.GetAsync($"/api/dashboards/{key}/versions")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("version").GetInt32());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_click_narrows_the_other_widgets_about_the_same_form(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key("crossed");
        await admin.OpportunityAsync(key);
        await admin.PostAsync("/api/forms/account/records", new { name = key });
        object Named(string id, string source) => new { id, type = "number", layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source, measures = new[] { new { id = "n", agg = "count" } }, filters = new { member = "name", @operator = "equals", values = new[] { key } } } };
        (await CreateAsync(admin, key, Document(key, null, Named("a", "opportunity"), Named("b", "opportunity"), Named("acc", "account"), new { id = "t", type = "text", layout = new { x = 0, y = 0, w = 3, h = 2 }, options = new { text = "Hello" } }))).Must(HttpStatusCode.Created);
        async Task<JsonElement> Data(string cross) => (await admin.GetAsync($"/api/dashboards/{key}/data{cross}")).Must(HttpStatusCode.OK).Json.GetProperty("widgets");
        static long Count(JsonElement widgets, string id) => widgets.GetProperty(id).GetProperty("rows")[0][0].GetInt64();
        var all = await Data("");
        var cross = Uri.EscapeDataString("""{"widget":"a","source":"opportunity","filter":{"member":"name","operator":"equals","values":["No such name"]} }""");
        var narrowed = await Data("?cross=" + cross);
        string[] widgets = ["a", "b", "acc"];
        Assert.Equal([1, 1, 1], widgets.Select(id => Count(all, id)));
        Assert.Equal([1, 0, 1], widgets.Select(id => Count(narrowed, id)));
        Assert.False(all.TryGetProperty("t", out _));
        (await admin.GetAsync($"/api/dashboards/{key}/data?cross=7")).Must(HttpStatusCode.BadRequest);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_widget_is_exported_with_names_and_without_formulas(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "=HYPERLINK(\"x\")" + Key("") })).Must(HttpStatusCode.Created).Id;
        await admin.OpportunityAsync("Exported", new { product, amount = 12.5m });
        var key = Key("exported");
        var widget = new { id = "w", type = "bar", title = "By product", layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source = "opportunity", measures = new[] { new { id = "sum", agg = "sum", field = "amount" } }, dimensions = new[] { new { id = "p", field = "product" } }, filters = new { member = "product", @operator = "equals", values = new[] { product } } } };
        (await CreateAsync(admin, key, Document(key, null, widget))).Must(HttpStatusCode.Created);
        var csv = (await admin.GetAsync($"/api/dashboards/{key}/widgets/w/export")).Must(HttpStatusCode.OK).Text;
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.Contains(",12.5\r\n", csv, StringComparison.Ordinal);
        (await admin.GetAsync($"/api/dashboards/{key}/widgets/none/export")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Questions_that_cannot_be_answered_are_named_and_one_bad_widget_spoils_no_other(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        async Task Refused(string fault, string advice, object query)
        {
            var refused = (await admin.PostAsync("/api/reports/query", query)).Must(HttpStatusCode.BadRequest);
            Assert.Equal([fault], refused.Faults);
            Assert.Contains(advice, refused.Message(0), StringComparison.Ordinal);
        }
        var n = new[] { new { id = "n", agg = "count" } };
        await Refused("/dimensions report.too_many", "At most 10 are possible here. Leave some out.", new { source = "opportunity", measures = n, dimensions = Enumerable.Range(0, 200).Select(i => new { id = "d" + i, field = "owner" }) });
        await Refused("/dimensions/0/field member.unknown", "There is no field “salary” here. Choose another one.", new { source = "opportunity", measures = n, dimensions = new[] { new { id = "d", field = "salary" } } });
        await Refused("/filters/values/0 filter.value", "Give one of its kind", new { source = "opportunity", measures = n, filters = new { member = "amount", @operator = "gt", values = new[] { "much" } } });
        await Refused("/others report.others", "with at least one measure", new { source = "opportunity", measures = n, others = true });
        await Refused("/subtotals/0 report.subtotals", "each of different dimensions", new { source = "opportunity", measures = n, subtotals = new[] { new[] { "x" } } });
        await Refused("/timeDimensions/0/compare report.compare", "the period before", new { source = "opportunity", measures = n, timeDimensions = new[] { new { id = "t", field = "closed_on", compare = "next" } } });
    }
}
