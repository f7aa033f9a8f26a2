using System.Globalization;
using System.Runtime.CompilerServices;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Writes exported rows as a workbook of one sheet, row by row. Numbers are numbers; everything else is text within its
/// cell, which a spreadsheet shows and never runs. A workbook's own bounds hold: more rows are refused, a longer text ends in "…".
/// </summary>
public static class WorkbookExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int MaxRows = 1_048_576; // the header among them
    private const int MaxText = 32_767;

    private static readonly OpenXmlConfiguration Plain = new() { AutoFilter = false, TableStyles = TableStyles.None };

    /// <summary>Writes to <paramref name="target"/>, which may be read only once this is done. Throws 422 <c>export.rows</c> beyond a sheet's rows.</summary>
    public static Task WriteAsync(Stream target, IAsyncEnumerable<IReadOnlyList<ExportCell[]>> pages, CancellationToken ct) =>
        target.SaveAsAsync(RowsAsync(pages, ct), printHeader: false, configuration: Plain, cancellationToken: ct);

    private static async IAsyncEnumerable<IDictionary<string, object?>> RowsAsync(IAsyncEnumerable<IReadOnlyList<ExportCell[]>> pages, [EnumeratorCancellation] CancellationToken ct)
    {
        var count = 0;
        await foreach (var page in pages.WithCancellation(ct))
            foreach (var row in page)
            {
                if (++count > MaxRows)
                    throw ValidationException.Refused(new Problem("", "export.rows").With("max", MaxRows - 1));
                yield return Named(row);
            }
    }

    // Columns go by their place: two of them may have the same title.
    private static Dictionary<string, object?> Named(ExportCell[] row)
    {
        var cells = new Dictionary<string, object?>(row.Length, StringComparer.Ordinal);
        for (var i = 0; i < row.Length; i++)
            cells[i.ToString(CultureInfo.InvariantCulture)] = row[i].Number is { } number ? number : CsvText.Cut(row[i].Text, MaxText - 1);
        return cells;
    }
}
