using System.Globalization;
using System.Text;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Writes rows as RFC 4180. A cell that a spreadsheet would run as a formula is given a leading apostrophe; reading
/// takes it away again, so that what was exported can be imported.
/// </summary>
public static class CsvText
{
    private const string Openers = "=+-@\t\r\n＝＋－＠";

    public static string Guard(string text) => text.Length > 0 && Openers.Contains(text[0]) ? "'" + text : text;

    /// <summary>As <see cref="Guard"/>, leaving alone what is merely a number such as -5.</summary>
    public static string GuardUnlessNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? text : Guard(text);

    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && Openers.Contains(text[1]) ? text[1..] : text;

    public static void AppendRow(StringBuilder builder, IEnumerable<string> cells, char delimiter)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                builder.Append(delimiter);
            isFirst = false;
            if (cell.Contains(delimiter) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0)
                builder.Append('"').Append(cell.Replace("\"", "\"\"")).Append('"');
            else
                builder.Append(cell);
        }
        builder.Append("\r\n");
    }

    /// <summary>The beginning of a text that is longer than it may be shown; never half a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
}
