using System.Data.Common;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>A compiled question about groups: its SQL and how to read its rows.</summary>
public sealed class GroupStatement
{
    private readonly QueryBuilder _query;
    private readonly IReadOnlyList<KeySql> _keys;
    private readonly IReadOnlyList<MeasureSql> _measures;
    private readonly List<Figure> _figures;

    internal GroupStatement(QueryBuilder query, string sql, IReadOnlyList<KeySql> keys, IReadOnlyList<MeasureSql> measures)
    {
        _query = query;
        Sql = sql;
        _keys = keys;
        _measures = measures;
        _figures = [.. measures.SelectMany(Figure.Of), .. measures.Where(m => m.Missing is not null).Select(m => new Figure(m, ColumnKind.Integer, 0) { IsCount = true })];
    }

    public string Sql { get; }

    /// <summary>True: the totals are those of all groups together, so reading every group is enough to know them.</summary>
    public bool AddsUp { get; init; }

    public DbCommand Command(ISqlSession session) => _query.Command(session, Sql);

    /// <summary>The reader's current row.</summary>
    public GroupRow Read(DbDataReader reader)
    {
        var keys = _keys.Select((key, i) => _query.Dialect.FromDb(reader, i, key.Kind, key.Scale));
        var figures = _figures.Select((figure, i) => figure.Read(_query.Dialect, reader, _keys.Count + i)).ToArray();
        return new GroupRow([.. keys, .. Cells(figures)], figures);
    }

    /// <summary>The totals of groups that add up.</summary>
    public GroupTotals AddUp(IEnumerable<GroupRow> rows)
    {
        var sums = _figures.Select(f => f.Start).ToArray();
        foreach (var row in rows)
            for (var i = 0; i < sums.Length; i++)
                sums[i] = _figures[i].Together(sums[i], row.Figures[i]);
        var values = _measures.Zip(Cells(sums)).ToDictionary(m => m.First.Id, m => m.Second);
        var gaps = _measures.Where(m => m.Missing is not null).ToList();
        return new GroupTotals(values, gaps.Select((m, i) => (m.Id, Missing: (long)sums[sums.Length - gaps.Count + i]!)).ToDictionary(g => g.Id, g => g.Missing));
    }

    // What each measure shows, from what was selected for it.
    private object?[] Cells(object?[] figures)
    {
        var cells = new object?[_measures.Count];
        var ordinal = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var columns = _measures[i].Columns.Length;
            cells[i] = columns switch { 0 => null, 1 => figures[ordinal], _ => Divide(figures[ordinal], figures[ordinal + 1]) };
            ordinal += columns;
        }
        for (var i = 0; i < cells.Length; i++)
            if (_measures[i].Measure is RatioMeasure ratio)
                cells[i] = Divide(Cell(cells, ratio.Numerator), Cell(cells, ratio.Denominator));
        return cells;
    }

    private object? Cell(object?[] cells, string measure)
    {
        for (var i = 0; i < cells.Length; i++)
            if (_measures[i].Id == measure)
                return cells[i];
        return null;
    }

    private static object? Divide(object? numerator, object? denominator) =>
        numerator is null || denominator is null || Convert.ToDecimal(denominator) == 0
            ? null
            : Convert.ToDecimal(numerator) / Convert.ToDecimal(denominator);

    /// <summary>One selected column of a measure, and how two groups' values become one.</summary>
    private sealed record Figure(MeasureSql Measure, ColumnKind Kind, int Scale)
    {
        private Aggregate Aggregate => ((AggregateMeasure)Measure.Measure).Aggregate;

        public static IEnumerable<Figure> Of(MeasureSql measure) => measure.Columns.Length switch
        {
            0 => [],
            1 => [new Figure(measure, measure.ColumnKind, measure.ColumnScale)],
            _ => [new Figure(measure, measure.ColumnKind, measure.ColumnScale), new Figure(measure, ColumnKind.Integer, 0) { IsCount = true }],
        };

        public bool IsCount { get; init; }

        public object? Read(SqlDialect dialect, DbDataReader reader, int ordinal) => !IsCount && Aggregate is Aggregate.Sum or Aggregate.Avg
            ? dialect.SumFromDb(reader, ordinal, Kind, Scale)
            : dialect.FromDb(reader, ordinal, Kind, Scale);

        /// <summary>The value over no records: a count is zero, everything else blank.</summary>
        public object? Start => IsCount || Aggregate is Aggregate.Count or Aggregate.CountDistinct ? 0L : null;

        public object? Together(object? a, object? b)
        {
            if (a is null || b is null)
                return a ?? b;
            if (Aggregate is Aggregate.Min or Aggregate.Max)
                return Comparer<object>.Default.Compare(a, b) <= 0 == (Aggregate == Aggregate.Min) ? a : b;
            var sum = Convert.ToDecimal(a) + Convert.ToDecimal(b);
            return a is long && b is long && sum is >= long.MinValue and <= long.MaxValue ? (object)(long)sum : sum;
        }
    }
}

/// <summary>One group. Cells: keys, then measures. Figures: what was selected for the measures, to add up.</summary>
public sealed record GroupRow(object?[] Cells, object?[] Figures);

/// <summary>Figures over all records, by measure. Missing: of sums and means, how many records lack the value.</summary>
public sealed record GroupTotals(IReadOnlyDictionary<string, object?> Values, IReadOnlyDictionary<string, long> Missing);

/// <summary>A key as SQL. IsOfList: a record has as many groups as values.</summary>
internal sealed record KeySql(string Id, MemberSql Member, string Sql, ColumnKind Kind, int Scale)
{
    public bool IsOfList { get; init; }

    /// <summary>A span of days, told by its first.</summary>
    public bool IsBucket { get; init; }

    /// <summary>What makes the same groups at less cost than what is shown of them; null where that is the same.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The number of a band of values, not a value.</summary>
    public bool IsBand { get; init; }
}
