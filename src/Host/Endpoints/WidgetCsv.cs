using System.Globalization;
using System.Text;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.ReportEngine.Execution;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// The answer behind a widget as a table: UTF-8 with a byte order mark, names as a reader sees them, numbers plain. A name that a
/// spreadsheet would run as a formula is guarded. Others: what the groups beyond the limit are called; more: said in a last row when rows were cut.
/// </summary>
internal static class WidgetCsv
{
    public static string Write(ReportResult result, string others, string more)
    {
        var text = new StringBuilder("\uFEFF");
        Append(text, result.Columns.Select(c => c.Label));
        foreach (var row in result.Rows)
            Append(text, row.Select((cell, i) => Text(cell, result.Columns[i])));
        if (result.Others is { } rest)
            Append(text, result.Columns.Select((c, i) => rest.TryGetValue(c.Id, out var value) ? Text(value, c) : i == 0 ? others : ""));
        if (result.Truncated)
            Append(text, [more]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => CsvText.AppendRow(text, cells.Select(CsvText.GuardUnlessNumber), ',');

    private static string Text(object? cell, ResultColumn column) => cell switch
    {
        null => "",
        long number when column.Bins is { } bins => Band(number, bins),
        long id when Label(column, id.ToString(CultureInfo.InvariantCulture)) is { } title => title,
        string key => Label(column, key) ?? key,
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Instants.Text(instant),
        RecordReference reference => $"{reference.Form}:{reference.Id}",
        IReadOnlyList<long> ids => string.Join("; ", ids.Select(id => Label(column, id.ToString(CultureInfo.InvariantCulture)) ?? id.ToString(CultureInfo.InvariantCulture))),
        IReadOnlyList<string> keys => string.Join("; ", keys.Select(k => Label(column, k) ?? k)),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? Label(ResultColumn column, string key) => column.Labels?.FirstOrDefault(l => l.Key == key).Value;

    private static string Band(long band, IReadOnlyList<decimal> limits)
    {
        static string Number(decimal limit) => limit.ToString(CultureInfo.InvariantCulture);
        return band == 0 ? "< " + Number(limits[0]) : band >= limits.Count ? Number(limits[^1]) + " +" : $"{Number(limits[(int)band - 1])} – {Number(limits[(int)band])}";
    }
}
