using System.Runtime.CompilerServices;
using System.Text;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Planning;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>The SQL of typical questions, kept as files. NOCODECRM_UPDATE_GOLDEN=1 rewrites them; the difference is then for a reader to judge.</summary>
public sealed class GoldenSqlFacts
{
    public static readonly TheoryData<string, string, string> Questions = new()
    {
        { "won_by_month", "admin", """{"source": "opportunity", "measures": [{"id": "won", "agg": "sum", "field": "amount"}, {"id": "n", "agg": "count"}], "timeDimensions": [{"id": "m", "field": "closed_on", "granularity": "month", "dateRange": {"from": "2017-01-01", "to": "2017-12-31"}}], "filters": {"member": "stage.kind", "operator": "equals", "values": ["won"]}}""" },
        { "win_rate_by_owner", "admin", """{"source": "opportunity", "measures": [{"id": "wins", "agg": "count", "filters": {"member": "stage", "operator": "equals", "values": ["won"]}}, {"id": "n", "agg": "count"}, {"id": "rate", "type": "ratio", "numerator": "wins", "denominator": "n"}], "dimensions": [{"id": "who", "field": "owner"}], "order": [{"id": "rate", "dir": "desc"}], "limit": 10}""" },
        { "owner_by_title", "admin", """{"source": "opportunity", "measures": [{"id": "a", "agg": "avg", "field": "amount"}], "dimensions": [{"id": "who", "field": "owner"}], "order": [{"id": "who"}], "having": {"member": "a", "operator": "gt", "values": [1000]}}""" },
        { "won_by_owner_at_the_time", "rep", """{"source": "opportunity", "measures": [{"id": "won", "agg": "sum", "field": "amount"}], "dimensions": [{"id": "who", "field": "stage.owner"}, {"id": "team", "field": "stage.owner.team"}], "filters": {"member": "stage.owner.name", "operator": "set"}}""" },
        { "open_by_category", "rep", """{"source": "opportunity", "measures": [{"id": "weighted", "agg": "sum", "field": "weighted"}, {"id": "late", "agg": "sum", "field": "weighted", "filters": {"member": "expected_close", "operator": "beforeDate", "values": ["2018-01-10"]}}], "dimensions": [{"id": "split", "field": "owner.team"}, {"id": "category", "field": "stage.category"}], "timeDimensions": [{"id": "month", "field": "expected_close", "granularity": "month"}], "filters": {"member": "stage.kind", "operator": "equals", "values": ["open"]}}""" },
        { "stages_in_order", "admin", """{"source": "opportunity", "measures": [{"id": "d", "agg": "countDistinct", "field": "account"}], "dimensions": [{"id": "s", "field": "stage"}], "order": [{"id": "s"}]}""" },
        { "industry_as_rep", "rep", """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "dimensions": [{"id": "i", "field": "account.industry"}]}""" },
        { "industry_as_trainee", "trainee", """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "dimensions": [{"id": "i", "field": "account.industry"}]}""" },
        { "win_factors", "manager", """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "dimensions": [{"id": "f", "field": "win_factors"}], "filters": {"member": "stage.kind", "operator": "notEquals", "values": ["open"]}}""" },
        { "created_by_week", "admin", """{"source": "opportunity", "timezone": "Europe/Berlin", "measures": [{"id": "n", "agg": "count"}], "timeDimensions": [{"id": "w", "field": "createdAt", "granularity": "week", "dateRange": {"unit": "week", "from": -3, "to": 0}}]}""" },
        { "lost_by_stage_before", "rep", """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "dimensions": [{"id": "s", "field": "stage.from"}], "filters": {"member": "stage.kind", "operator": "equals", "values": ["lost"]}, "order": [{"id": "s"}]}""" },
        { "by_size", "manager", """{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}, {"id": "s", "agg": "sum", "field": "amount"}], "dimensions": [{"id": "size", "field": "amount", "bins": [1000, 5000.5]}, {"id": "d", "field": "cycle_days", "bins": [30]}], "order": [{"id": "size"}]}""" },
        { "records", "admin", """{"source": "opportunity", "ungrouped": true, "fields": ["name", "account.name", "win_factors"], "order": [{"id": "account.name"}], "limit": 20}""" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_compiles_to_the_sql_on_file(string name, string role, string query)
    {
        foreach (SqlDialect dialect in new SqlDialect[] { new SqliteDialect(), new PostgreSqlDialect() })
        {
            var file = Path.Combine(Here(), "Golden", $"{name}.{dialect.Name}.sql");
            var sql = Compiled(query, role, dialect);
            if (Environment.GetEnvironmentVariable("NOCODECRM_UPDATE_GOLDEN") == "1")
                File.WriteAllText(file, sql);
            Assert.True(File.Exists(file), $"{file} is missing; NOCODECRM_UPDATE_GOLDEN=1 writes it.");
            Assert.Equal(File.ReadAllText(file), sql);
        }
    }

    private static string Compiled(string text, string role, SqlDialect dialect)
    {
        var access = ReportWorld.As(role, 3);
        var clock = new ClockSource(new Noon()) { Zone = ReportWorld.Shanghai };
        var plan = new ReportPlanner(dialect, clock).Plan(ReportQueryParser.Parse(ReportWorld.Json(text)), access);
        var written = new StringBuilder();
        if (plan.Groups is { } groups)
        {
            var query = Fresh();
            Write(written, GroupQueryCompiler.Compile(query, groups).Sql, query);
            query = Fresh();
            Write(written.Append("\n-- totals\n"), GroupQueryCompiler.CompileTotals(query, groups).Sql, query);
        }
        else
        {
            var query = Fresh();
            Write(written, plan.Rows!.Compile(query).Sql, query);
        }
        return written.ToString();

        QueryBuilder Fresh() => new(dialect, access, plan.Form, plan.Clock);
    }

    private static void Write(StringBuilder written, string sql, QueryBuilder query)
    {
        written.Append(sql).Append(";\n");
        foreach (var (name, value) in query.Parameters)
            written.Append("-- ").Append(name).Append(" = ").Append(value switch
            {
                DateTimeOffset instant => instant.ToString("O"),
                DateOnly day => day.ToString("O"),
                _ => Convert.ToString(value),
            }).Append('\n');
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2018, 1, 10, 4, 0, 0, TimeSpan.Zero);
    }
}
