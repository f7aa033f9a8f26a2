namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>The beginning of a file, enough to tell how it is written. IsWhole: the file ends here.</summary>
public sealed record CsvSample(ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    public const int MaxBytes = 256 * 1024;

    public static async Task<CsvSample> ReadAsync(Stream file, CancellationToken ct)
    {
        var buffer = new byte[MaxBytes];
        var length = await file.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, ct);
        return new CsvSample(buffer.AsMemory(0, length), length < MaxBytes);
    }
}
