using System.Text.Json;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>A row whose references to other rows of its file wait until all are in. IsUnchanged: its record needed no write so far.</summary>
public sealed record LaterReference(long Id, long Row, bool IsUnchanged, string[] Cells)
{
    public CsvRow ToRow() => new(Row, Cells, null);

    public string ToLine() => JsonSerializer.Serialize(this, PlainJson.Options) + "\n";

    /// <summary>Up to so many entries from a position on, and the position after them.</summary>
    public static async Task<(List<LaterReference> Entries, long Next)> ReadAsync(string path, long position, long end, int count, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = position;
        using var reader = new StreamReader(file);
        var entries = new List<LaterReference>();
        while (entries.Count < count && position < end && await reader.ReadLineAsync(ct) is { } line)
        {
            entries.Add(JsonSerializer.Deserialize<LaterReference>(line, PlainJson.Options)!);
            position += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
        }
        return (entries, position);
    }
}
