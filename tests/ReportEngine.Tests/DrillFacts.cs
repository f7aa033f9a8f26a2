using System.Buffers;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>Every number opens its records: the list behind a cell holds exactly what the cell counts.</summary>
public abstract class DrillFacts
{
    private readonly ReportWorld _world;

    protected DrillFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Theory]
    [InlineData("sales_overview", "admin", 1, "{}")]
    [InlineData("sales_overview", "manager", 2, "{}")]
    [InlineData("sales_overview", "rep", 3, """{"product": [1, 2]}""")]
    [InlineData("sales_overview", "admin", 1, """{"period": {"from": "2017-02-01", "to": "2017-09-30"}, "team": [1]}""")]
    [InlineData("sales_overview", "admin", 1, """{"period": {"unit": "year", "from": -1, "to": 0}}""")]
    [InlineData("win_loss_review", "admin", 1, "{}")]
    [InlineData("win_loss_review", "manager", 2, """{"period": {"from": "2017-02-01", "to": "2017-09-30"}}""")]
    [InlineData("win_loss_review", "rep", 3, """{"product": [1, 2]}""")]
    public async Task Every_cell_of_the_shipped_dashboards_opens_its_records(string key, string role, long user, string filters)
    {
        var access = ReportWorld.As(role, user);
        var dashboard = await _world.Dashboards.DataAsync(key, ReportWorld.Json(filters), access, CancellationToken.None);
        var cells = 0;
        foreach (var widget in dashboard.Widgets)
        {
            Assert.Null(widget.Problem);
            if (widget.Query!.Ungrouped)
                continue; // its rows are records already
            cells += await EveryCellAsync(widget.Query!, widget.Result!, access);
        }
        Assert.True(cells > 20);
    }

    [Theory]
    [InlineData("""{"source": "opportunity", "timezone": "America/Havana", "timeDimensions": [{"id": "t", "field": "createdAt", "granularity": "day", "dateRange": {"from": "2016-11-01", "to": "2016-11-12"}}], "measures": [{"id": "n", "agg": "count"}]}""")]
    [InlineData("""{"source": "opportunity", "timezone": "America/New_York", "timeDimensions": [{"id": "t", "field": "createdAt", "granularity": "week"}], "filters": {"or": [{"member": "createdAt", "operator": "afterDate", "values": ["2016-11-05"]}, {"member": "stage", "operator": "equals", "values": ["won"]}]}, "measures": [{"id": "n", "agg": "count"}]}""")]
    [InlineData("""{"source": "opportunity", "dimensions": [{"id": "f", "field": "win_factors"}, {"id": "k", "field": "stage.kind"}, {"id": "i", "field": "account.industry"}], "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}, {"id": "c", "agg": "count", "field": "amount"}]}""")]
    [InlineData("""{"source": "opportunity", "dimensions": [{"id": "p", "field": "probability"}, {"id": "c", "field": "closed_on"}], "timeDimensions": [{"id": "q", "field": "engaged_on", "granularity": "quarter"}], "measures": [{"id": "n", "agg": "count", "filters": {"not": {"member": "region", "operator": "set"}}}]}""")]
    [InlineData("""{"source": "opportunity", "dimensions": [{"id": "who", "field": "collaborators"}, {"id": "r", "field": "region"}, {"id": "id", "field": "id"}], "measures": [{"id": "n", "agg": "count"}]}""")]
    [InlineData("""{"source": "opportunity", "dimensions": [{"id": "size", "field": "amount", "bins": [500, 1000.01, 5000]}, {"id": "days", "field": "cycle_days", "bins": [0]}, {"id": "from", "field": "stage.from"}], "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}]}""")]
    public async Task Every_cell_of_stranger_questions_does_too(string text)
    {
        var access = ReportWorld.As("admin");
        var result = await _world.AskAsync(text, access);
        Assert.NotEmpty(result.Rows);
        await EveryCellAsync(ReportQueryParser.Parse(ReportWorld.Json(text)), result, access);
    }

    [Fact]
    public async Task A_row_without_dimensions_means_the_total_and_a_ratio_its_denominator()
    {
        const string Query = """
            {"source": "opportunity", "dimensions": [{"id": "p", "field": "product"}], "measures": [{"id": "wins", "agg": "count", "filters": {"member": "stage", "operator": "equals", "values": ["won"]}},
              {"id": "closed", "agg": "count", "filters": {"member": "stage.kind", "operator": "in", "values": ["won", "lost"]}}, {"id": "rate", "type": "ratio", "numerator": "wins", "denominator": "closed"}]}
            """;
        var totals = (await _world.AskAsync(Query)).Totals!;
        Assert.Equal(totals["closed"], (await ListAsync($$"""{"query": {{Query}}, "row": {}, "measure": "rate"}""", ReportWorld.As("admin"))).Total);
        Assert.Equal(totals["wins"], (await ListAsync($$"""{"query": {{Query}}, "row": {}, "measure": "wins"}""", ReportWorld.As("admin"))).Total);
    }

    [Fact]
    public async Task What_the_query_does_not_have_is_refused()
    {
        const string Query = """{"source": "opportunity", "dimensions": [{"id": "p", "field": "product"}], "timeDimensions": [{"id": "t", "field": "closed_on", "granularity": "month"}], "measures": [{"id": "n", "agg": "count"}]}""";
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => _world.Reports.DrillAsync(
            ReportWorld.Json($$"""{"query": {{Query}}, "row": {"z": 1, "t": "last month"}, "measure": "m"}"""), ReportWorld.As("admin"), CancellationToken.None));
        Assert.Equal(["/measure", "/row/t", "/row/z"], refusal.Problems.Select(p => p.Path).Order());
        var unfit = await Assert.ThrowsAsync<ValidationException>(() => _world.Reports.DrillAsync(
            ReportWorld.Json($$"""{"query": {{Query}}, "row": {"p": "GTX"} }"""), ReportWorld.As("admin"), CancellationToken.None));
        Assert.StartsWith("/row/p", Assert.Single(unfit.Problems).Path);
    }

    private async Task<int> EveryCellAsync(ReportQuery query, ReportResult result, AccessPolicy access)
    {
        var json = Written(writer => ReportQueryJson.Write(writer, query));
        var keys = result.Columns.Count - query.Measures.Length;
        var cells = 0;
        foreach (var row in result.Rows)
        {
            var named = Written(writer =>
            {
                writer.WriteStartObject();
                for (var i = 0; i < keys; i++)
                {
                    writer.WritePropertyName(result.Columns[i].Id);
                    CellJson.Write(writer, row[i]);
                }
                writer.WriteEndObject();
            });
            for (var i = 0; i < query.Measures.Length; i++, cells++)
            {
                var list = await ListAsync($$"""{"query": {{json}}, "row": {{named}}, "measure": "{{query.Measures[i].Id}}"}""", access);
                Agree(query.Measures[i].Figure, row[keys + i], list);
            }
        }
        return cells;
    }

    private static void Agree(GroupMeasure figure, object? cell, RecordPage list)
    {
        switch (figure)
        {
            case AggregateMeasure { Aggregate: Aggregate.Count }:
                Assert.Equal(cell, list.Total);
                break;
            case AggregateMeasure { Aggregate: Aggregate.Sum, Member: { } member }:
                Assert.Equal(cell, list.Totals![member].Sum);
                break;
            case AggregateMeasure { Aggregate: Aggregate.Avg, Member: { } member }:
                Assert.Equal(cell, list.Totals![member].Sum / (list.Total - list.Totals[member].Missing));
                break;
        }
    }

    // As a client does: the filter goes out as JSON and comes back with the list's request.
    private async Task<RecordPage> ListAsync(string request, AccessPolicy access)
    {
        var target = await _world.Reports.DrillAsync(ReportWorld.Json(request), access, CancellationToken.None);
        var answer = ReportWorld.Json(Written(target.WriteJson));
        await using var session = await _world.Database.OpenReadAsync(CancellationToken.None);
        var form = access.Metadata.Form(answer.GetProperty("form").GetString()!)!;
        var asked = new RecordQuery { Filter = Filter.Parse(answer.GetProperty("filter"), "/filter"), Limit = 1, Count = true, Totals = ["amount", "weighted", "cycle_days"] };
        return await _world.Records.PageAsync(session, access, form, asked, CancellationToken.None);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

[Collection("SQLite")]
public sealed class SqliteDrillFacts(SqliteWorld world) : DrillFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlDrillFacts(PostgreSqlWorld world) : DrillFacts(world);
