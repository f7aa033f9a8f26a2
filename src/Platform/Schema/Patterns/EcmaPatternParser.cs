using System.Globalization;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>
/// Translates ECMA-262 to .NET by reading it whole: each character and class becomes the exact set of code points that
/// it means, so that the differences between the two (<c>\d</c>, <c>\s</c>, <c>.</c>, <c>$</c>, emoji) are gone.
/// </summary>
internal sealed class EcmaPatternParser
{
    private const int MaxLength = 1_000;
    private const int MaxDepth = 50;

    // Atoms after repetition is written out, which is what matching costs per character.
    private const int MaxSize = 10_000;

    private readonly EcmaScanner _scan;
    private readonly HashSet<string> _names = [];
    private readonly List<(string Text, CodePointSet? Set)> _parts = [];

    private EcmaPatternParser(string source) => _scan = new EcmaScanner(source);

    /// <summary>Null when it is malformed, unbounded or too large.</summary>
    public static EcmaPattern? Parse(string source)
    {
        if (source.Length > MaxLength)
            return null;
        var parser = new EcmaPatternParser(source);
        if (parser.Alternatives(0) is null || !parser._scan.AtEnd)
            return null;
        var alphabet = new CodePointAlphabet([.. parser._parts.Select(p => p.Set).OfType<CodePointSet>()]);
        return new EcmaPattern(source, alphabet, string.Concat(parser._parts.Select(p => p.Set is { } set ? alphabet.Class(set) : p.Text)));
    }

    private void Write(string text) => _parts.Add((text, null));

    // Each part answers its size, or null when it is none of ours.
    private long? Alternatives(int depth)
    {
        var size = 0L;
        while (true)
        {
            if (Sequence(depth) is not { } part)
                return null;
            size += part;
            if (!_scan.Take('|'))
                return size;
            Write("|");
        }
    }

    private long? Sequence(int depth)
    {
        var size = 0L;
        while (!_scan.AtEnd && !_scan.Sees('|') && !_scan.Sees(')'))
        {
            if (Term(depth) is not { } part || (size += part) > MaxSize)
                return null;
        }
        return size;
    }

    private long? Term(int depth)
    {
        if (_scan.Take('^'))
            return Anchor("\\A");
        if (_scan.Take('$'))
            return Anchor("\\z");
        if (Atom(depth) is not { } size)
            return null;
        return Repeat(size);
    }

    private long? Anchor(string text)
    {
        Write(text);
        return 1;
    }

    private long? Atom(int depth)
    {
        if (_scan.Take('('))
            return Group(depth + 1);
        var set = _scan.Take('.') ? EcmaClasses.AnyButLineEnds
            : _scan.Take('[') ? EcmaClasses.ReadClass(_scan)
            : _scan.Take('\\') ? EcmaClasses.ReadEscape(_scan, inClass: false)
            : _scan.TakePlain() is { } point ? CodePointSet.Of(point)
            : null;
        if (set is null)
            return null;
        _parts.Add(("", set));
        return 1;
    }

    private long? Group(int depth)
    {
        if (depth > MaxDepth || (_scan.Take('?') && !_scan.Take(':') && !(_scan.TakeName() is { } name && _names.Add(name))))
            return null;
        Write("(?:");
        if (Alternatives(depth) is not { } size || !_scan.Take(')'))
            return null;
        Write(")");
        return Math.Max(size, 1);
    }

    private long? Repeat(long size)
    {
        if (!_scan.TakeQuantifier(out var min, out var max))
            return null;
        if (min == 1 && max == 1)
            return size;
        // Lazy or greedy decides where a match ends, not whether there is one.
        _scan.Take('?');
        Write(string.Create(CultureInfo.InvariantCulture, $"{{{min},{(max == int.MaxValue ? "" : max)}}}"));
        var times = Math.Max(1L, max == int.MaxValue ? min + 1L : max);
        return min <= max && size * times <= MaxSize ? size * times : null;
    }
}
