using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Planning;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>Who asks decides what there is.</summary>
public abstract class AccessFacts
{
    private readonly ReportWorld _world;

    protected AccessFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Fact]
    public async Task A_hidden_member_and_one_that_does_not_exist_are_refused_alike()
    {
        var trainee = ReportWorld.As("trainee", 3);
        foreach (var member in new[] { "amount", "no_such_field", "account.revenue", "account.nothing" })
        {
            string[] places =
            [
                $$"""{"source": "opportunity", "measures": [{"id": "m", "agg": "countDistinct", "field": "{{member}}"}]}""",
                $$"""{"source": "opportunity", "dimensions": [{"id": "m", "field": "{{member}}"}]}""",
                $$$"""{"source": "opportunity", "measures": [{"id": "m", "agg": "count"}], "filters": {"member": "{{{member}}}", "operator": "set"}}""",
                $$$"""{"source": "opportunity", "measures": [{"id": "m", "agg": "count", "filters": {"member": "{{{member}}}", "operator": "set"}}]}""",
                $$"""{"source": "opportunity", "ungrouped": true, "fields": ["{{member}}"]}""",
            ];
            foreach (var query in places)
            {
                var refusal = await Assert.ThrowsAsync<ValidationException>(() => _world.AskAsync(query, trainee));
                Assert.True(refusal.Unreadable);
                var problem = Assert.Single(refusal.Problems);
                Assert.Equal("member.unknown", problem.Code);
                Assert.Equal(member, problem.Parameters["member"]);
            }
        }
    }

    [Fact]
    public async Task A_form_without_the_right_to_read_is_forbidden()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "s", "field": "stage"}]}""", ReportWorld.As("guest", 3)));
    }

    [Fact]
    public async Task A_rep_counts_their_own_and_shared_records_and_a_manager_those_below()
    {
        const string Query = """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}]}""";
        var own = await _world.SqlAsync("SELECT COUNT(*), SUM(f_amount) FROM r_opportunity WHERE deleted_at IS NULL AND (owner = 3 OR id IN (SELECT record_id FROM l_opportunity_f_collaborators WHERE value = 3))");
        var rep = await _world.AskAsync(Query, ReportWorld.As("rep", 3));
        Assert.Equal((own[0][0], _world.Money(own[0][1])), (rep.Rows[0][0], rep.Rows[0][1]));
        var below = await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND owner IN (2, 3, 4)");
        Assert.Equal(below[0][0], (await _world.AskAsync(Query, ReportWorld.As("manager", 2))).Rows[0][0]);
    }

    [Fact]
    public async Task A_row_rule_on_a_joined_table_makes_its_members_blank()
    {
        // The trainee sees every opportunity, but only accounts of their own.
        var result = await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "i", "field": "account.industry"}], "measures": [{"id": "n", "agg": "count"}]}""", ReportWorld.As("trainee", 3));
        var plain = await _world.SqlAsync("""
            SELECT a.f_industry, COUNT(*) FROM r_opportunity o LEFT JOIN r_account a ON a.id = o.f_account AND a.deleted_at IS NULL AND a.owner = 3
            WHERE o.deleted_at IS NULL GROUP BY a.f_industry
            """);
        Assert.Equal(plain.Count, result.Rows.Count);
        foreach (var sql in plain)
            Assert.Equal(sql[1], Assert.Single(result.Rows, r => Equals(r[0], sql[0]))[1]);
    }

    [Fact]
    public async Task A_record_that_may_not_be_seen_keeps_its_title_to_itself()
    {
        var result = await _world.AskAsync("""{"source": "opportunity", "dimensions": [{"id": "a", "field": "account"}], "measures": [{"id": "n", "agg": "count"}]}""", ReportWorld.As("trainee", 3));
        Assert.Equal(["Account 1", "Account 5"], result.Columns[0].Labels!.Select(l => l.Value).Order());
        Assert.Equal(7, result.Rows.Count); // six accounts and none
    }

    [Fact]
    public async Task Me_and_those_below_me_may_stand_in_filters()
    {
        const string Query = """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "filters": {"member": "owner", "operator": "equals", "values": ["@me"]}}""";
        var mine = await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND owner = 2");
        Assert.Equal(mine[0][0], (await _world.AskAsync(Query, ReportWorld.As("manager", 2))).Rows[0][0]);
        var below = await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND owner IN (2, 3, 4)");
        Assert.Equal(below[0][0], (await _world.AskAsync(Query.Replace("@me", "@below"), ReportWorld.As("admin", 2))).Rows[0][0]);
    }

    [Fact]
    public async Task Every_fault_of_a_query_is_named_at_once()
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => _world.AskAsync("""
            {"source": "opportunity", "measures": [{"id": "a", "agg": "sum", "field": "name"}, {"id": "b", "agg": "sum", "field": "nowhere"}],
             "dimensions": [{"id": "c", "field": "gone"}], "timeDimensions": [{"id": "d", "field": "stage", "granularity": "day"}],
             "filters": {"and": [{"member": "amount", "operator": "contains", "values": ["1"]}, {"member": "amount", "operator": "gt", "values": ["x"]}]},
             "having": {"member": "z", "operator": "gt", "values": [1]}}
            """));
        Assert.Equal(
            ["/dimensions/0/field", "/filters/and/0/operator", "/filters/and/1/values/0", "/having/member", "/measures/0/agg", "/measures/1/field", "/timeDimensions/0/field"],
            refusal.Problems.Select(p => p.Path).Order());
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended()
    {
        var runner = new ReportRunner(_world.Database, _world.Records, new ReportOptions { Timeout = TimeSpan.FromMilliseconds(20) });
        var refusal = await Assert.ThrowsAsync<LimitExceededException>(() => runner.RunAsync(Long(), ReportWorld.As("admin"), CancellationToken.None));
        Assert.Equal("report.timeout", refusal.Code);
        Assert.NotEmpty((await _world.AskAsync("""{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}]}""")).Rows); // the session is fit for the next
    }

    [Fact]
    public async Task A_query_whose_caller_left_is_ended()
    {
        var runner = new ReportRunner(_world.Database, _world.Records, new ReportOptions());
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Long(), ReportWorld.As("admin"), leaving.Token));
    }

    private ReportPlan Long() => new ReportPlanner(_world.Database.Dialect, new ClockSource(TimeProvider.System)).Plan(ReportQueryParser.Parse(ReportWorld.Json("""
        {"source": "activity", "timeDimensions": [{"id": "d", "field": "createdAt", "granularity": "quarter"}], "measures": [{"id": "n", "agg": "countDistinct", "field": "subject"}]}
        """)), ReportWorld.As("admin"));
}

[Collection("SQLite")]
public sealed class SqliteAccessFacts(SqliteWorld world) : AccessFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlAccessFacts(PostgreSqlWorld world) : AccessFacts(world);
