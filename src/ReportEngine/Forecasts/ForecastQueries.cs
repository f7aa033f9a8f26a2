using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>The questions that a forecast asks, and the conditions behind its figures; the same conditions make the lists that figures open.</summary>
internal sealed class ForecastQueries(ForecastView view)
{
    public const string Split = "split";
    public const string Category = "category";
    public const string Month = "month";
    public const string Amount = "amount";
    public const string Weighted = "weighted";
    public const string Count = "count";

    /// <summary>How many have an amount at all.</summary>
    public const string Valued = "valued";

    /// <summary>Follows the name of a figure of those that should have been closed before today.</summary>
    public const string Late = "_late";

    // Enough for every person, category and month that there may be; what exceeds it is told as truncated.
    private const int MostGroups = 100_000;

    private ForecastDefinition Forecast => view.Forecast;

    public FilterCondition IsOpen => OfKind(StageKind.Open);

    public FilterCondition IsWon => OfKind(StageKind.Won);

    private FilterCondition OfKind(StageKind kind) => Filter.Of($"{view.Pipeline.Field}.{StageProperties.Kind}", FilterOperator.Equals, kind.ToString().ToLowerInvariant());

    /// <summary>A value of a member; blank when there is none.</summary>
    public static FilterCondition Is(string member, object? value) => value is null ? Filter.Of(member, FilterOperator.NotSet) : Filter.Of(member, FilterOperator.Equals, value);

    public FilterCondition Due(DateOnly from, DateOnly to) => Within(Forecast.Date, from, to);

    public FilterCondition DueBefore(DateOnly day) => Filter.Of(Forecast.Date, FilterOperator.BeforeDate, Iso(day));

    public FilterCondition DueAfter(DateOnly day) => Filter.Of(Forecast.Date, FilterOperator.AfterDate, Iso(day));

    public FilterCondition WithoutDate => Filter.Of(Forecast.Date, FilterOperator.NotSet);

    public FilterCondition WonWithin(DateOnly from, DateOnly to) => Within(Forecast.ClosedOn, from, to);

    public FilterCondition WonWithoutDay => Filter.Of(Forecast.ClosedOn, FilterOperator.NotSet);

    /// <summary>What is open, by split (unless null), category and month of its date; those late also by themselves.</summary>
    public ReportQuery OpenByMonth(ForecastSplit? split, DateOnly today) => Of(split?.Field,
        [.. Figures(null, ""), .. Figures(DueBefore(today), Late)], IsOpen, $"{view.Pipeline.Field}.{StageProperties.Category}", Forecast.Date);

    /// <summary>What was won from one day to another, and what was won without a day, by month.</summary>
    public ReportQuery WonByMonth(ForecastSplit? split, DateOnly from, DateOnly to) => Of(split is null ? null : split.WonBy ?? split.Field,
        [Sum(Amount, Forecast.Amount, null), Counted(Count, null, null)],
        Filter.All(IsWon, new FilterGroup("", FilterJoin.Or, [WonWithin(from, to), WonWithoutDay])), null, Forecast.ClosedOn);

    /// <summary>What was won in a span of days.</summary>
    public ReportQuery Won(ForecastSplit? split, DateOnly from, DateOnly to) =>
        Of(split?.WonBy ?? split?.Field, [Sum(Amount, Forecast.Amount, null), Counted(Count, null, null)], Filter.All(IsWon, WonWithin(from, to)), null, null);

    /// <summary>What is open and due in a span of days.</summary>
    public ReportQuery Open(ForecastSplit split, DateOnly from, DateOnly to) => Of(split.Field, [.. Figures(null, "")], Filter.All(IsOpen, Due(from, to)), null, null);

    /// <summary>What is open and due in a span of days, by category.</summary>
    public ReportQuery OpenByCategory(DateOnly from, DateOnly to) => Of(null, [.. Figures(null, "")], Filter.All(IsOpen, Due(from, to)), $"{view.Pipeline.Field}.{StageProperties.Category}", null);

    /// <summary>Targets of one kind that begin in a span of days.</summary>
    public static ReportQuery Targets(ForecastTargets targets, int of, DateOnly from, DateOnly to) => new()
    {
        Source = targets.Form,
        Measures = [Sum(Amount, targets.Amount, null), Counted(Count, null, null)],
        Dimensions = [new ReportDimension(Split, targets.By[of].Field, null)],
        Filters = TargetFilter(targets, of, from, to),
        Limit = MostGroups,
    };

    /// <summary>A target is whose its first field says that is filled.</summary>
    public static Filter TargetFilter(ForecastTargets targets, int of, DateOnly from, DateOnly to) => Filter.All(
        [Within(targets.Start, from, to), Filter.Of(targets.By[of].Field, FilterOperator.Set), .. targets.By.Take(of).Select(b => Filter.Of(b.Field, FilterOperator.NotSet))])!;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private ReportQuery Of(string? split, ImmutableArray<ReportMeasure> measures, Filter? filter, string? category, string? date) => new()
    {
        Source = view.Form.Key,
        Measures = measures,
        Dimensions = [.. split is null ? [] : new[] { new ReportDimension(Split, split, null) }, .. category is null ? [] : new[] { new ReportDimension(Category, category, null) }],
        TimeDimensions = date is null ? [] : [new ReportTimeDimension(Month, date, "month", null, null)],
        Filters = filter,
        Limit = MostGroups,
    };

    private IEnumerable<ReportMeasure> Figures(Filter? filter, string suffix) =>
    [
        Sum(Weighted + suffix, Forecast.Weighted, filter),
        Sum(Amount + suffix, Forecast.Amount, filter),
        Counted(Count + suffix, null, filter),
        Counted(Valued + suffix, Forecast.Amount, filter),
    ];

    private static ReportMeasure Sum(string id, string member, Filter? filter) => new(new AggregateMeasure(id, Aggregate.Sum, member, filter), null);

    private static ReportMeasure Counted(string id, string? member, Filter? filter) => new(new AggregateMeasure(id, Aggregate.Count, member, filter), null);

    private static FilterCondition Within(string member, DateOnly from, DateOnly to) => Filter.Of(member, FilterOperator.InDateRange, Iso(from), Iso(to));
}
