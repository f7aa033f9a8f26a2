using System.Globalization;
using System.Text;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>A set of Unicode code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private const int FirstBeyondPlane = 0x10000;

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

    /// <summary>
    /// One .NET atom over UTF-16: a class for what one unit holds, an alternative per run of surrogate pairs. Halves of
    /// pairs are never members, so a match can't begin or end within a character.
    /// </summary>
    public void WriteTo(StringBuilder text)
    {
        var single = new StringBuilder();
        var pairs = new List<string>();
        foreach (var (from, to) in Ranges)
        {
            Units(single, from, Math.Min(to, 0xD7FF));
            Units(single, Math.Max(from, 0xE000), Math.Min(to, 0xFFFF));
            Pairs(pairs, Math.Max(from, FirstBeyondPlane), to);
        }
        if (single.Length > 0)
            pairs.Insert(0, $"[{single}]");
        text.Append(pairs.Count switch { 0 => "[^\\u0000-\\uFFFF]", 1 => $"(?:{pairs[0]})", _ => $"(?:{string.Join('|', pairs)})" });
    }

    private static void Units(StringBuilder text, int from, int to)
    {
        if (from <= to)
            text.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}-\\u{to:X4}");
    }

    // The first and the last high half may reach only part of their low halves, all between reach every one.
    private static void Pairs(List<string> pairs, int from, int to)
    {
        if (from > to)
            return;
        var (firstHigh, firstLow) = Halves(from);
        var (lastHigh, lastLow) = Halves(to);
        if (firstHigh == lastHigh)
        {
            Pair(pairs, firstHigh, firstHigh, firstLow, lastLow);
            return;
        }
        if (firstLow > 0xDC00)
            Pair(pairs, firstHigh, firstHigh++, firstLow, 0xDFFF);
        if (lastLow < 0xDFFF)
            Pair(pairs, lastHigh, lastHigh--, 0xDC00, lastLow);
        if (firstHigh <= lastHigh)
            Pair(pairs, firstHigh, lastHigh, 0xDC00, 0xDFFF);
    }

    private static void Pair(List<string> pairs, int fromHigh, int toHigh, int fromLow, int toLow) =>
        pairs.Add(string.Create(CultureInfo.InvariantCulture, $"[\\u{fromHigh:X4}-\\u{toHigh:X4}][\\u{fromLow:X4}-\\u{toLow:X4}]"));

    private static (int High, int Low) Halves(int point) => (0xD800 + ((point - FirstBeyondPlane) >> 10), 0xDC00 + ((point - FirstBeyondPlane) & 0x3FF));
}
