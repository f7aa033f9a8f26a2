using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>Every aggregate against plain SQL over the same rows.</summary>
public abstract class AggregateFacts
{
    private const string Live = "deleted_at IS NULL";
    private readonly ReportWorld _world;

    protected AggregateFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Fact]
    public async Task Sums_counts_extremes_and_means_equal_plain_sql()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "p", "field": "product"}], "order": [{"id": "n", "dir": "desc"}, {"id": "s"}],
             "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}, {"id": "a", "agg": "avg", "field": "amount"},
              {"id": "lo", "agg": "min", "field": "amount"}, {"id": "hi", "agg": "max", "field": "amount"}, {"id": "first", "agg": "min", "field": "closed_on"},
              {"id": "accounts", "agg": "countDistinct", "field": "account"}, {"id": "with", "agg": "count", "field": "amount"}, {"id": "days", "agg": "avg", "field": "cycle_days"}]}
            """);
        var plain = await _world.SqlAsync($"""
            SELECT f_product, COUNT(*), SUM(f_amount), COUNT(f_amount), MIN(f_amount), MAX(f_amount), MIN(f_closed_on), COUNT(DISTINCT f_account), SUM(f_cycle_days), COUNT(f_cycle_days)
            FROM r_opportunity WHERE {Live} GROUP BY f_product ORDER BY 2 DESC, 3
            """);
        Assert.Equal(4, result.Rows.Count);
        Assert.Equal(plain.Count, result.Rows.Count);
        foreach (var (row, sql) in result.Rows.Zip(plain))
        {
            Assert.Equal(sql[0], row[0]);
            Assert.Equal(sql[1], row[1]);
            Assert.Equal(_world.Money(sql[2]), row[2]);
            Assert.Equal((decimal)_world.Money(sql[2])! / Convert.ToDecimal(sql[3]), row[3]);
            Assert.Equal(_world.Money(sql[4]), row[4]);
            Assert.Equal(_world.Money(sql[5]), row[5]);
            Assert.Equal(sql[6] is DateTime day ? DateOnly.FromDateTime(day) : sql[6] is DateOnly date ? date : DateOnly.Parse((string)sql[6]!), row[6]);
            Assert.Equal(sql[7], row[7]);
            Assert.Equal(sql[3], row[8]);
            Assert.Equal(Convert.ToDecimal(sql[8]) / Convert.ToDecimal(sql[9]), row[9]);
        }
    }

    [Fact]
    public async Task A_filtered_measure_counts_only_its_records_and_a_ratio_divides_two_of_them()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "who", "field": "owner"}], "order": [{"id": "who"}],
             "measures": [{"id": "rate", "type": "ratio", "numerator": "wins", "denominator": "closed"},
              {"id": "wins", "agg": "count", "filters": {"and": [{"member": "stage", "operator": "equals", "values": ["won"]}]}},
              {"id": "closed", "agg": "count", "filters": {"member": "stage.kind", "operator": "in", "values": ["won", "lost"]}},
              {"id": "won", "agg": "sum", "field": "amount", "filters": {"member": "stage", "operator": "equals", "values": ["won"]}}]}
            """);
        var plain = (await _world.SqlAsync($"""
            SELECT owner, SUM(CASE WHEN f_stage = 'won' THEN 1 ELSE 0 END), SUM(CASE WHEN f_stage IN ('won', 'lost') THEN 1 ELSE 0 END), SUM(CASE WHEN f_stage = 'won' THEN f_amount END)
            FROM r_opportunity WHERE {Live} GROUP BY owner
            """)).ToDictionary(r => r[0] ?? 0L);
        Assert.Equal(plain.Count, result.Rows.Count);
        foreach (var row in result.Rows)
        {
            var sql = plain[row[0] ?? 0L];
            Assert.Equal(sql[1], row[2]);
            Assert.Equal(sql[2], row[3]);
            Assert.Equal(_world.Money(sql[3]), row[4]);
            Assert.Equal(Convert.ToDecimal(sql[1]) / Convert.ToDecimal(sql[2]), row[1]);
        }
        var (wins, closed) = (plain.Values.Sum(r => (long)r[1]!), plain.Values.Sum(r => (long)r[2]!));
        Assert.Equal((decimal)wins / closed, result.Totals!["rate"]);
        Assert.Null(result.Rows[^1][0]); // without an owner: last
    }

    [Fact]
    public async Task A_ratio_is_blank_where_its_denominator_is_zero()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "stage", "field": "stage"}], "order": [{"id": "stage"}],
             "measures": [{"id": "n", "agg": "count"}, {"id": "lost", "agg": "count", "filters": {"member": "stage", "operator": "equals", "values": ["lost"]}},
              {"id": "share", "type": "ratio", "numerator": "n", "denominator": "lost"}]}
            """);
        Assert.Equal(["contact", "needs", "proposal", "contract", "won", "lost"], result.Rows.Select(r => r[0])); // in the order of the pipeline
        Assert.All(result.Rows.Where(r => r[0] is not "lost"), r => Assert.Null(r[3]));
        Assert.Equal(1m, result.Rows[^1][3]);
    }

    [Fact]
    public async Task A_sum_of_nothing_is_blank_and_says_how_many_records_lack_the_value()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "measures": [{"id": "amount", "agg": "sum", "field": "amount"}, {"id": "n", "agg": "count"}],
             "filters": {"member": "stage.kind", "operator": "equals", "values": ["open"]}}
            """);
        var open = (long)(await _world.SqlAsync($"SELECT COUNT(*) FROM r_opportunity WHERE {Live} AND f_stage NOT IN ('won', 'lost')"))[0][0]!;
        var row = Assert.Single(result.Rows);
        Assert.Null(row[0]);
        Assert.Equal(open, row[1]);
        Assert.Equal(open, result.Columns[0].Missing);
        Assert.Null(result.Columns[1].Missing);
    }

    [Fact]
    public async Task A_question_about_no_records_has_no_groups_and_blank_totals()
    {
        var grouped = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "p", "field": "product"}], "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}],
             "filters": {"member": "name", "operator": "equals", "values": ["no such deal"]}}
            """);
        Assert.Empty(grouped.Rows);
        Assert.Equal(0L, grouped.Totals!["n"]);
        Assert.Null(grouped.Totals["s"]);
    }

    [Fact]
    public async Task Groups_of_a_list_overlap_while_totals_count_each_record_once()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "f", "field": "win_factors"}], "measures": [{"id": "n", "agg": "count"}, {"id": "won", "agg": "sum", "field": "amount"}],
             "filters": {"member": "stage", "operator": "equals", "values": ["won"]}}
            """);
        var plain = await _world.SqlAsync($"""
            SELECT l.value, COUNT(*), SUM(f_amount) FROM r_opportunity o JOIN l_opportunity_f_win_factors l ON l.record_id = o.id
            WHERE {Live} AND f_stage = 'won' GROUP BY l.value
            """);
        var (won, amount) = ((await _world.SqlAsync($"SELECT COUNT(*), SUM(f_amount) FROM r_opportunity WHERE {Live} AND f_stage = 'won'"))[0][0], (await _world.SqlAsync($"SELECT SUM(f_amount) FROM r_opportunity WHERE {Live} AND f_stage = 'won'"))[0][0]);
        foreach (var sql in plain)
        {
            var row = Assert.Single(result.Rows, r => Equals(r[0], sql[0]));
            Assert.Equal(sql[1], row[1]);
            Assert.Equal(_world.Money(sql[2]), row[2]);
        }
        Assert.Single(result.Rows, r => r[0] is null); // those without any
        Assert.True(result.Rows.Sum(r => (long)r[1]!) > (long)won!);
        Assert.Equal(won, result.Totals!["n"]);
        Assert.Equal(_world.Money(amount), result.Totals["won"]);
        Assert.Equal("方案契合", (await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "f", "field": "win_factors"}]}""", ChineseAdmin())).Columns[0].Labels![0].Value);
    }

    [Fact]
    public async Task Having_keeps_groups_by_their_figures_and_leaves_the_totals_alone()
    {
        const string Query = """
            {"source": "opportunity", "dimensions": [{"id": "p", "field": "account"}], "measures": [{"id": "s", "agg": "sum", "field": "amount"}, {"id": "a", "agg": "avg", "field": "amount"},
              {"id": "n", "agg": "count"}, {"id": "w", "agg": "count", "field": "amount"}, {"id": "r", "type": "ratio", "numerator": "w", "denominator": "n"}], "having": HAVING}
            """;
        var all = await _world.AskAsync(Query.Replace("HAVING", "null"));
        var middle = (decimal)all.Rows.Select(r => r[2]).Order().ElementAt(3)!;
        var some = await _world.AskAsync(Query.Replace("HAVING", $$"""{"member": "a", "operator": "gt", "values": [{{decimal.Round(middle, 3)}}]}"""));
        Assert.Equal(all.Rows.Where(r => (decimal)r[2]! > decimal.Round(middle, 3)), some.Rows);
        var rated = await _world.AskAsync(Query.Replace("HAVING", """{"member": "r", "operator": "gte", "values": [0.5]}"""));
        Assert.Equal(all.Rows.Where(r => (decimal)r[5]! >= 0.5m), rated.Rows);
        Assert.NotEmpty(rated.Rows);
        Assert.Equal(all.Totals, some.Totals);
        var summed = await _world.AskAsync(Query.Replace("HAVING", $$"""{"member": "s", "operator": "equals", "values": [{{all.Rows[0][1]}}]}"""));
        Assert.Equal(all.Rows[0], Assert.Single(summed.Rows));
    }

    [Theory]
    [InlineData("product")]
    [InlineData("win_factors")]
    public async Task Totals_are_the_same_whether_groups_add_up_or_a_statement_of_its_own_tells_them(string dimension)
    {
        const string Measures = """
            {"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}, {"id": "a", "agg": "avg", "field": "amount"}, {"id": "d", "agg": "avg", "field": "cycle_days"},
            {"id": "first", "agg": "min", "field": "closed_on"}, {"id": "last", "agg": "max", "field": "createdAt"}, {"id": "r", "type": "ratio", "numerator": "s", "denominator": "n"}
            """;
        var grouped = await _world.AskAsync($$"""{"source": "opportunity", "dimensions": [{"id": "k", "field": "{{dimension}}"}], "measures": [{{Measures}}]}""");
        var cut = await _world.AskAsync($$"""{"source": "opportunity", "dimensions": [{"id": "k", "field": "{{dimension}}"}], "measures": [{{Measures}}], "limit": 1}""");
        var alone = await _world.AskAsync($$"""{"source": "opportunity", "measures": [{{Measures}}]}""");
        Assert.Equal(alone.Totals, grouped.Totals);
        Assert.Equal(alone.Totals, cut.Totals);
        Assert.Equal(alone.Rows[0], alone.Columns.Select(c => alone.Totals![c.Id]));
        Assert.Equal(alone.Columns.Select(c => c.Missing), grouped.Columns.Skip(1).Select(c => c.Missing));
    }

    [Fact]
    public async Task Whatever_a_form_holds_can_be_grouped_counted_ordered_and_listed()
    {
        foreach (var form in ShippedMetadata.Snapshot.Forms.Values)
        {
            var members = form.Fields.Where(f => f.Type.Shape != Platform.Fields.FieldShape.PolymorphicReference && f.Type.Key != "file").Select(f => f.Key)
                .Concat(["id", "createdAt", "createdBy"]).Concat(form.Field("stage") is null ? [] : ["stage.kind", "stage.order", "stage.probability", "stage.days", "stage.limit"]);
            foreach (var member in members)
            {
                var distinct = form.Field(member) is { IsToMany: true } ? "" : $$""", {"id": "d", "agg": "countDistinct", "field": "{{member}}"}""";
                var result = await _world.AskAsync($$"""
                    {"source": "{{form.Key}}", "dimensions": [{"id": "k", "field": "{{member}}"}], "measures": [{"id": "n", "agg": "count"}{{distinct}}], "order": [{"id": "k", "dir": "desc"}], "limit": 50}
                    """);
                Assert.True(result.Rows.Count(r => r[0] is null) <= 1);
                Assert.All(result.Rows.SkipLast(1), r => Assert.NotNull(r[0])); // blanks last, downwards too
            }
            var fields = string.Join(", ", form.Fields.Select(f => $"\"{f.Key}\""));
            var records = await _world.AskAsync($$"""{"source": "{{form.Key}}", "ungrouped": true, "fields": [{{fields}}], "limit": 5}""");
            Assert.Equal(form.Fields.Length + 1, records.Columns.Count);
        }
    }

    [Fact]
    public async Task More_groups_than_the_limit_are_said_to_be_more()
    {
        var result = await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "o", "field": "name"}], "measures": [{"id": "n", "agg": "count"}], "limit": 5}""");
        Assert.Equal(5, result.Rows.Count);
        Assert.True(result.Truncated);
        var all = await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "o", "field": "name"}], "measures": [{"id": "n", "agg": "count"}]}""");
        Assert.False(all.Truncated);
        Assert.Equal((long)all.Rows.Count, result.Totals!["n"]);
    }

    [Fact]
    public async Task Order_by_mean_or_ratio_follows_the_exact_figures()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "p", "field": "account"}], "order": [{"id": "r", "dir": "desc"}],
             "measures": [{"id": "s", "agg": "sum", "field": "amount"}, {"id": "n", "agg": "count"}, {"id": "r", "type": "ratio", "numerator": "s", "denominator": "n"}]}
            """);
        Assert.Equal(result.Rows.Select(r => r[3]).OrderByDescending(v => (decimal)v!), result.Rows.Select(r => r[3]));
    }

    [Fact]
    public async Task Relations_answer_ids_with_titles_and_paths_read_related_records()
    {
        var result = await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "team", "field": "owner.team"}, {"id": "ind", "field": "account.industry"}], "measures": [{"id": "n", "agg": "count"}]}""");
        var plain = await _world.SqlAsync($"""
            SELECT u.f_team, a.f_industry, COUNT(*) FROM r_opportunity o LEFT JOIN r_user u ON u.id = o.owner LEFT JOIN r_account a ON a.id = o.f_account AND a.deleted_at IS NULL
            WHERE o.{Live} GROUP BY u.f_team, a.f_industry
            """);
        Assert.Equal(plain.Count, result.Rows.Count);
        foreach (var sql in plain)
            Assert.Equal(sql[2], Assert.Single(result.Rows, r => Equals(r[0], sql[0]) && Equals(r[1], sql[1]))[2]);
        Assert.Equal([new("1", "East"), new("2", "North")], result.Columns[0].Labels!.OrderBy(l => l.Key));
        Assert.Equal(("relation", "team"), (result.Columns[0].Type, result.Columns[0].Form));
        Assert.Equal("select", result.Columns[1].Type);
    }

    [Fact]
    public async Task Records_themselves_are_answered_when_not_grouped()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "ungrouped": true, "fields": ["name", "amount", "account.name", "win_factors", "closed_on"], "order": [{"id": "amount", "dir": "desc"}], "limit": 3,
             "filters": {"member": "stage", "operator": "equals", "values": ["won"]}}
            """);
        var plain = await _world.SqlAsync($"SELECT id, f_name, f_amount FROM r_opportunity WHERE {Live} AND f_stage = 'won' AND f_amount IS NOT NULL ORDER BY f_amount DESC LIMIT 3");
        Assert.Equal(["id", "name", "amount", "account.name", "win_factors", "closed_on"], result.Columns.Select(c => c.Id));
        Assert.Equal(plain.Select(r => (r[0], r[1], _world.Money(r[2]))), result.Rows.Select(r => (r[0], r[1], r[2])));
        Assert.True(result.Truncated);
        Assert.Null(result.Totals);
        Assert.Contains(result.Rows, r => r[4] is List<string> { Count: > 0 });
    }

    [Fact]
    public async Task Only_administrators_see_the_sql()
    {
        const string Query = """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}]}""";
        var admin = await _world.AskAsync(Query);
        Assert.StartsWith("SELECT COUNT(*)", admin.Sql);
        Assert.Equal(42, admin.DataVersion);
        Assert.Null((await _world.AskAsync(Query, ReportWorld.As("manager", 2))).Sql);
    }

    private static Platform.Access.AccessPolicy ChineseAdmin() =>
        new(new Platform.Access.Actor(1, ["admin"]) { Language = "zh-CN" }, ShippedMetadata.Snapshot);
}

[Collection("SQLite")]
public sealed class SqliteAggregateFacts(SqliteWorld world) : AggregateFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlAggregateFacts(PostgreSqlWorld world) : AggregateFacts(world);
