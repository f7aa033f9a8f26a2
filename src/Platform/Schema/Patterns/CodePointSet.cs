namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>A set of Unicode code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;

    private CodePointSet(IReadOnlyList<(int From, int To)> ranges) => Ranges = ranges;

    public IReadOnlyList<(int From, int To)> Ranges { get; }

    /// <summary>The only member, null when there are more or none.</summary>
    public int? Single => Ranges is [var only] && only.From == only.To ? only.From : null;

    public static CodePointSet Of(int point) => new([(point, point)]);

    public static CodePointSet Of(params (int From, int To)[] ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var range in ranges.OrderBy(r => r.From))
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else
                merged.Add(range);
        return new CodePointSet(merged);
    }

    public CodePointSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (from, to) in Ranges)
        {
            if (from > next)
                gaps.Add((next, from - 1));
            next = to + 1;
        }
        if (next <= Last)
            gaps.Add((next, Last));
        return new CodePointSet(gaps);
    }
}
