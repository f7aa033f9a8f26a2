using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>
/// A span of days: <c>{from, to}</c>, both included and either absent, or relative to today <c>{unit, from, to}</c>.
/// Json: as written.
/// </summary>
public sealed record DateRange(JsonElement Json)
{
    private static readonly DateOnly AnyDay = new(2000, 1, 1);

    /// <summary>Null, with a problem, when it is neither form.</summary>
    public static DateRange? Read(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("relative", out var relative))
            json = relative;
        if (json.ValueKind == JsonValueKind.Object && (json.TryGetProperty("unit", out _) ? DateFilters.RelativeRange(json, AnyDay) is not null : IsSpan(json)))
            return new DateRange(json);
        problems.Add(new Problem(path, "report.date_range"));
        return null;
    }

    /// <summary>The condition that a member lies within.</summary>
    public FilterCondition On(string member, string path)
    {
        if (Json.TryGetProperty("unit", out _))
            return new FilterCondition(path, member, FilterOperator.Relative, [Json]);
        return (Bound("from"), Bound("to")) switch
        {
            ({ } from, { } to) => new FilterCondition(path, member, FilterOperator.InDateRange, [from, to]),
            ({ } from, null) => new FilterCondition(path, member, FilterOperator.Gte, [from]),
            (null, { } to) => new FilterCondition(path, member, FilterOperator.Lte, [to]),
            _ => new FilterCondition(path, member, FilterOperator.Set, ImmutableArray<JsonElement>.Empty),
        };
    }

    /// <summary>The span of the same length before this one; of whole months so many whole months. Null when an end is open.</summary>
    public DateRange? Previous()
    {
        if (Json.TryGetProperty("unit", out var unit))
        {
            var (from, to) = (Offset("from"), Offset("to"));
            return new DateRange(JsonSerializer.SerializeToElement(new { unit = unit.GetString(), from = from - (to - from + 1), to = from - 1 }));
        }
        if (Days(AnyDay) is not var (first, last))
            return null;
        var months = (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        var before = first.Day == 1 && last.AddDays(1).Day == 1 ? first.AddMonths(-months) : first.AddDays(first.DayNumber - last.DayNumber - 1);
        return new DateRange(JsonSerializer.SerializeToElement(new { from = Text(before), to = Text(first.AddDays(-1)) }));
    }

    /// <summary>First and last day, both included; null when an end is open.</summary>
    public (DateOnly From, DateOnly To)? Days(DateOnly today)
    {
        if (Json.TryGetProperty("unit", out _))
            return DateFilters.RelativeRange(Json, today) is var (from, until) ? (from, until.AddDays(-1)) : null;
        return Day(Json, "from", out var first) && Day(Json, "to", out var last) && first is { } a && last is { } b ? (a, b) : null;
    }

    private int Offset(string name) => Json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private JsonElement? Bound(string name) =>
        Json.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.String ? bound : null;

    private static bool IsSpan(JsonElement json)
    {
        if (json.EnumerateObject().Any(p => p.Name is not ("from" or "to")))
            return false;
        return Day(json, "from", out var from) & Day(json, "to", out var to)
            && (from is not null || to is not null)
            && !(from > to);
    }

    private static bool Day(JsonElement json, string name, out DateOnly? day)
    {
        day = null;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.String || !DateFieldType.TryRead(value.GetString(), out var read) || read.Year is <= 1 or >= 9999)
            return false;
        day = read;
        return true;
    }
}
