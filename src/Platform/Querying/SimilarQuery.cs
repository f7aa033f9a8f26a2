using System.Data.Common;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Compiles "which records are like this one" into one statement: the record at hand and those it is compared with are both read with the
/// actor's row rules, and a term on a field hidden from the actor does not count.
/// </summary>
public sealed class SimilarQuery
{
    private const string Here = "here";
    private const int Whole = 1000;

    private readonly QueryBuilder _query;
    private readonly QueryBuilder _source;
    private readonly List<SimilarTerm> _terms = [];
    private readonly List<string> _values = [];
    private readonly List<string> _agreements = [];

    private SimilarQuery(QueryBuilder query)
    {
        _query = query;
        _source = query.SubQuery(query.Root);
    }

    /// <summary>Null where nothing can be compared for this actor. The builder must be fresh and of the form that says how.</summary>
    public static SimilarStatement? Compile(QueryBuilder query, long id) =>
        query.Root.Similar is { } similar && FilterMembers.Of(similar.For).Concat(FilterMembers.Of(similar.Among)).All(c => query.Resolve(c.Member) is not null)
            ? new SimilarQuery(query).Compile(similar, id)
            : null;

    private SimilarStatement? Compile(FormSimilar similar, long id)
    {
        foreach (var term in similar.Terms)
            Add(term);
        if (_terms.Count == 0)
            return null;
        var sort = SortTerm.Parse(similar.Sort).Where(t => _query.Resolve(t.Member) is { IsList: false }).Select(t => t.Compile(_query)).ToList();
        var score = string.Join(" + ", _terms.Select((_, i) => $"x.w{i}"));
        List<string> order = [$"{score} DESC", .. sort.Select((s, i) => (s with { Sql = $"x.s{i}" }).OrderBy), "x.id DESC"];
        List<string> lines =
        [
            $"SELECT x.id, {string.Join(", ", _terms.Select((_, i) => $"x.w{i}"))}",
            $"FROM (SELECT {string.Join(", ", [$"{_query.RootAlias}.id AS id", .. _agreements.Select((a, i) => $"{a} AS w{i}"), .. sort.Select((s, i) => $"{s.Sql} AS s{i}")])}",
            $"{_query.From} CROSS JOIN ({AtHand(similar, id)}) {Here}",
            $"WHERE {string.Join(" AND ", Conditions(_query, similar.Among))} AND {_query.RootAlias}.id <> {_query.Parameter(id)}) x",
            $"WHERE {score} >= {_query.Parameter((long)similar.Least)}",
            "ORDER BY " + string.Join(", ", order),
            $"LIMIT {_query.Parameter((long)similar.Limit)}",
        ];
        return new SimilarStatement(_query, string.Join('\n', lines), _terms);
    }

    private string AtHand(FormSimilar similar, long id)
    {
        var conditions = Conditions(_source, similar.For);
        return $"SELECT {string.Join(", ", _values.Select((v, i) => $"{v} AS v{i}"))} {_source.From} " +
            $"WHERE {string.Join(" AND ", conditions)} AND {_source.RootAlias}.id = {_source.Parameter(id)}";
    }

    private static List<string> Conditions(QueryBuilder query, Filter? filter)
    {
        var conditions = query.BaseConditions();
        if (FilterCompiler.Compile(query, filter) is { } compiled)
            conditions.Add(compiled);
        return conditions;
    }

    private void Add(SimilarTerm term)
    {
        if (_query.Resolve(term.Field) is not { IsList: false, FormSql: null } theirs || _source.Resolve(term.Field) is not { } ours)
            return;
        var (left, right) = (theirs.Sql, ours.Sql);
        if (theirs is { Kind: ColumnKind.Text, Field.Type: TextFieldType })
            (left, right) = (_query.Dialect.Fold(left), _query.Dialect.Fold(right));
        var here = $"{Here}.v{_values.Count}";
        // Whole numbers on both sides: SQLite stores decimals as such, and a share must not become an approximation.
        var agrees = term.Within is { } within
            ? $"ABS({left} - {here}) * {Whole} <= ABS({here}) * {_query.Parameter((long)decimal.Round(within * Whole))}"
            : $"{left} = {here}";
        _terms.Add(term);
        _values.Add(right);
        _agreements.Add($"CASE WHEN {agrees} THEN {term.Weight} ELSE 0 END");
    }
}

/// <summary>A compiled question for look-alikes: its SQL and how to read its rows.</summary>
public sealed class SimilarStatement(QueryBuilder query, string sql, IReadOnlyList<SimilarTerm> terms)
{
    public string Sql => sql;

    /// <summary>The terms that count for this actor.</summary>
    public IReadOnlyList<SimilarTerm> Terms => terms;

    public DbCommand Command(ISqlSession session) => query.Command(session, sql);

    public SimilarMatch Read(DbDataReader reader) =>
        new(reader.GetInt64(0), [.. terms.Where((_, i) => reader.GetInt32(1 + i) > 0)]);
}

/// <summary>A record and the terms on which it agrees.</summary>
public sealed record SimilarMatch(long Id, IReadOnlyList<SimilarTerm> Why)
{
    public int Score => Why.Sum(t => t.Weight);
}
