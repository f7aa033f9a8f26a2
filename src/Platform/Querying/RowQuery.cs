using System.Collections.Immutable;
using System.Data.Common;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>A question about records themselves: their id and the members wanted, which may lie on related records.</summary>
public sealed record RowQuery
{
    public ImmutableArray<string> Members { get; init; } = [];
    public Filter? Filter { get; init; }
    public ImmutableArray<SortTerm> Order { get; init; } = [];
    public required int Limit { get; init; }

    /// <summary>The statement. The builder must be fresh.</summary>
    public RowStatement Compile(QueryBuilder query)
    {
        var members = Members.Select(path => query.Resolve(path)
            ?? throw ValidationException.BadRequest(new Problem("", "member.unknown").With("member", path))).ToList();
        var columns = members.SelectMany(m => Columns(query.Dialect, m)).ToList();
        var conditions = query.BaseConditions();
        if (FilterCompiler.Compile(query, Filter) is { } filter)
            conditions.Add(filter);
        List<string> order = [.. Order.Select(term => term.Compile(query).OrderBy), $"{query.RootAlias}.id ASC"];
        List<string> lines =
        [
            "SELECT " + string.Join(", ", [$"{query.RootAlias}.id", .. columns]),
            query.From,
            "WHERE " + string.Join(" AND ", conditions),
            "ORDER BY " + string.Join(", ", order),
            "LIMIT " + query.Parameter((long)Limit),
        ];
        return new RowStatement(query, string.Join('\n', lines), members);
    }

    private static IEnumerable<string> Columns(SqlDialect dialect, MemberSql member)
    {
        if (member is { IsList: true, Field: { } field })
            return [dialect.LinkedValues(member.Form.LinkTable(field), member.Sql)];
        return member.FormSql is { } form ? [member.Sql, form] : [member.Sql];
    }
}

/// <summary>A compiled question about records: its SQL and how to read its rows.</summary>
public sealed class RowStatement
{
    private readonly QueryBuilder _query;
    private readonly IReadOnlyList<MemberSql> _members;

    internal RowStatement(QueryBuilder query, string sql, IReadOnlyList<MemberSql> members)
    {
        _query = query;
        Sql = sql;
        _members = members;
    }

    public string Sql { get; }

    public DbCommand Command(ISqlSession session) => _query.Command(session, Sql);

    /// <summary>The id, then the members; lists as lists of text or ids.</summary>
    public object?[] Read(DbDataReader reader)
    {
        var cells = new object?[1 + _members.Count];
        cells[0] = reader.GetInt64(0);
        var ordinal = 1;
        for (var i = 0; i < _members.Count; i++)
            cells[1 + i] = Value(reader, _members[i], ref ordinal);
        return cells;
    }

    private object? Value(DbDataReader reader, MemberSql member, ref int ordinal)
    {
        if (member.IsList)
            return reader.IsDBNull(ordinal++) ? null : RecordColumns.List(reader.GetString(ordinal - 1), member.Kind);
        var value = _query.Dialect.FromDb(reader, ordinal++, member.Kind, member.Scale);
        if (member.FormSql is null)
            return value;
        return reader.IsDBNull(ordinal++) || value is null ? null : new RecordReference(reader.GetString(ordinal - 1), (long)value);
    }
}
