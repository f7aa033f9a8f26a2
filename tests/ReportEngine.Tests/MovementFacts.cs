using NoCodeCrm.ReportEngine.Forecasts;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>The difference between two moments of a record, taken apart into steps.</summary>
public sealed class MovementFacts
{
    private static readonly ForecastPeriod March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));
    private static readonly DateOnly In = new(2026, 3, 15);
    private static readonly DateOnly Out = new(2026, 6, 1);

    [Fact]
    public void Steps_add_up_to_the_difference_in_each_value_of_the_split_whatever_happened()
    {
        var random = new Random(7);
        for (var run = 0; run < 20_000; run++)
        {
            var moments = Enumerable.Range(0, random.Next(2, 6)).Select(_ => AnyMoment(random)).ToList();
            var period = random.Next(3) == 0 ? null : March;
            var steps = Movements.Of(1, moments, period).ToList();
            foreach (var key in moments.Select(m => m.Key).Distinct())
                Assert.Equal(Held(moments[^1], key, period), Held(moments[0], key, period) + steps.Where(s => s.Key.Equals(key)).Sum(s => s.Amount));
        }
    }

    [Theory]
    [InlineData(100, 150, "Grown 50")]
    [InlineData(150, 100, "Shrunk -50")]
    [InlineData(100, 100, "")]
    public void A_value_that_changes_has_grown_or_shrunk(int before, int after, string told) =>
        Assert.Equal(told, Told(March, Open(before, In, 1L), Open(after, In, 1L)));

    [Fact]
    public void A_record_that_grew_left_the_period_and_changed_hands_tells_what_it_did_to_the_period() =>
        Assert.Equal("Grown 20, Pushed -120", Told(March, Open(100, In, 1L), Open(120, Out, 2L)));

    [Fact]
    public void One_that_came_into_the_period_and_changed_hands_came_to_the_first_and_went_to_the_second() =>
        Assert.Equal("PulledIn 120, Moved -120, Moved 120", Told(March, Open(100, Out, 1L), Open(120, In, 2L)));

    [Fact]
    public void One_without_a_date_counts_only_where_no_period_is_asked_for()
    {
        Assert.Equal("", Told(March, ForecastMoment.Absent, Open(100, null, 1L)));
        Assert.Equal("New 100", Told(null, ForecastMoment.Absent, Open(100, null, 1L)));
        Assert.Equal("PulledIn 100", Told(March, Open(100, null, 1L), Open(100, In, 1L)));
    }

    [Fact]
    public void One_that_closed_goes_with_what_it_had_when_it_was_last_open()
    {
        Assert.Equal("Grown 30, Won -130", Told(March, Open(100, In, 1L), Open(130, In, 1L), Closed(ForecastStatus.Won, 999)));
        Assert.Equal("Lost -100", Told(March, Open(100, In, 1L), Closed(ForecastStatus.Lost, 0)));
        Assert.Equal("New 40, Won -40", Told(March, ForecastMoment.Absent, Open(40, In, 1L), Closed(ForecastStatus.Won, 40)));
        Assert.Equal("Removed -100", Told(March, Open(100, In, 1L), ForecastMoment.Absent));
        Assert.Equal("", Told(March, Closed(ForecastStatus.Lost, 5), Closed(ForecastStatus.Won, 5)));
    }

    [Fact]
    public void One_that_is_open_again_is_reopened() => Assert.Equal("Reopened 70", Told(March, Closed(ForecastStatus.Lost, 5), Open(70, In, 1L)));

    [Fact]
    public void One_that_moved_away_and_back_moved_by_nothing() =>
        Assert.Equal("Moved 0", Told(March, Open(100, In, 1L), Open(100, In, 2L), Open(100, In, 1L)));

    private static string Told(ForecastPeriod? period, params ForecastMoment[] moments) =>
        string.Join(", ", Movements.Of(1, moments, period).Select(m => FormattableString.Invariant($"{m.Kind} {m.Amount}")));

    private static decimal Held(ForecastMoment moment, object key, ForecastPeriod? period) => moment.Key.Equals(key) ? Movements.Counted(moment, period) : 0;

    private static ForecastMoment Open(decimal value, DateOnly? date, object key) => new(ForecastStatus.Open, value, date, key);

    private static ForecastMoment Closed(ForecastStatus status, decimal value) => new(status, value, In, 1L);

    private static ForecastMoment AnyMoment(Random random) => new((ForecastStatus)random.Next(4), random.Next(0, 5) == 0 ? 0 : random.Next(1, 100_000) / 100m,
        random.Next(4) switch { 0 => null, 1 => Out, 2 => new DateOnly(2026, 1, 1), _ => In }, random.Next(3) == 0 ? DBNull.Value : (long)random.Next(1, 4));
}
