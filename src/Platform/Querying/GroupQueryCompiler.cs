using System.Collections.Immutable;
using System.Globalization;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Compiles a question about groups into one statement, and its totals into another over the same records without
/// groups: so the totals of ratios, means and distinct counts are right, and a record in several groups counts once.
/// Where the groups themselves add up exactly (<see cref="GroupStatement.AddsUp"/>) the second need not run.
/// Row rules come with every table through the <see cref="QueryBuilder"/>, which must be fresh for each statement.
/// </summary>
public sealed class GroupQueryCompiler
{
    private readonly QueryBuilder _query;
    private readonly GroupQuery _question;
    private readonly List<KeySql> _keys;
    private readonly List<MeasureSql> _measures;
    private readonly string _where;

    private GroupQueryCompiler(QueryBuilder query, GroupQuery question)
    {
        _query = query;
        _question = question;
        _keys = [.. question.Keys.Select(Key)];
        _measures = new MeasureCompiler(query).Compile(question.Measures);
        var conditions = query.BaseConditions();
        if (FilterCompiler.Compile(query, question.Filter) is { } filter)
            conditions.Add(filter);
        _where = string.Join(" AND ", conditions);
    }

    /// <summary>The groups, ordered, at most Limit of them. After each its gaps: for sums and means, how many records lack the value.</summary>
    public static GroupStatement Compile(QueryBuilder query, GroupQuery question) => new GroupQueryCompiler(query, question).Groups();

    /// <summary>One row over all records.</summary>
    public static GroupStatement CompileTotals(QueryBuilder query, GroupQuery question) =>
        new GroupQueryCompiler(query, question with { Keys = [], Having = null, Order = [] }).Totals();

    private GroupStatement Groups()
    {
        var having = FilterCompiler.Compile(_query, _question.Having, Measured);
        var order = Order();
        List<string> lines =
        [
            "SELECT " + string.Join(", ", _keys.Select(Shown).Concat(Figures)),
            _query.From, // after everything above: it carries the joins that members asked for
            "WHERE " + _where,
        ];
        if (_keys.Count > 0)
            lines.Add("GROUP BY " + string.Join(", ", _keys.Select((key, index) => key.GroupBy ?? Ordinal(index))));
        if (having is not null)
            lines.Add("HAVING " + having);
        if (order.Count > 0)
            lines.Add("ORDER BY " + string.Join(", ", order));
        lines.Add("LIMIT " + _query.Parameter((long)_question.Limit));
        return new GroupStatement(_query, string.Join('\n', lines), _keys, _measures) { AddsUp = AddsUp() };
    }

    private GroupStatement Totals() =>
        new(_query, $"SELECT {string.Join(", ", Figures)}\n{_query.From}\nWHERE {_where}", [], _measures) { AddsUp = true };

    private IEnumerable<string> Figures => _measures.SelectMany(m => m.Columns).Concat(_measures.Select(m => m.Missing).OfType<string>());

    // Distinct values of two groups may be the same, a record may be in several groups, and Having may leave groups out.
    private bool AddsUp() => _question.Having is null
        && (_keys.Count == 0 || !(_keys.Any(k => k.IsOfList) || _question.Measures.Any(m => m is AggregateMeasure { Aggregate: Aggregate.CountDistinct })));

    private KeySql Key(GroupKey key)
    {
        var member = _query.Resolve(key.Member)
            ?? throw ValidationException.BadRequest(new Problem("", "member.unknown").With("member", key.Member));
        var value = member.IsList ? _query.JoinList(member) : member.Sql;
        if (!key.Bins.IsEmpty)
            return new KeySql(key.Id, member, Band(member, key.Bins), ColumnKind.Integer, 0) { IsBand = true };
        if (key.Granularity is null)
            return new KeySql(key.Id, member with { Sql = value, LinkTable = null }, value, member.Kind, member.Scale) { IsOfList = member.IsList };
        // An instant belongs to a local day first; a day belongs to no zone and never shifts.
        var day = member.Kind == ColumnKind.Instant ? _query.Dialect.LocalDay(value, _query.Clock.Zone, zone => _query.Parameter(zone)) : value;
        return new KeySql(key.Id, member, _query.Dialect.DateBucket(day, key.Granularity), ColumnKind.Date, 0)
        {
            IsBucket = true,
            GroupBy = _query.Dialect.BucketKey(day, key.Granularity),
        };
    }

    private string Shown(KeySql key) => key.IsBand || key.IsBucket ? key.Sql : _query.Dialect.GroupKey(key.Sql, _where);

    // A blank is in no band. Written so that each limit is compared with once.
    private string Band(MemberSql member, ImmutableArray<decimal> limits)
    {
        var below = limits.Select((limit, band) => $"WHEN {member.Sql} < {_query.Parameter(member.Kind, member.Kind == ColumnKind.Integer ? (long)limit : limit, member.Scale)} THEN {Ordinal(band - 1)}").ToList();
        return $"CASE WHEN {member.Sql} IS NULL THEN NULL {string.Join(' ', below)} ELSE {Ordinal(limits.Length - 1)} END";
    }

    private MemberSql? Measured(string id) => _measures.FirstOrDefault(m => m.Id == id) is not { } measure ? null : new MemberSql
    {
        Path = id,
        Sql = measure.Value,
        Kind = measure.Kind,
        Scale = measure.Scale,
        Form = _query.Root,
        Alias = _query.RootAlias,
    };

    private List<string> Order()
    {
        var terms = _question.Order.Select(o => $"{OrderedBy(o.Id)} {(o.Descending ? "DESC" : "ASC")} NULLS LAST").ToList();
        // Equal terms would come in any order; the keys themselves make every answer the same.
        var unordered = Enumerable.Range(0, _keys.Count).Where(i => !terms.Any(t => t.StartsWith(Ordinal(i) + " ", StringComparison.Ordinal)));
        return [.. terms, .. unordered.ToList().Select(i => $"{Ordinal(i)} ASC NULLS LAST")];
    }

    private string OrderedBy(string id)
    {
        var key = _keys.FindIndex(k => k.Id == id);
        if (key >= 0)
            return KeyOrder(key);
        var measure = _measures.FindIndex(m => m.Id == id);
        return _measures[measure].Columns.Length == 1
            ? Ordinal(_keys.Count + _measures.Take(measure).Sum(m => m.Columns.Length))
            : _measures[measure].Value;
    }

    // Groups are ordered as a list would be: by title, by rank of option or stage, by pinyin. All of it is one value per group.
    private string KeyOrder(int index)
    {
        var key = _keys[index];
        if (key.IsBand || key.Kind == ColumnKind.Date && key.Member.Kind is ColumnKind.Date or ColumnKind.Instant)
            return Ordinal(index);
        // What is read by a subquery is better remembered per row than asked again for the order.
        if (!key.Sql.StartsWith('(') && SortTerm.Rank(_query, key.Member, Shown(key)) is { } rank)
            return rank;
        var sort = SortTerm.Comparable(_query, key.Member);
        if (sort.Kind == ColumnKind.Text)
            return _query.Dialect.Collate($"MIN({sort.Sql})");
        return sort.Sql == key.Sql ? Ordinal(index) : $"MIN({sort.Sql})";
    }

    private static string Ordinal(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
