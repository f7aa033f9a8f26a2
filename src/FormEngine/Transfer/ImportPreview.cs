using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>One column of a file as it is first shown: up to three different texts from it and a guess at its field.</summary>
public sealed record PreviewColumn(string Name, IReadOnlyList<string> Samples, ColumnSuggestion? Suggestion);

/// <summary>The beginning of a file: how it is written, its columns, its first rows, and what is wrong with what was seen.</summary>
public sealed record ImportPreview(CsvFormat Format, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<string[]> Rows, IReadOnlyList<(long Row, Problem Problem)> Problems)
{
    private const int MaxRows = 20;
    private const int MaxSamples = 3;
    private const int MaxShown = 500;

    /// <summary>Encoding and delimiter: as chosen, null to find out. Throws ValidationException for a file without a header.</summary>
    public static async Task<ImportPreview> ReadAsync(CsvSample sample, string? encoding, string? delimiter, AccessPolicy access, FormModel form, CancellationToken ct)
    {
        var format = CsvFormat.For(sample.Bytes.Span, sample.IsWhole, encoding, delimiter);
        await using var reader = await CsvRows.OpenAsync(new MemoryStream(sample.Bytes.ToArray()), format, ct);
        var rows = await ReadRowsAsync(reader, sample.IsWhole, ct);
        var problems = new List<(long, Problem)>();
        problems.AddRange(reader.Header.Twice.Select(name => (1L, new Problem("", "import.header_twice").With("column", name))));
        problems.AddRange(rows.Where(r => r.Fault is not null).Select(r => (r.Number, r.Fault!)));
        if (rows.Count == 0 && sample.IsWhole)
            problems.Add((1L, new Problem("", "import.empty")));
        var names = reader.Header.Names;
        var suggestions = ColumnSuggestions.For(access, form, names);
        var columns = names.Select((name, i) => (Name: name, Index: i)).Where(c => reader.Header.IndexOf(c.Name) == c.Index)
            .Select(c => new PreviewColumn(c.Name, Samples(rows, c.Index), suggestions[c.Index])).ToList();
        return new ImportPreview(format, columns, [.. rows.Select(r => Array.ConvertAll(r.Cells, Shown))], problems);
    }

    private static async Task<List<CsvRow>> ReadRowsAsync(CsvRows reader, bool isWhole, CancellationToken ct)
    {
        var rows = await reader.TakeAsync(MaxRows, ct);
        if (rows.Count < MaxRows && !isWhole && rows.Count > 0)
            rows.RemoveAt(rows.Count - 1); // the sample ended within it
        return rows;
    }

    private static List<string> Samples(List<CsvRow> rows, int cell) =>
        [.. rows.Where(r => cell < r.Cells.Length && !string.IsNullOrWhiteSpace(r.Cells[cell])).Select(r => Shown(r.Cells[cell])).Distinct().Take(MaxSamples)];

    private static string Shown(string cell) => CsvText.Cut(cell, MaxShown);
}
