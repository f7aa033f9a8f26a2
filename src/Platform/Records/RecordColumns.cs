using System.Data.Common;
using System.Globalization;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>The select list of records and how to read a row back; system columns first, in a fixed order.</summary>
public sealed class RecordColumns
{
    private const int SystemColumns = 9;
    private readonly SqlDialect _dialect;
    private readonly IReadOnlyList<FieldDefinition> _fields;
    private readonly Dictionary<FieldDefinition, MemberSql> _live = [];

    /// <summary>Live formulas may join further tables: ask for the query's FROM afterwards.</summary>
    public RecordColumns(QueryBuilder query, IReadOnlyList<FieldDefinition> fields)
    {
        var (dialect, form, alias) = (query.Dialect, query.Root, query.RootAlias);
        _dialect = dialect;
        _fields = fields;
        var columns = new List<string>
        {
            $"{alias}.id", $"{alias}.version", $"{alias}.owner", $"{alias}.created_at", $"{alias}.created_by",
            $"{alias}.updated_at", $"{alias}.updated_by", $"{alias}.deleted_at", $"{alias}.unmet",
        };
        foreach (var field in fields)
        {
            if (field.IsSystem)
                continue;
            if (field.IsLive)
            {
                if (query.Resolve(form, alias, field.Key, unmasked: true) is not { } live)
                    continue;
                _live[field] = live;
                columns.Add(live.Sql);
                continue;
            }
            switch (field.Type.Shape)
            {
                case FieldShape.Links:
                    columns.Add(dialect.LinkedValues(form.LinkTable(field), $"{alias}.id"));
                    break;
                case FieldShape.PolymorphicReference:
                    columns.Add($"{alias}.{dialect.Quote(field.Column)}");
                    columns.Add($"{alias}.{dialect.Quote(field.Column + "_form")}");
                    break;
                default:
                    columns.Add($"{alias}.{dialect.Quote(field.Column)}");
                    break;
            }
        }
        Sql = string.Join(", ", columns);
        Count = columns.Count;
    }

    public string Sql { get; }

    /// <summary>How many result columns records take; others may follow.</summary>
    public int Count { get; }

    public RecordData Read(DbDataReader reader)
    {
        var record = new RecordData
        {
            Id = reader.GetInt64(0),
            Version = reader.GetInt64(1),
            Owner = Reference(reader, 2),
            CreatedAt = (DateTimeOffset)_dialect.FromDb(reader, 3, ColumnKind.Instant, 0)!,
            CreatedBy = Reference(reader, 4),
            UpdatedAt = (DateTimeOffset)_dialect.FromDb(reader, 5, ColumnKind.Instant, 0)!,
            UpdatedBy = Reference(reader, 6),
            DeletedAt = (DateTimeOffset?)_dialect.FromDb(reader, 7, ColumnKind.Instant, 0),
            Unmet = reader.IsDBNull(8) ? null : reader.GetString(8),
            Values = new Dictionary<string, object?>(_fields.Count),
        };
        var ordinal = SystemColumns;
        foreach (var field in _fields)
        {
            if (field.IsSystem || (field.IsLive && !_live.ContainsKey(field)))
                continue;
            var value = field.IsLive ? Live(reader, field, ordinal++) : Value(reader, field, ref ordinal);
            record.Values[field.Key] = field.IsMasked ? MaskedValue.Of(field, value) : value;
        }
        return record;
    }

    private object? Live(DbDataReader reader, FieldDefinition field, int ordinal)
    {
        var live = _live[field];
        var value = _dialect.FromDb(reader, ordinal, live.Kind, live.Scale);
        if (value is not decimal number)
            return value;
        var rounded = ExpressionRounding.ToScale(number, field.Scale);
        return field.Type.Column == ColumnKind.Integer ? (object)(long)rounded : rounded;
    }

    private object? Value(DbDataReader reader, FieldDefinition field, ref int ordinal)
    {
        switch (field.Type.Shape)
        {
            case FieldShape.Links:
                return reader.IsDBNull(ordinal++) ? null : List(reader.GetString(ordinal - 1), field.Type.Column);
            case FieldShape.PolymorphicReference:
                ordinal += 2;
                return reader.IsDBNull(ordinal - 2) ? null : new RecordReference(reader.GetString(ordinal - 1), reader.GetInt64(ordinal - 2));
            default:
                return _dialect.FromDb(reader, ordinal++, field.Type.Column, field.Scale);
        }
    }

    internal static object List(string joined, ColumnKind kind)
    {
        var parts = joined.Split('\u001f');
        return kind == ColumnKind.Reference ? parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToList() : parts.ToList();
    }

    private static long? Reference(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);
}
