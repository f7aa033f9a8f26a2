using CsvHelper;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Finds what separates cells: the character by which the most rows have as many cells as the header.</summary>
internal static class CsvDelimiters
{
    private const int MaxRows = 50;

    public static char Detect(ReadOnlySpan<byte> sample, bool isWhole, string encoding)
    {
        var bytes = sample.ToArray();
        return CsvFormat.Delimiters.MaxBy(delimiter => Score(bytes, isWhole, encoding, delimiter));
    }

    // Agreement between rows counts most, then the number of columns; one column is no evidence at all.
    private static double Score(byte[] sample, bool isWhole, string encoding, char delimiter)
    {
        using var reader = CsvReader.Create(new MemoryStream(sample), CsvRows.Options(new CsvFormat(encoding, delimiter)));
        var counts = new List<int>();
        try
        {
            while (counts.Count <= MaxRows && reader.Read())
                counts.Add(reader.FieldCount);
        }
        catch (CsvFormatException)
        {
            return 0; // by this character the sample is one endless cell
        }
        if (!isWhole && counts.Count is > 1 and <= MaxRows)
            counts.RemoveAt(counts.Count - 1); // cut off in the middle
        if (counts.Count == 0 || counts[0] == 1)
            return 0;
        return counts.Count(c => c == counts[0]) / (double)counts.Count + (Math.Min(counts[0], 500) / 1000d);
    }
}
