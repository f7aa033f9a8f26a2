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
