using System.Text.Json;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>
/// An answer. Rows: cells in the order of the columns; ids, keys, decimals, <see cref="DateOnly"/> for buckets, null for
/// blank. Totals: by measure, over all records that the query means, whatever Having and Limit left out; null for records.
/// </summary>
public sealed record ReportResult
{
    public required IReadOnlyList<ResultColumn> Columns { get; init; }
    public required IReadOnlyList<object?[]> Rows { get; init; }
    public IReadOnlyDictionary<string, object?>? Totals { get; init; }

    /// <summary>There are more rows than the limit let through.</summary>
    public bool Truncated { get; init; }

    /// <summary>Grows with every change of any record; equal versions mean equal answers.</summary>
    public long DataVersion { get; init; }

    /// <summary>The statements, for administrators only.</summary>
    public string? Sql { get; init; }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("columns");
        foreach (var column in Columns)
            column.WriteJson(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            writer.WriteStartArray();
            foreach (var cell in row)
                CellJson.Write(writer, cell);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        if (Totals is not null)
        {
            writer.WriteStartObject("totals");
            foreach (var (id, value) in Totals)
            {
                writer.WritePropertyName(id);
                CellJson.Write(writer, value);
            }
            writer.WriteEndObject();
        }
        writer.WriteBoolean("truncated", Truncated);
        writer.WriteNumber("dataVersion", DataVersion);
        if (Sql is not null)
            writer.WriteString("sql", Sql);
    }
}
