using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Dashboards;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

public abstract class DashboardFacts
{
    private readonly ReportWorld _world;

    protected DashboardFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Fact]
    public async Task The_shipped_dashboard_answers_for_every_widget_and_knows_its_range()
    {
        var result = await DataAsync("{}");
        Assert.Equal(14, result.Widgets.Count);
        Assert.All(result.Widgets, w => Assert.Null(w.Problem));
        var range = (await _world.SqlAsync("SELECT MIN(f_closed_on), MAX(f_closed_on) FROM r_opportunity WHERE deleted_at IS NULL"))[0];
        Assert.Equal(new DataRange(Day(range[0]!), Day(range[1]!)), result.DataRange);
    }

    [Fact]
    public async Task A_period_narrows_widgets_by_their_own_member_and_spares_those_that_ignore_it()
    {
        var all = await DataAsync("{}");
        var some = await DataAsync("""{"period": {"from": "2017-06-01", "to": "2017-06-30"}}""");
        var june = (await _world.SqlAsync("SELECT COUNT(*), SUM(f_amount) FROM r_opportunity WHERE deleted_at IS NULL AND f_stage = 'won' AND f_closed_on >= '2017-06-01' AND f_closed_on < '2017-07-01'"))[0];
        Assert.Equal([_world.Money(june[1]), june[0]], Widget(some, "won_total").Result!.Rows[0]);
        Assert.Equal(Widget(all, "open_pipeline").Result!.Rows[0], Widget(some, "open_pipeline").Result!.Rows[0]);
        Assert.NotEmpty(Widget(all, "forecast_by_month").Result!.Rows);
        Assert.Empty(Widget(some, "forecast_by_month").Result!.Rows); // by expected close, and nothing closes in June
        Assert.Equal(all.DataRange, some.DataRange);
    }

    [Fact]
    public async Task A_relation_filter_means_any_of_its_records()
    {
        var result = await DataAsync("""{"team": [2], "product": [1, 3]}""");
        var plain = (await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND f_stage = 'won' AND owner = 4 AND f_product IN (1, 3)"))[0];
        Assert.Equal(plain[0], Widget(result, "won_total").Result!.Rows[0][1]);
        Assert.True((long)plain[0]! > 0);
    }

    [Theory]
    [InlineData("region", "east_china", "f_region = 'east_china'")]
    [InlineData("stage", "won", "f_stage = 'won'")]
    [InlineData("stage.kind", "won", "f_stage = 'won'")]
    [InlineData("win_factors", "price", "EXISTS (SELECT 1 FROM l_opportunity_f_win_factors l WHERE l.record_id = r_opportunity.id AND l.value = 'price')")]
    public async Task A_choice_filter_means_any_of_its_options(string member, string key, string meant)
    {
        var document = JsonNode.Parse(ShippedMetadata.Snapshot.Documents[("dashboard", "sales_overview")].Document.GetRawText())!;
        document["filters"]!.AsArray().Add(new JsonObject { ["id"] = "choice", ["kind"] = "choice", ["member"] = member });
        var counted = Widget(await DataAsync($$"""{"choice": ["{{key}}"]}""", document), "won_total").Result!.Rows[0][1];
        var plain = (await _world.SqlAsync($"SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND f_stage = 'won' AND {meant}"))[0];
        Assert.Equal(plain[0], counted);
        Assert.True((long)plain[0]! > 0);
        await Assert.ThrowsAsync<ValidationException>(() => DataAsync("""{"choice": [7]}""", document));
    }

    [Theory]
    [InlineData("number", "cycle_days", """{"from": 60, "to": 100}""", "f_cycle_days BETWEEN 60 AND 100")]
    [InlineData("number", "cycle_days", """{"from": 60}""", "f_cycle_days >= 60")]
    [InlineData("number", "cycle_days", """{"to": 100}""", "f_cycle_days <= 100")]
    [InlineData("text", "account.name", """{"contains": "CO"}""", "EXISTS (SELECT 1 FROM r_account a WHERE a.id = f_account AND LOWER(a.f_name) LIKE '%co%')")]
    [InlineData("boolean", "close_overdue", "false", "1 = 1")]
    public async Task Numbers_texts_and_yes_or_no_narrow_a_page(string kind, string member, string chosen, string meant)
    {
        var document = With(kind, member);
        var counted = Widget(await DataAsync($$"""{"extra": {{chosen}}}""", document), "won_total").Result!.Rows[0][1];
        var plain = (await _world.SqlAsync($"SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND f_stage = 'won' AND {meant}"))[0];
        Assert.Equal(plain[0], counted);
        Assert.True((long)plain[0]! > 0);
    }

    [Fact]
    public async Task Any_of_several_whole_texts_counts()
    {
        var names = (await _world.SqlAsync("SELECT MIN(f_name), MAX(f_name) FROM r_account WHERE deleted_at IS NULL"))[0];
        var counted = Widget(await DataAsync(JsonSerializer.Serialize(new { extra = names }), With("text", "account.name")), "won_total").Result!.Rows[0][1];
        Assert.Equal((await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity o JOIN r_account a ON a.id = o.f_account WHERE o.deleted_at IS NULL AND f_stage = 'won' AND (a.f_name = (SELECT MIN(f_name) FROM r_account WHERE deleted_at IS NULL) OR a.f_name = (SELECT MAX(f_name) FROM r_account WHERE deleted_at IS NULL))"))[0][0], counted);
    }

    [Theory]
    [InlineData("number", "cycle_days", """{"from": "ten"}""")]
    [InlineData("number", "cycle_days", """{"from": 1, "over": 2}""")]
    [InlineData("number", "cycle_days", "{}")]
    [InlineData("number", "cycle_days", "7")]
    [InlineData("text", "name", """{"contains": ""}""")]
    [InlineData("text", "name", """{"contains": "a", "starts": "b"}""")]
    [InlineData("text", "name", "[7]")]
    [InlineData("boolean", "close_overdue", "\"true\"")]
    public async Task A_value_that_is_not_of_the_kind_of_its_filter_is_refused_at_its_place(string kind, string member, string chosen)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => DataAsync($$"""{"extra": {{chosen}}}""", With(kind, member)));
        Assert.Equal(["/filters/extra dashboard.filter_value"], refusal.Problems.Select(p => $"{p.Path} {p.Code}"));
    }

    private static JsonNode With(string kind, string member)
    {
        var document = JsonNode.Parse(ShippedMetadata.Snapshot.Documents[("dashboard", "sales_overview")].Document.GetRawText())!;
        document["filters"]!.AsArray().Add(new JsonObject { ["id"] = "extra", ["kind"] = kind, ["member"] = member });
        return document;
    }

    [Fact]
    public async Task A_broken_widget_says_so_and_disturbs_no_other()
    {
        var document = JsonNode.Parse(ShippedMetadata.Snapshot.Documents[("dashboard", "sales_overview")].Document.GetRawText())!;
        document["widgets"]![2]!["query"]!["measures"]![0]!["field"] = "deleted_field";
        document["widgets"]![3]!["query"] = 7;
        var result = await DataAsync("{}", document);
        Assert.Equal(["won_cycle", "open_pipeline"], result.Widgets.Where(w => w.Problem is not null).Select(w => w.Id));
        var json = Written(result);
        var problem = json.GetProperty("widgets").GetProperty("won_cycle").GetProperty("problem");
        Assert.Equal("/query/measures/0/field", problem.GetString());
        Assert.True(json.GetProperty("widgets").GetProperty("won_total").TryGetProperty("rows", out _));
        Assert.Equal(2, json.GetProperty("widgets").GetProperty("won_total").GetProperty("query").GetProperty("measures").GetArrayLength());
    }

    [Fact]
    public async Task A_default_holds_until_another_choice_or_an_explicit_all()
    {
        var document = JsonNode.Parse(ShippedMetadata.Snapshot.Documents[("dashboard", "sales_overview")].Document.GetRawText())!;
        document["filters"]![0]!["default"] = JsonNode.Parse("""{"from": "2017-06-01", "to": "2017-06-30"}""");
        var byDefault = Widget(await DataAsync("{}", document), "won_total").Result!.Rows[0];
        Assert.Equal(Widget(await DataAsync("""{"period": {"from": "2017-06-01", "to": "2017-06-30"}}"""), "won_total").Result!.Rows[0], byDefault);
        Assert.Equal(Widget(await DataAsync("{}"), "won_total").Result!.Rows[0], Widget(await DataAsync("""{"period": null}""", document), "won_total").Result!.Rows[0]);
    }

    [Fact]
    public async Task Unknown_filters_malformed_values_and_unknown_dashboards_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => DataAsync("""{"where": 1, "period": {"from": "June"}, "team": {"id": 1}}"""));
        Assert.Equal(["/filters/period", "/filters/team", "/filters/where"], refusal.Problems.Select(p => p.Path).Order());
        await Assert.ThrowsAsync<NotFoundException>(() => _world.Dashboards.DataAsync("none", null, ReportWorld.As("admin"), CancellationToken.None));
    }

    private Task<DashboardResult> DataAsync(string filters, JsonNode? document = null)
    {
        var snapshot = ShippedMetadata.Snapshot;
        if (document is not null)
            snapshot = snapshot with
            {
                Documents = new[] { new DefinitionDocument("dashboard", "sales_overview", 2, JsonSerializer.SerializeToElement(document)) }.ToFrozenDictionary(d => (d.Kind, d.Key)),
            };
        return _world.Dashboards.DataAsync("sales_overview", ReportWorld.Json(filters), ReportWorld.As("admin", metadata: snapshot), CancellationToken.None);
    }

    private static WidgetResult Widget(DashboardResult result, string id) => result.Widgets.Single(w => w.Id == id);

    private static DateOnly Day(object value) => value switch
    {
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        _ => DateOnly.Parse((string)value),
    };

    private static JsonElement Written(DashboardResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            result.WriteJson(writer, (w, problem) => w.WriteStringValue(problem.Problems[0].Path));
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}

[Collection("SQLite")]
public sealed class SqliteDashboardFacts(SqliteWorld world) : DashboardFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlDashboardFacts(PostgreSqlWorld world) : DashboardFacts(world);
