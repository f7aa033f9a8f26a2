using System.Runtime.CompilerServices;
using System.Text;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Writes exported rows as CSV: UTF-8 with a byte order mark, a leading <c>'</c> before what a spreadsheet would run.</summary>
public static class CsvExport
{
    /// <summary>The text of one page after another.</summary>
    public static async IAsyncEnumerable<string> WriteAsync(IAsyncEnumerable<IReadOnlyList<ExportCell[]>> pages, [EnumeratorCancellation] CancellationToken ct)
    {
        var text = new StringBuilder("\uFEFF");
        await foreach (var page in pages.WithCancellation(ct))
        {
            foreach (var row in page)
                CsvText.AppendRow(text, row.Select(c => c.IsFree ? CsvText.Guard(c.Text) : c.Text), ',');
            yield return text.ToString();
            text.Clear();
        }
    }
}
