using System.Globalization;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>Days and instants cut into buckets, against arithmetic in C# over the plain rows.</summary>
public abstract class BucketFacts
{
    private readonly ReportWorld _world;

    protected BucketFacts(ReportWorld world)
    {
        Assert.SkipWhen(world.SkipReason is not null, world.SkipReason ?? "");
        _world = world;
    }

    [Theory]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("quarter")]
    [InlineData("year")]
    public async Task A_day_falls_into_its_bucket_whatever_the_zone(string granularity)
    {
        var result = await _world.AskAsync($$"""
            {"source": "opportunity", "timezone": "Pacific/Honolulu", "timeDimensions": [{"id": "t", "field": "closed_on", "granularity": "{{granularity}}"}], "measures": [{"id": "n", "agg": "count"}]}
            """);
        var expected = (await DaysAsync()).GroupBy(d => d is { } day ? Calendar.StartOf(day, granularity) : null)
            .OrderBy(g => g.Key is null).ThenBy(g => g.Key).Select(g => (g.Key, (long)g.Count()));
        Assert.Equal(expected, result.Rows.Select(r => ((DateOnly?)r[0], (long)r[1]!)));
        Assert.Equal(("date", granularity), (result.Columns[0].Type, result.Columns[0].Granularity));
    }

    [Fact]
    public async Task A_week_over_the_turn_of_the_year_is_one_bucket_from_its_monday()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "measures": [{"id": "n", "agg": "count"}],
             "timeDimensions": [{"id": "t", "field": "closed_on", "granularity": "week", "dateRange": {"from": "2016-12-26", "to": "2017-01-08"}}]}
            """);
        Assert.Equal([new DateOnly(2016, 12, 26), new DateOnly(2017, 1, 2)], result.Rows.Select(r => (DateOnly)r[0]!));
        Assert.Equal((await DaysAsync()).Count(d => d >= new DateOnly(2016, 12, 26) && d <= new DateOnly(2017, 1, 1)), (long)result.Rows[0][1]!);
    }

    [Theory]
    [InlineData("America/New_York")] // clocks change at 2 in the morning, within the seeded weeks
    [InlineData("America/Havana")] // and at midnight, so that one midnight comes twice
    [InlineData("Asia/Kathmandu")]
    public async Task Instants_are_cut_into_local_days_across_changes_of_the_clock(string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var result = await _world.AskAsync($$"""
            {"source": "opportunity", "timezone": "{{zoneId}}", "timeDimensions": [{"id": "t", "field": "createdAt", "granularity": "day"}], "measures": [{"id": "n", "agg": "count"}]}
            """);
        var instants = (await _world.SqlAsync("SELECT created_at FROM r_opportunity WHERE deleted_at IS NULL")).Select(r => Instant(r[0]!)).ToList();
        var expected = instants.GroupBy(i => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(i, zone).DateTime)).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count()));
        Assert.Equal(expected, result.Rows.Select(r => ((DateOnly)r[0]!, (long)r[1]!)));

        // The same days as ranges: a day begins where the one before it ended.
        foreach (var row in result.Rows)
        {
            var day = ((DateOnly)row[0]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ranged = await _world.AskAsync($$$"""
                {"source": "opportunity", "timezone": "{{{zoneId}}}", "timeDimensions": [{"id": "t", "field": "createdAt", "dateRange": {"from": "{{{day}}}", "to": "{{{day}}}"}}], "measures": [{"id": "n", "agg": "count"}]}
                """);
            Assert.Equal(row[1], ranged.Rows[0][0]);
        }
    }

    [Fact]
    public async Task A_relative_range_counts_from_today_in_the_zone_of_the_installation()
    {
        var result = await _world.AskAsync("""
            {"source": "opportunity", "measures": [{"id": "n", "agg": "count"}],
             "timeDimensions": [{"id": "t", "field": "expected_close", "granularity": "month", "dateRange": {"unit": "month", "from": -1, "to": 0}}]}
            """);
        Assert.Equal([new DateOnly(2017, 12, 1), new DateOnly(2018, 1, 1)], result.Rows.Select(r => (DateOnly)r[0]!));
    }

    [Fact]
    public async Task A_range_may_be_open_at_either_end()
    {
        var days = await DaysAsync();
        var since = await _world.AskAsync("""{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "timeDimensions": [{"id": "t", "field": "closed_on", "dateRange": {"from": "2017-06-01"}}]}""");
        var until = await _world.AskAsync("""{"source": "opportunity", "measures": [{"id": "n", "agg": "count"}], "timeDimensions": [{"id": "t", "field": "closed_on", "dateRange": {"to": "2017-05-31"}}]}""");
        Assert.Equal((long)days.Count(d => d >= new DateOnly(2017, 6, 1)), since.Rows[0][0]);
        Assert.Equal((long)days.Count(d => d <= new DateOnly(2017, 5, 31)), until.Rows[0][0]);
    }

    private async Task<List<DateOnly?>> DaysAsync() =>
        [.. (await _world.SqlAsync("SELECT f_closed_on FROM r_opportunity WHERE deleted_at IS NULL")).Select(r => Day(r[0]))];

    private static DateOnly? Day(object? value) => value switch
    {
        null => null,
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        _ => DateOnly.Parse((string)value, CultureInfo.InvariantCulture),
    };

    private static DateTimeOffset Instant(object value) => value is long milliseconds
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
}

[Collection("SQLite")]
public sealed class SqliteBucketFacts(SqliteWorld world) : BucketFacts(world);

[Collection("PostgreSQL")]
public sealed class PostgreSqlBucketFacts(PostgreSqlWorld world) : BucketFacts(world);
