using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Turns measures into aggregate expressions of one statement.</summary>
internal sealed class MeasureCompiler(QueryBuilder query)
{
    // Quotients are compared and ordered at six digits; the figures themselves are divided exactly after reading.
    private const int QuotientScale = 6;

    /// <summary>In the order given; a ratio may name measures before or after it.</summary>
    public List<MeasureSql> Compile(IReadOnlyList<GroupMeasure> measures)
    {
        var aggregates = measures.OfType<AggregateMeasure>().ToDictionary(m => m.Id, Aggregated);
        return [.. measures.Select(m => m is RatioMeasure ratio ? Ratio(ratio, aggregates) : aggregates[m.Id])];
    }

    private MeasureSql Aggregated(AggregateMeasure measure)
    {
        var condition = FilterCompiler.Compile(query, measure.Filter);
        var records = condition is null ? "COUNT(*)" : $"COUNT(CASE WHEN {condition} THEN 1 END)";
        if (measure.Member is null)
            return Whole(measure, records);
        var member = query.Resolve(measure.Member)
            ?? throw ValidationException.BadRequest(new Problem("", "member.unknown").With("member", measure.Member));
        var value = condition is null ? member.Sql : $"CASE WHEN {condition} THEN {member.Sql} END";
        return measure.Aggregate switch
        {
            Aggregate.Count => Whole(measure, $"COUNT({value})"),
            Aggregate.CountDistinct => Whole(measure, $"COUNT(DISTINCT {value})"),
            Aggregate.Sum => Sum(measure, member, value) with { Missing = $"{records} - COUNT({value})" },
            Aggregate.Avg => Mean(measure, member, value) with { Missing = $"{records} - COUNT({value})" },
            Aggregate.Min => Of(measure, member, $"MIN({value})"),
            _ => Of(measure, member, $"MAX({value})"),
        };
    }

    private MeasureSql Sum(GroupMeasure measure, MemberSql member, string value) => query.HasWideSums
        ? new MeasureSql(measure, [query.Dialect.WideSum(value)], query.Dialect.ApproximateSum(value), member.Kind, member.Scale)
        : Of(measure, member, query.Dialect.Sum(value));

    private static MeasureSql Whole(GroupMeasure measure, string sql) => new(measure, [sql], sql, ColumnKind.Integer, 0);

    private static MeasureSql Of(GroupMeasure measure, MemberSql member, string sql) => new(measure, [sql], sql, member.Kind, member.Scale);

    private MeasureSql Mean(GroupMeasure measure, MemberSql member, string value)
    {
        var (sum, count) = (Sum(measure, member, value), $"COUNT({value})");
        return new MeasureSql(measure, [sum.Columns[0], count], query.Dialect.Quotient(sum.Value, member.Scale, count, 0, QuotientScale), ColumnKind.Decimal, QuotientScale)
        {
            ColumnKind = member.Kind,
            ColumnScale = member.Scale,
        };
    }

    private MeasureSql Ratio(RatioMeasure ratio, Dictionary<string, MeasureSql> aggregates)
    {
        var (over, under) = (aggregates[ratio.Numerator], aggregates[ratio.Denominator]);
        return new MeasureSql(ratio, [], query.Dialect.Quotient(over.Value, over.Scale, under.Value, under.Scale, QuotientScale), ColumnKind.Decimal, QuotientScale);
    }
}
