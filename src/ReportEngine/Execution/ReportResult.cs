using System.Globalization;
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

    /// <summary>By measure, what the groups beyond the limit come to together; null when there are none, or nobody asked.</summary>
    public IReadOnlyDictionary<string, object?>? Others { get; init; }
    public IReadOnlyList<ResultSubtotal> Subtotals { get; init; } = [];
    public ResultComparison? Compared { get; init; }

    /// <summary>There are more rows than the limit let through, and nothing tells of them.</summary>
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
        WriteRows(writer, Rows);
        WriteFigures(writer, "totals", Totals);
        WriteFigures(writer, "others", Others);
        if (Subtotals.Count > 0)
            WriteSubtotals(writer);
        if (Compared is { } compared)
        {
            writer.WriteStartObject("compared");
            writer.WriteString("from", Day(compared.From));
            writer.WriteString("to", Day(compared.To));
            WriteFigures(writer, "totals", compared.Totals);
            writer.WriteEndObject();
        }
        writer.WriteBoolean("truncated", Truncated);
        writer.WriteNumber("dataVersion", DataVersion);
        if (Sql is not null)
            writer.WriteString("sql", Sql);
    }

    private void WriteSubtotals(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("subtotals");
        foreach (var subtotal in Subtotals)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("by");
            foreach (var id in subtotal.By)
                writer.WriteStringValue(id);
            writer.WriteEndArray();
            WriteRows(writer, subtotal.Rows);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter writer, IReadOnlyList<object?[]> rows)
    {
        writer.WriteStartArray("rows");
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            foreach (var cell in row)
                CellJson.Write(writer, cell);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, object?>? figures)
    {
        if (figures is null)
            return;
        writer.WriteStartObject(name);
        foreach (var (id, value) in figures)
        {
            writer.WritePropertyName(id);
            CellJson.Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The records by some of the query's dimensions. Rows: their cells, then the measures.</summary>
public sealed record ResultSubtotal(IReadOnlyList<string> By, IReadOnlyList<object?[]> Rows);

/// <summary>The totals of the period before, from its first to its last day.</summary>
public sealed record ResultComparison(DateOnly From, DateOnly To, IReadOnlyDictionary<string, object?> Totals);
