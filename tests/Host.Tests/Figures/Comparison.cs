using System.Globalization;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>
/// Holds figures of the product against rows of plain SQL and keeps what differs, by name. A column <c>x</c> of an answer is <c>x</c> in SQL, or
/// <c>x_cents</c>, or the quotient of <c>x_over</c> (<c>x_cents_over</c>) and <c>x_under</c>, divided here exactly; <c>x_label</c> is what its key is called and
/// <c>x_missing</c> how many records lack it.
/// </summary>
internal sealed class Comparison
{
    private readonly List<string> _differences = [];

    /// <summary>How many figures were compared.</summary>
    public int Count { get; private set; }

    public void Equal(string figure, object? expected, JsonElement actual) => Equal(figure, expected, Value(actual));

    public void Equal(string figure, object? expected, object? actual)
    {
        Count++;
        if (!Equals(Rounded(expected), Rounded(actual)))
            _differences.Add($"{figure}: SQL says {Text(expected)}, the product {Text(actual)}");
    }

    public void Fault(string fault) => _differences.Add(fault);

    /// <summary>Everything that an answer of reports says: rows in order up to the limit, totals over all, what is missing, names.</summary>
    public void Report(string name, JsonElement answer, int limit, IReadOnlyList<Dictionary<string, object?>> rows, IReadOnlyList<Dictionary<string, object?>>? totals)
    {
        if (answer.TryGetProperty("problem", out var problem))
        {
            Fault($"{name}: {problem.GetRawText()}");
            return;
        }
        var columns = answer.GetProperty("columns").EnumerateArray().ToList();
        var actual = answer.GetProperty("rows").EnumerateArray().ToList();
        Equal($"{name} rows", (decimal)Math.Min(rows.Count, limit), (decimal)actual.Count);
        Equal($"{name} truncated", rows.Count > limit, answer.GetProperty("truncated").GetBoolean());
        for (var r = 0; r < Math.Min(Math.Min(rows.Count, limit), actual.Count); r++)
            for (var c = 0; c < columns.Count; c++)
                Cell($"{name} row {r + 1}", columns[c], rows[r], actual[r][c]);
        if (answer.TryGetProperty("totals", out var sums) && (totals ?? rows) is { Count: > 0 } summed)
            Totals(name, columns, sums, Sum(summed));
        else if (rows.Count == 0 && sums.ValueKind == JsonValueKind.Object)
            foreach (var total in sums.EnumerateObject()) // of no groups: a count is 0, everything else blank
                Equal($"{name} total {total.Name}", null, Value(total.Value) is 0m ? null : Value(total.Value));
    }

    private void Cell(string row, JsonElement column, Dictionary<string, object?> expected, JsonElement cell)
    {
        var id = column.GetProperty("id").GetString()!;
        if (!TryFigure(expected, id, out var figure))
        {
            Fault($"{row}: SQL has no {id}");
            return;
        }
        Equal($"{row} {id}", figure, cell);
        if (expected.TryGetValue(id + "_label", out var label) && figure is not null)
            Equal($"{row} {id} name", label, column.GetProperty("labels").TryGetProperty(Text(figure), out var named) ? named.GetString() : null);
    }

    private void Totals(string name, List<JsonElement> columns, JsonElement totals, Dictionary<string, object?> expected)
    {
        foreach (var total in totals.EnumerateObject())
            if (TryFigure(expected, total.Name, out var figure))
                Equal($"{name} total {total.Name}", figure, total.Value);
            else
                Fault($"{name}: SQL has no total {total.Name}");
        foreach (var column in columns)
            if (column.TryGetProperty("missing", out var missing))
                Equal($"{name} missing {column.GetProperty("id").GetString()}", expected.GetValueOrDefault(column.GetProperty("id").GetString() + "_missing") ?? "nothing about it", missing);
    }

    // Of days the last; a sum of nothing is blank.
    private static Dictionary<string, object?> Sum(IReadOnlyList<Dictionary<string, object?>> rows) => rows[0].Keys.ToDictionary(k => k, k =>
    {
        var values = rows.Select(r => r[k]).Where(v => v is not null).ToList();
        return values.Count == 0 ? null : values[0] is decimal ? values.Sum(v => (decimal)v!) : (object?)values.Max(v => (string)v!);
    });

    public static object? Figure(Dictionary<string, object?> row, string id) => TryFigure(row, id, out var figure) ? figure : throw new InvalidOperationException($"SQL has no {id}.");

    private static bool TryFigure(Dictionary<string, object?> row, string id, out object? figure)
    {
        if (row.TryGetValue(id, out figure))
            return true;
        if (row.TryGetValue(id + "_cents", out figure))
        {
            figure = (decimal?)figure / 100;
            return true;
        }
        if (!row.TryGetValue(id + "_under", out var under))
            return false;
        var over = row.TryGetValue(id + "_over", out var whole) ? (decimal?)whole : (decimal?)row[id + "_cents_over"] / 100;
        figure = over is null || under is null or 0m ? null : over / (decimal)under;
        return true;
    }

    public static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        _ => json.GetRawText(),
    };

    // Quotients have no end; everything else is far shorter.
    private static object? Rounded(object? value) => value is decimal number ? Math.Round(number, 15) : value;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "nothing";

    public void Close() => Assert.True(_differences.Count == 0, $"{_differences.Count} of {Count} figures differ:\n{string.Join('\n', _differences.Take(60))}");
}
