using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>
/// What a reader chose in one filter of a dashboard: a span of days; records by id (people also <c>@me @myTeam @below</c>) or options by key,
/// any of which counts; <c>true</c> or <c>false</c>; numbers <c>{from, to}</c>; a text <c>{contains}</c> or any of several whole texts.
/// </summary>
/// <param name="Operator">How the values are meant; of a span of days that says itself.</param>
public sealed record FilterChoice(DashboardFilter Filter, DateRange? Period, FilterOperator Operator, ImmutableArray<JsonElement> Values)
{
    public const int MaxText = 200;

    /// <summary>Null when nothing is chosen; a fault when the value is not of the filter's kind.</summary>
    public static FilterChoice? Read(DashboardFilter filter, JsonElement value, string path, List<Problem> problems)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            return null;
        if (filter.Kind == DashboardFilterKind.Period)
            return DateRange.Read(value, path, problems) is { } range ? new FilterChoice(filter, range, FilterOperator.InDateRange, []) : null;
        var choice = filter.Kind switch
        {
            DashboardFilterKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Of(FilterOperator.Equals, value) : null,
            DashboardFilterKind.Number => Span(value),
            DashboardFilterKind.Text when value.ValueKind == JsonValueKind.Object => Part(value),
            _ => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => Suits(filter.Kind, v)) ? Of(FilterOperator.In, [.. value.EnumerateArray()]) : null,
        };
        if (choice is null)
            problems.Add(new Problem(path, "dashboard.filter_value").With("filter", filter.Id));
        return choice;

        FilterChoice Of(FilterOperator @operator, params ImmutableArray<JsonElement> values) => new(filter, null, @operator, values);

        FilterChoice? Span(JsonElement span) => (Bound(span, "from"), Bound(span, "to")) switch
        {
            ({ } from, { } to) => Of(FilterOperator.Between, from, to),
            ({ } from, null) => Of(FilterOperator.Gte, from),
            (null, { } to) => Of(FilterOperator.Lte, to),
            _ => null,
        };

        FilterChoice? Part(JsonElement part) =>
            Only(part, "contains") && part.TryGetProperty("contains", out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 and <= MaxText } ? Of(FilterOperator.Contains, text) : null;
    }

    /// <summary>The choice as a condition on a member of a widget's form.</summary>
    public Filter On(string member)
    {
        var path = "/filters/" + Filter.Id;
        return Period is { } period ? period.On(member, path) : new FilterCondition(path, member, Operator, Values);
    }

    private static bool Suits(DashboardFilterKind kind, JsonElement value) =>
        value.ValueKind == JsonValueKind.String || value.ValueKind == JsonValueKind.Number && kind == DashboardFilterKind.Relation;

    private static bool Only(JsonElement value, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var property in value.EnumerateObject())
            if (!names.Contains(property.Name))
                return false;
        return true;
    }

    private static JsonElement? Bound(JsonElement span, string name) =>
        Only(span, "from", "to") && span.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? bound : null;
}
