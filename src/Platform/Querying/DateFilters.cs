using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Filters on days and instants. A day means the whole local day in the query's zone when the member is an instant.</summary>
public static class DateFilters
{
    internal static string Compile(QueryBuilder query, MemberSql member, FilterCondition condition, List<Problem> problems)
    {
        if (condition.Operator == FilterOperator.Relative)
            return Relative(query, member, condition, problems);
        var needed = condition.Operator is FilterOperator.Between or FilterOperator.InDateRange ? 2 : 1;
        if (condition.Values.Length != needed)
            return Bad(problems, condition.Path + "/values", "filter.values_count", ("count", needed));
        var points = condition.Values.Select(v => Read(v, member.Kind, query.Clock.Zone)).ToList();
        var wrong = points.FindIndex(p => p is null);
        if (wrong >= 0)
            return Bad(problems, $"{condition.Path}/values/{wrong}", "filter.value", ("member", condition.Member));
        var first = points[0]!;
        return condition.Operator switch
        {
            FilterOperator.Between or FilterOperator.InDateRange => Between(query, member, first.From, points[1]!.Until),
            FilterOperator.BeforeDate or FilterOperator.Lt => $"{member.Sql} < {Bound(query, member, first.From)}",
            FilterOperator.Gte => $"{member.Sql} >= {Bound(query, member, first.From)}",
            FilterOperator.AfterDate or FilterOperator.Gt => $"{member.Sql} >= {Bound(query, member, first.Until)}",
            _ => $"{member.Sql} < {Bound(query, member, first.Until)}", // lte
        };
    }

    /// <summary>The days that a relative range means: <c>{unit, from, to}</c>, 0 = the current unit. Null when it is malformed.</summary>
    public static (DateOnly From, DateOnly Until)? RelativeRange(JsonElement json, DateOnly today)
    {
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("unit", out var unit) || unit.ValueKind != JsonValueKind.String
            || !TryOffset(json, "from", out var from) || !TryOffset(json, "to", out var to) || from > to)
            return null;
        var start = Calendar.StartOf(today, unit.GetString()!);
        if (start is null)
            return null;
        return (Calendar.Add(start.Value, from, unit.GetString()!), Calendar.Add(start.Value, to + 1, unit.GetString()!));
    }

    private static bool TryOffset(JsonElement json, string name, out int offset)
    {
        offset = 0;
        return !json.TryGetProperty(name, out var value)
            || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out offset) && Math.Abs(offset) <= 10_000);
    }

    private static string Relative(QueryBuilder query, MemberSql member, FilterCondition condition, List<Problem> problems)
    {
        if (condition.Values is not [var json] || RelativeRange(json, query.Clock.Today) is not var (from, until))
            return Bad(problems, condition.Path + "/values", "filter.relative");
        return Between(query, member, Point(from, member.Kind, query.Clock.Zone).From, Point(until, member.Kind, query.Clock.Zone).From);
    }

    private static string Between(QueryBuilder query, MemberSql member, object from, object until) =>
        $"({member.Sql} >= {Bound(query, member, from)} AND {member.Sql} < {Bound(query, member, until)})";

    private static string Bound(QueryBuilder query, MemberSql member, object point) => query.Parameter(member.Kind, point, 0);

    // Every value becomes a half-open span: a day, or one millisecond for an instant.
    private static Span? Read(JsonElement json, ColumnKind kind, TimeZoneInfo zone)
    {
        if (json.ValueKind != JsonValueKind.String)
            return null;
        if (DateFieldType.TryRead(json.GetString(), out var day))
            return day.Year is > 1 and < 9999 ? Point(day, kind, zone) : null;
        if (kind == ColumnKind.Instant && DateTimeFieldType.TryRead(json.GetString(), out var instant) && instant.Year is > 1 and < 9999)
            return new Span(instant, instant.AddMilliseconds(1));
        return null;
    }

    private static Span Point(DateOnly day, ColumnKind kind, TimeZoneInfo zone) =>
        kind == ColumnKind.Date ? new Span(day, day.AddDays(1)) : new Span(Calendar.StartOfDay(day, zone), Calendar.StartOfDay(day.AddDays(1), zone));

    private static string Bad(List<Problem> problems, string path, string code, params (string Name, object? Value)[] parameters)
    {
        var problem = new Problem(path, code);
        foreach (var (name, value) in parameters)
            problem = problem.With(name, value);
        problems.Add(problem);
        return "1=0";
    }

    private sealed record Span(object From, object Until);
}
