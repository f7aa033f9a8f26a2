using System.Globalization;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>What escapes and bracketed classes of ECMA-262 mean, as sets of code points; null for what is malformed or not ours.</summary>
internal static class EcmaClasses
{
    private static readonly CodePointSet LineEnds = CodePointSet.Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029));
    private static readonly CodePointSet Digits = CodePointSet.Of(('0', '9'));
    private static readonly CodePointSet Words = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));
    private static readonly CodePointSet Blanks = CodePointSet.Of((0x09, 0x0D), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public static readonly CodePointSet AnyButLineEnds = LineEnds.Complement();

    /// <summary>Reads from behind the opening bracket to behind the closing one.</summary>
    public static CodePointSet? ReadClass(EcmaScanner scan)
    {
        var isNegated = scan.Take('^');
        var ranges = new List<(int, int)>();
        while (!scan.Take(']'))
        {
            if (ReadMember(scan) is not { } first)
                return null;
            if (!scan.Take('-'))
                ranges.AddRange(first.Ranges);
            else if (scan.Sees(']'))
                ranges.AddRange([.. first.Ranges, ('-', '-')]);
            else if (ReadMember(scan) is { Single: { } to } && first.Single is { } from && from <= to)
                ranges.Add((from, to));
            else
                return null;
        }
        var set = CodePointSet.Of([.. ranges]);
        return isNegated ? set.Complement() : set;
    }

    private static CodePointSet? ReadMember(EcmaScanner scan) =>
        scan.Take('\\') ? ReadEscape(scan, inClass: true) : scan.TakeAny() is { } point ? CodePointSet.Of(point) : null;

    /// <summary>Reads what follows a backslash.</summary>
    public static CodePointSet? ReadEscape(EcmaScanner scan, bool inClass)
    {
        if (scan.TakeSyntax() is { } mark)
            return CodePointSet.Of(mark);
        return scan.TakeAny() switch
        {
            'd' => Digits,
            'D' => Digits.Complement(),
            'w' => Words,
            'W' => Words.Complement(),
            's' => Blanks,
            'S' => Blanks.Complement(),
            'p' => Property(scan),
            'P' => Property(scan)?.Complement(),
            'b' when inClass => CodePointSet.Of(0x08),
            '-' when inClass => CodePointSet.Of('-'),
            var c => Character(c, scan) is { } point and not (>= 0xD800 and <= 0xDFFF) ? CodePointSet.Of(point) : null,
        };
    }

    private static int? Character(int? c, EcmaScanner scan) => c switch
    {
        't' => 0x09,
        'n' => 0x0A,
        'v' => 0x0B,
        'f' => 0x0C,
        'r' => 0x0D,
        '0' when !DigitFollows(scan) => 0,
        'c' => scan.TakeAny() is { } letter && char.IsAsciiLetter((char)letter) && letter < 0x80 ? letter % 32 : null,
        'x' => scan.TakeHex(2),
        'u' => Unicode(scan),
        _ => null,
    };

    private static int? Unicode(EcmaScanner scan)
    {
        if (scan.Take('{'))
            return scan.TakeUntil('}') is { Length: > 0 and <= 8 } hex && hex.All(char.IsAsciiHexDigit)
                && int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is >= 0 and <= 0x10FFFF and var point ? point : null;
        if (scan.TakeHex(4) is not { } unit)
            return null;
        if (unit is < 0xD800 or > 0xDBFF)
            return unit;
        return scan.Take('\\') && scan.Take('u') && scan.TakeHex(4) is >= 0xDC00 and <= 0xDFFF and var low ? char.ConvertToUtf32((char)unit, (char)low) : null;
    }

    private static bool DigitFollows(EcmaScanner scan) => "0123456789".Any(scan.Sees);

    private static CodePointSet? Property(EcmaScanner scan) =>
        scan.Take('{') && scan.TakeUntil('}') is { } name ? UnicodeCategories.Find(name) : null;
}
