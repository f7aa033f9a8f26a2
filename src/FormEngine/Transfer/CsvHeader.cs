using System.Collections.Immutable;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>The names in the first row. A name that stands twice means its first column; a column without a name is called <c>#3</c>.</summary>
public sealed class CsvHeader
{
    public const int MaxCells = 1_000;

    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    public CsvHeader(IEnumerable<string> cells)
    {
        Names = [.. cells.Select((name, i) => name.Trim() is { Length: > 0 } given ? given : $"#{i + 1}")];
        var twice = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < Names.Length; i++)
        {
            if (!_exact.TryAdd(Names[i], i) && !twice.Contains(Names[i]))
                twice.Add(Names[i]);
            _anyCase.TryAdd(Names[i], i);
        }
        Twice = twice.ToImmutable();
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>Names that stand more than once.</summary>
    public ImmutableArray<string> Twice { get; }

    /// <summary>The cell of a column, -1 when the file has none of that name.</summary>
    public int IndexOf(string name)
    {
        var trimmed = name.Trim();
        return _exact.TryGetValue(trimmed, out var exact) ? exact : _anyCase.GetValueOrDefault(trimmed, -1);
    }
}
