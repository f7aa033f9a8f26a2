using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>Bands of numbers and the stage before, against plain SQL over the same rows.</summary>
public abstract class BandFacts
{
    private readonly ReportWorld _world;

    protected BandFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Fact]
    public async Task A_band_begins_with_its_limit_and_ends_before_the_next_and_blanks_are_in_none()
    {
        // 1653.25 is the amount of the twelfth record, exactly.
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "size", "field": "amount", "bins": [1653.25, 5000]}], "order": [{"id": "size"}],
             "measures": [{"id": "n", "agg": "count"}, {"id": "lo", "agg": "min", "field": "amount"}, {"id": "hi", "agg": "max", "field": "amount"}]}
            """);
        Assert.Equal([0L, 1L, 2L, null], result.Rows.Select(r => r[0]));
        Assert.True((decimal)result.Rows[0][3]! < 1653.25m);
        Assert.Equal(1653.25m, result.Rows[1][2]);
        Assert.True((decimal)result.Rows[1][3]! < 5000m && (decimal)result.Rows[2][2]! >= 5000m);
        Assert.Null(result.Rows[3][2]);
        Assert.Equal([1653.25m, 5000m], result.Columns[0].Bins);
        Assert.Equal("money", result.Columns[0].Type);
        var all = await _world.SqlAsync("SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL");
        Assert.Equal(all[0][0], result.Rows.Sum(r => (long)r[1]!));
    }

    [Theory]
    [InlineData("[]", "report.bins")]
    [InlineData("[5, 5]", "report.bins")]
    [InlineData("[\"5\"]", "report.bins")]
    [InlineData("[0.001]", "report.bins_unsuited")]
    public async Task Limits_that_are_none_are_refused(string bins, string code)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => _world.AskAsync($$"""{"source": "opportunity", "dimensions": [{"id": "a", "field": "amount", "bins": {{bins}}}]}"""));
        Assert.Equal((code, "/dimensions/0/bins"), (Assert.Single(refusal.Problems).Code, refusal.Problems[0].Path));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("account")]
    [InlineData("closed_on")]
    [InlineData("win_factors")]
    public async Task Only_numbers_have_bands(string member)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => _world.AskAsync($$"""{"source": "opportunity", "dimensions": [{"id": "a", "field": "{{member}}", "bins": [1]}]}"""));
        Assert.Equal("report.bins_unsuited", Assert.Single(refusal.Problems).Code);
    }

    [Fact]
    public async Task The_stage_before_is_the_last_one_it_was_in_and_not_one_it_passed_over()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "dimensions": [{"id": "from", "field": "stage.from"}], "order": [{"id": "from"}],
             "filters": {"member": "stage.kind", "operator": "equals", "values": ["lost"]}, "measures": [{"id": "n", "agg": "count"}]}
            """);
        var plain = await _world.SqlAsync("""
            SELECT COUNT(*) FROM r_opportunity WHERE deleted_at IS NULL AND f_stage = 'lost'
            GROUP BY CASE WHEN id % 13 = 0 THEN 3 WHEN id % 2 = 0 THEN 1 ELSE 2 END ORDER BY CASE WHEN id % 13 = 0 THEN 3 WHEN id % 2 = 0 THEN 1 ELSE 2 END
            """);
        Assert.Equal(["contact", "proposal", null], result.Rows.Select(r => r[0]));
        Assert.Equal(plain.Select(r => r[0]), result.Rows.Select(r => r[1]));
        Assert.Equal("stage", result.Columns[0].Type);
        Assert.Equal("Initial contact", Assert.Single(result.Columns[0].Labels!, l => l.Key == "contact").Value);
    }
}

[Collection("SQLite")]
public sealed class SqliteBandFacts(SqliteWorld world) : BandFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlBandFacts(PostgreSqlWorld world) : BandFacts(world);
