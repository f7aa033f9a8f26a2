namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>How the bytes of a file become rows. Encoding: one of <see cref="CsvEncodings.Names"/>.</summary>
public sealed record CsvFormat(string Encoding, char Delimiter)
{
    public static readonly IReadOnlyList<char> Delimiters = [',', ';', '\t', '|'];

    /// <summary>The format that a person chose where they chose one, else the detected one.</summary>
    public static CsvFormat For(ReadOnlySpan<byte> sample, bool isWhole, string? encoding, string? delimiter)
    {
        var name = CsvEncodings.Find(encoding) ?? CsvEncodings.Detect(sample);
        return new CsvFormat(name, delimiter is [var chosen] ? chosen : CsvDelimiters.Detect(sample, isWhole, name));
    }
}
