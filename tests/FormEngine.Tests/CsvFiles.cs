using System.Text;
using NoCodeCrm.FormEngine.Transfer;

namespace NoCodeCrm.FormEngine.Tests;

/// <summary>Files made for one test.</summary>
internal static class CsvFiles
{
    public static byte[] Bytes(string text, string encoding = "utf-8", bool mark = false)
    {
        var bytes = CsvEncodings.Get(encoding).GetBytes(text);
        return mark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes;
    }

    public static CsvFormat Detect(byte[] file) => CsvFormat.For(file, isWhole: true, null, null);

    public static async Task<(CsvHeader Header, List<CsvRow> Rows)> ReadAsync(byte[] file, CsvFormat? format = null)
    {
        await using var rows = await CsvRows.OpenAsync(new MemoryStream(file), format ?? Detect(file), CancellationToken.None);
        return (rows.Header, await rows.TakeAsync(int.MaxValue / 1_000_000, CancellationToken.None));
    }

    public static Task<(CsvHeader Header, List<CsvRow> Rows)> ReadAsync(string text) => ReadAsync(Bytes(text));
}
