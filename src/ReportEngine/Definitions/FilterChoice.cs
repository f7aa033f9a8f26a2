using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>What a reader chose in one filter of a dashboard: a span of days, records by id (people also <c>@me @myTeam @below</c>), or options by key.</summary>
public sealed record FilterChoice(DashboardFilter Filter, DateRange? Period, ImmutableArray<JsonElement> Values)
{
    /// <summary>Null when nothing is chosen; a fault when the value is not of the filter's kind.</summary>
    public static FilterChoice? Read(DashboardFilter filter, JsonElement value, string path, List<Problem> problems)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (filter.Kind == DashboardFilterKind.Period)
            return DateRange.Read(value, path, problems) is { } range ? new FilterChoice(filter, range, []) : null;
        if (value.ValueKind != JsonValueKind.Array || !value.EnumerateArray().All(v => Suits(filter.Kind, v)))
        {
            problems.Add(new Problem(path, "dashboard.filter_value").With("filter", filter.Id));
            return null;
        }
        return value.GetArrayLength() == 0 ? null : new FilterChoice(filter, null, [.. value.EnumerateArray()]);
    }

    /// <summary>The choice as a condition on a member of a widget's form.</summary>
    public Filter On(string member)
    {
        var path = "/filters/" + Filter.Id;
        return Period is { } period ? period.On(member, path) : new FilterCondition(path, member, FilterOperator.In, Values);
    }

    private static bool Suits(DashboardFilterKind kind, JsonElement value) =>
        value.ValueKind == JsonValueKind.String || value.ValueKind == JsonValueKind.Number && kind == DashboardFilterKind.Relation;
}
