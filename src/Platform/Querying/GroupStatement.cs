using System.Data.Common;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>A compiled question about groups: its SQL and how to read its rows.</summary>
public sealed class GroupStatement
{
    private readonly QueryBuilder _query;
    private readonly IReadOnlyList<KeySql> _keys;
    private readonly IReadOnlyList<MeasureSql> _measures;
    private readonly IReadOnlyList<MeasureSql> _missing;

    internal GroupStatement(QueryBuilder query, string sql, IReadOnlyList<KeySql> keys, IReadOnlyList<MeasureSql> measures, IReadOnlyList<MeasureSql> missing)
    {
        _query = query;
        Sql = sql;
        _keys = keys;
        _measures = measures;
        _missing = missing;
    }

    public string Sql { get; }

    public DbCommand Command(ISqlSession session) => _query.Command(session, Sql);

    /// <summary>The reader's current row.</summary>
    public GroupRow Read(DbDataReader reader)
    {
        var cells = new object?[_keys.Count + _measures.Count];
        var ordinal = 0;
        foreach (var key in _keys)
            cells[ordinal] = _query.Dialect.FromDb(reader, ordinal++, key.Kind, key.Scale);
        for (var i = 0; i < _measures.Count; i++)
            cells[_keys.Count + i] = ReadMeasure(reader, _measures[i], ref ordinal);
        for (var i = 0; i < _measures.Count; i++)
            if (_measures[i].Measure is RatioMeasure ratio)
                cells[_keys.Count + i] = Divide(Cell(cells, ratio.Numerator), Cell(cells, ratio.Denominator));
        var missing = new Dictionary<string, long>();
        foreach (var measure in _missing)
            missing[measure.Id] = reader.GetInt64(ordinal++);
        return new GroupRow(cells, missing);
    }

    private object? ReadMeasure(DbDataReader reader, MeasureSql measure, ref int ordinal)
    {
        if (measure.Columns.IsEmpty)
            return null; // a ratio: from the others, once they are read
        var value = _query.Dialect.FromDb(reader, ordinal++, measure.ColumnKind, measure.ColumnScale);
        return measure.Columns.Length == 1 ? value : Divide(value, reader.GetInt64(ordinal++));
    }

    private object? Cell(object?[] cells, string measure)
    {
        for (var i = 0; i < _measures.Count; i++)
            if (_measures[i].Id == measure)
                return cells[_keys.Count + i];
        return null;
    }

    private static object? Divide(object? numerator, object? denominator) =>
        numerator is null || denominator is null || Convert.ToDecimal(denominator) == 0
            ? null
            : Convert.ToDecimal(numerator) / Convert.ToDecimal(denominator);
}

/// <summary>One group: keys, then measures. Missing, in totals: by measure, how many records lack the value.</summary>
public sealed record GroupRow(object?[] Cells, IReadOnlyDictionary<string, long> Missing);

/// <summary>A key as SQL.</summary>
internal sealed record KeySql(string Id, MemberSql Member, string Sql, ColumnKind Kind, int Scale);
