using CsvHelper;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Reads a file row by row, whatever its size. A row that does not fit the header is handed out with its fault; rows
/// without any text are passed over. Throws ValidationException where no row can be told from the next.
/// </summary>
public sealed class CsvRows : IAsyncDisposable
{
    // An unclosed quote would swallow the rest of the file: a row larger than this is not one.
    private const int MaxRowBytes = 4 * 1024 * 1024;

    private readonly CsvReader _reader;
    private bool _isUnclosed;
    private long _number = 1;

    private CsvRows(Stream stream, CsvFormat format)
    {
        _reader = CsvReader.Create(stream, Options(format) with { OnMalformedRecord = r => _isUnclosed |= r.Reason == CsvMalformedReason.UnterminatedQuote });
    }

    public CsvHeader Header { get; private set; } = new([]);

    /// <summary>Opens a file at its beginning. The stream is closed with the rows.</summary>
    public static async Task<CsvRows> OpenAsync(Stream stream, CsvFormat format, CancellationToken ct)
    {
        var rows = new CsvRows(stream, format);
        try
        {
            if (await rows.ReadAsync(ct))
                rows.Header = new CsvHeader(rows.Cells());
            if (rows.Header.Names.IsEmpty)
                throw Refused("import.empty");
            if (rows._reader.FieldCount > CsvHeader.MaxCells)
                throw Refused("import.too_wide", ("max", CsvHeader.MaxCells));
            return rows;
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next row with any text in it, null at the end.</summary>
    public async ValueTask<CsvRow?> NextAsync(CancellationToken ct)
    {
        while (await ReadAsync(ct))
        {
            _number++;
            var cells = Cells();
            if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                return new CsvRow(_number, cells, Fault(cells));
        }
        return null;
    }

    /// <summary>Up to so many rows; fewer only at the end.</summary>
    public async Task<List<CsvRow>> TakeAsync(int count, CancellationToken ct)
    {
        var rows = new List<CsvRow>(count);
        while (rows.Count < count && await NextAsync(ct) is { } row)
            rows.Add(row);
        return rows;
    }

    internal static CsvReaderOptions Options(CsvFormat format) => new()
    {
        HasHeader = false,
        Separator = format.Delimiter,
        Encoding = format.Encoding == CsvEncodings.Utf8 ? null : CsvEncodings.Get(format.Encoding),
        MaxRecordSize = MaxRowBytes,
        IncludeValuesInExceptions = false,
    };

    private async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await _reader.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            throw Refused("import.quote", ("row", _number + 1));
        }
    }

    private string[] Cells()
    {
        var cells = new string[Math.Min(_reader.FieldCount, CsvHeader.MaxCells)];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = _reader.GetString(i);
        return cells;
    }

    private Problem? Fault(string[] cells)
    {
        if (_isUnclosed)
            return new Problem("", "import.quote").With("row", _number);
        if (_reader.FieldCount != Header.Names.Length)
            return new Problem("", "import.ragged").With("count", _reader.FieldCount).With("expected", Header.Names.Length);
        return Array.Exists(cells, c => c.Contains('\uFFFD')) ? new Problem("", "import.encoding") : null;
    }

    private static ValidationException Refused(string code, params (string Name, object Value)[] parameters) =>
        new(code, [parameters.Aggregate(new Problem("/file", code), (problem, p) => problem.With(p.Name, p.Value))]);

    public ValueTask DisposeAsync() => _reader.DisposeAsync();
}
