using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>Rewrites days in conditions on instants as the instants at which they begin in the query's zone, which no reader's zone can shift.</summary>
internal static class ZonedDays
{
    public static Filter AsInstants(Filter filter, QueryBuilder probe) => filter switch
    {
        FilterGroup group => group with { Parts = [.. group.Parts.Select(p => AsInstants(p, probe))] },
        FilterCondition condition when probe.Resolve(condition.Member) is { Kind: ColumnKind.Instant } => Rewritten(condition, probe.Clock),
        _ => filter,
    };

    private static Filter Rewritten(FilterCondition condition, QueryClock clock)
    {
        switch (condition.Operator)
        {
            case FilterOperator.Relative when DateFilters.RelativeRange(condition.Values[0], clock.Today) is var (from, until):
                return Span(condition, from, until, clock);
            case FilterOperator.Between or FilterOperator.InDateRange when Day(condition, 0) is { } from && Day(condition, 1) is { } last:
                return Span(condition, from, last.AddDays(1), clock);
            case FilterOperator.BeforeDate or FilterOperator.Lt when Day(condition, 0) is { } day:
                return condition with { Operator = FilterOperator.Lt, Values = [Start(day, clock)] };
            case FilterOperator.Gte when Day(condition, 0) is { } day:
                return condition with { Values = [Start(day, clock)] };
            case FilterOperator.AfterDate or FilterOperator.Gt when Day(condition, 0) is { } day:
                return condition with { Operator = FilterOperator.Gte, Values = [Start(day.AddDays(1), clock)] };
            case FilterOperator.Lte when Day(condition, 0) is { } day:
                return condition with { Operator = FilterOperator.Lt, Values = [Start(day.AddDays(1), clock)] };
            default:
                return condition;
        }
    }

    private static FilterGroup Span(FilterCondition condition, DateOnly from, DateOnly until, QueryClock clock) => new(condition.Path, FilterJoin.And,
    [
        condition with { Operator = FilterOperator.Gte, Values = [Start(from, clock)] },
        condition with { Operator = FilterOperator.Lt, Values = [Start(until, clock)] },
    ]);

    private static DateOnly? Day(FilterCondition condition, int index) =>
        condition.Values[index].ValueKind == JsonValueKind.String && DateFieldType.TryRead(condition.Values[index].GetString(), out var day) ? day : null;

    private static JsonElement Start(DateOnly day, QueryClock clock) => JsonSerializer.SerializeToElement(
        Calendar.StartOfDay(day, clock.Zone).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
