using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Turns a filter into a WHERE condition: members through the query's resolver, values through the member's kind.
/// Negatives include blanks; text ignores case; on lists <c>equals</c> means contains. Throws 400 with every fault.
/// </summary>
public sealed class FilterCompiler(QueryBuilder query, Func<string, MemberSql?>? measures = null)
{
    private readonly List<Problem> _problems = [];

    /// <summary>Measures: for a HAVING, where members are ids of measures instead of paths; null otherwise.</summary>
    public static string? Compile(QueryBuilder query, Filter? filter, Func<string, MemberSql?>? measures = null)
    {
        if (filter is null)
            return null;
        var compiler = new FilterCompiler(query, measures);
        var sql = compiler.Visit(filter);
        return compiler._problems.Count == 0 ? sql : throw ValidationException.BadRequest(compiler._problems);
    }

    private string Visit(Filter filter) => filter switch
    {
        FilterGroup { Join: FilterJoin.Not } not => $"NOT ({Visit(not.Parts[0])})",
        FilterGroup { Parts.IsEmpty: true } empty => empty.Join == FilterJoin.And ? "1=1" : "1=0",
        FilterGroup group => "(" + string.Join(group.Join == FilterJoin.And ? " AND " : " OR ", group.Parts.Select(Visit)) + ")",
        FilterCondition condition => Condition(condition),
        _ => throw new InvalidOperationException(),
    };

    private string Condition(FilterCondition condition)
    {
        if (measures is null && StageKindFilter.Compile(query, condition) is { } byStage)
            return byStage;
        var member = measures is null ? query.Resolve(condition.Member) : measures(condition.Member);
        if (member is null)
            return Bad(condition.Path + "/member", "member.unknown", ("member", condition.Member));
        if (!Suits(member, condition.Operator))
            return Bad(condition.Path + "/operator", "filter.operator_unsuited", ("operator", FilterOperators.Name(condition.Operator)), ("member", condition.Member));
        return member.IsList ? OnList(member, condition) : OnValue(member, condition);
    }

    private static bool Suits(MemberSql member, FilterOperator op)
    {
        if (member.Field is { IsSystem: false } field)
            return field.Type.Operators.Contains(op);
        var set = member.Kind switch
        {
            ColumnKind.Text => OperatorSets.Text,
            ColumnKind.Date or ColumnKind.Instant => OperatorSets.Date,
            ColumnKind.Reference or ColumnKind.Boolean => OperatorSets.Choice,
            _ => OperatorSets.Number,
        };
        return set.Contains(op);
    }

    private string OnList(MemberSql member, FilterCondition condition)
    {
        var exists = $"EXISTS (SELECT 1 FROM {member.LinkTable} x WHERE x.record_id = {member.Sql}";
        switch (condition.Operator)
        {
            case FilterOperator.Set:
                return exists + ")";
            case FilterOperator.NotSet:
                return $"NOT {exists})";
            default:
                var negative = condition.Operator is FilterOperator.NotEquals or FilterOperator.NotIn or FilterOperator.NotContains;
                var among = Among("x.value", member, condition);
                return $"{(negative ? "NOT " : "")}{exists} AND {among})";
        }
    }

    private string OnValue(MemberSql member, FilterCondition condition)
    {
        var sql = member.Sql;
        switch (condition.Operator)
        {
            case FilterOperator.Set:
                return $"{sql} IS NOT NULL";
            case FilterOperator.NotSet:
                return $"{sql} IS NULL";
            case FilterOperator.Equals or FilterOperator.In:
                return member.FormSql is null ? Among(sql, member, condition) : AmongReferences(member, condition);
            case FilterOperator.NotEquals or FilterOperator.NotIn:
                return $"({sql} IS NULL OR NOT {(member.FormSql is null ? Among(sql, member, condition) : AmongReferences(member, condition))})";
            case FilterOperator.Contains or FilterOperator.StartsWith:
                return AnyText(member, condition);
            case FilterOperator.NotContains:
                return $"({sql} IS NULL OR NOT {AnyText(member, condition)})";
            case FilterOperator.Relative or FilterOperator.InDateRange or FilterOperator.BeforeDate or FilterOperator.AfterDate:
                return DateFilters.Compile(query, member, condition, _problems);
            default:
                return member.Kind is ColumnKind.Date or ColumnKind.Instant
                    ? DateFilters.Compile(query, member, condition, _problems)
                    : Comparison(member, condition);
        }
    }

    private string Comparison(MemberSql member, FilterCondition condition)
    {
        var op = condition.Operator;
        if (op == FilterOperator.Between)
        {
            if (condition.Values.Length != 2)
                return Bad(condition.Path + "/values", "filter.values_count", ("count", 2));
            return $"{member.Sql} BETWEEN {Value(member, condition, 0)} AND {Value(member, condition, 1)}";
        }
        if (condition.Values.Length != 1)
            return Bad(condition.Path + "/values", "filter.values_count", ("count", 1));
        var sign = op switch { FilterOperator.Gt => ">", FilterOperator.Gte => ">=", FilterOperator.Lt => "<", _ => "<=" };
        return $"{member.Sql} {sign} {Value(member, condition, 0)}";
    }

    private string AnyText(MemberSql member, FilterCondition condition)
    {
        if (condition.Values.IsEmpty)
            return Bad(condition.Path + "/values", "filter.values_count", ("count", 1));
        var folded = query.Dialect.Fold(member.Sql);
        var parts = condition.Values.Select((value, i) =>
        {
            if (FilterValues.Read(value, ColumnKind.Text) is not string text)
                return Bad($"{condition.Path}/values/{i}", "filter.value", ("member", member.Path));
            var needle = query.Parameter(text.ToLowerInvariant());
            return condition.Operator == FilterOperator.StartsWith ? query.Dialect.StartsWith(folded, needle) : query.Dialect.Contains(folded, needle);
        });
        return "(" + string.Join(" OR ", parts.ToList()) + ")";
    }

    // Equality with any of the values.
    private string Among(string sql, MemberSql member, FilterCondition condition)
    {
        if (condition.Values.IsEmpty)
            return "1=0";
        if (member.IsUser && People(sql, condition) is { } people)
            return people;
        var isFreeText = member.Kind == ColumnKind.Text && member.Field is { Type: TextFieldType };
        var left = isFreeText ? query.Dialect.Fold(sql) : sql;
        var values = condition.Values.Select((_, i) => Value(member, condition, i, fold: isFreeText)).ToList();
        if (member is { StageProperty: not null })
            return $"{left} IN ({string.Join(", ", values)})";
        return values.Count == 1 ? $"{left} = {values[0]}" : $"{left} IN ({string.Join(", ", values)})";
    }

    // @me, @myTeam and @below may stand among ids.
    private string? People(string sql, FilterCondition condition)
    {
        if (!condition.Values.Any(v => v.ValueKind == JsonValueKind.String))
            return null;
        var parts = new List<string>();
        for (var i = 0; i < condition.Values.Length; i++)
        {
            var value = condition.Values[i];
            var part = value.ValueKind == JsonValueKind.String ? value.GetString() switch
            {
                "@me" => $"{sql} = {query.Me()}",
                "@myTeam" => $"{sql} IN ({query.MyTeam()})",
                "@below" => $"{sql} IN ({query.Below()})",
                _ => null,
            } : FilterValues.Read(value, ColumnKind.Reference) is long id ? $"{sql} = {query.Parameter(id)}" : null;
            parts.Add(part ?? Bad($"{condition.Path}/values/{i}", "filter.value", ("member", condition.Member)));
        }
        return "(" + string.Join(" OR ", parts) + ")";
    }

    private string AmongReferences(MemberSql member, FilterCondition condition)
    {
        if (condition.Values.IsEmpty)
            return Bad(condition.Path + "/values", "filter.values_count", ("count", 1));
        var parts = condition.Values.Select((value, i) =>
            value.ValueKind == JsonValueKind.Object && value.TryGetProperty("form", out var form) && FilterValues.Read(form, ColumnKind.Text) is string key
            && value.TryGetProperty("id", out var id) && FilterValues.Read(id, ColumnKind.Reference) is long number
                ? $"({member.FormSql} = {query.Parameter(key)} AND {member.Sql} = {query.Parameter(number)})"
                : Bad($"{condition.Path}/values/{i}", "filter.value", ("member", condition.Member)));
        return "(" + string.Join(" OR ", parts.ToList()) + ")";
    }

    private string Value(MemberSql member, FilterCondition condition, int index, bool fold = false)
    {
        var json = condition.Values[index];
        var value = FilterValues.Read(json, member.Kind);
        if (value is null)
            return Bad($"{condition.Path}/values/{index}", "filter.value", ("member", condition.Member));
        return query.Parameter(member.Kind, fold ? ((string)value).ToLowerInvariant() : value, member.Scale);
    }

    private string Bad(string path, string code, params (string, object?)[] parameters)
    {
        var problem = new Problem(path, code);
        foreach (var (name, value) in parameters)
            problem = problem.With(name, value);
        _problems.Add(problem);
        return "1=0";
    }
}
