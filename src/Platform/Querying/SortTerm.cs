using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>One term of an order: a member and its direction. Blanks come last in both directions.</summary>
public sealed record SortTerm(string Member, bool Descending)
{
    private const int MaxTerms = 5;
    private const int MaxRankedOptions = 60;

    /// <summary>Reads <c>-amount,name</c>.</summary>
    public static List<SortTerm> Parse(string? text)
    {
        var terms = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(t => t.StartsWith('-') ? new SortTerm(t[1..], true) : new SortTerm(t, false)).ToList();
        return terms.Count <= MaxTerms ? terms : throw ValidationException.BadRequest(new Problem("/sort", "sort.too_many").With("max", MaxTerms));
    }

    /// <summary>What to order by: references by the title they show, stages and options in their own order, text by pinyin. Throws 400 for an unknown member.</summary>
    public SortSql Compile(QueryBuilder query)
    {
        var member = query.Resolve(Member);
        if (member is null || member.IsList)
            throw ValidationException.BadRequest(new Problem("/sort", "member.unknown").With("member", Member));
        var (sql, kind, scale) = Comparable(query, member);
        return new SortSql(kind == ColumnKind.Text ? query.Dialect.Collate(sql) : sql, Descending, kind, scale);
    }

    /// <summary>What stands for a member in an order; text is not collated yet.</summary>
    internal static (string Sql, ColumnKind Kind, int Scale) Comparable(QueryBuilder query, MemberSql member)
    {
        if (member.References is { } form && member.Kind == ColumnKind.Reference
            && query.Metadata.Form(form)?.RecordTitle is { } title && query.Resolve($"{member.Path}.{title}") is { Kind: ColumnKind.Text } named)
            return (named.Sql, ColumnKind.Text, 0);
        return Rank(query, member, member.Sql) is { } rank ? (rank, ColumnKind.Integer, 0) : (member.Sql, member.Kind, member.Scale);
    }

    /// <summary>The place of a value among the stages or options of its member; null for members whose values have none.</summary>
    internal static string? Rank(QueryBuilder query, MemberSql member, string value)
    {
        var ranks = member switch
        {
            { IsStage: true, Pipeline: { } pipeline } => Ranks(pipeline),
            { Field: { } field } => Ranks(query, field),
            _ => [],
        };
        return ranks.Count is > 0 and <= MaxRankedOptions ? RankCase(query, value, ranks) : null;
    }

    private static List<string> Ranks(QueryBuilder query, FieldDefinition field) => field.Type switch
    {
        StageFieldType when query.Metadata.PipelineOf(field) is { } pipeline => Ranks(pipeline),
        SelectFieldType or MultiSelectFieldType => field.Options.Select(o => o.Key).ToList(),
        _ => [],
    };

    private static List<string> Ranks(PipelineModel pipeline) => [.. pipeline.Stages.Select(s => s.Key)];

    private static string RankCase(QueryBuilder query, string sql, List<string> keys) =>
        $"CASE {sql} {string.Join(' ', keys.Select((key, rank) => $"WHEN {query.Parameter(key)} THEN {rank}"))} END";
}

/// <summary>A compiled sort term.</summary>
public sealed record SortSql(string Sql, bool Descending, ColumnKind Kind, int Scale)
{
    public string OrderBy => $"{Sql} {(Descending ? "DESC" : "ASC")} NULLS LAST";
}
