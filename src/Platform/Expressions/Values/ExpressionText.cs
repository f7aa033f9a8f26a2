using System.Text;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Text as expressions mean it: length in Unicode code points, order by code point, and case mapped one code point to one
/// (so <c>ß</c> stays), because that is what every evaluator can agree on.
/// </summary>
internal static class ExpressionText
{
    private static readonly Lazy<(string From, string To)> LowerTable = new(() => CaseTable(Rune.ToLowerInvariant));
    private static readonly Lazy<(string From, string To)> UpperTable = new(() => CaseTable(Rune.ToUpperInvariant));

    /// <summary>Every code point that <see cref="Lower"/> changes, and what it becomes, in step.</summary>
    public static (string From, string To) Lowering => LowerTable.Value;

    /// <summary>Every code point that <see cref="Upper"/> changes, and what it becomes, in step.</summary>
    public static (string From, string To) Uppering => UpperTable.Value;

    /// <summary>The characters that <see cref="Trim"/> takes off, for a database to take off the same.</summary>
    public static string WhiteSpace { get; } =
        string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace));

    /// <summary>Whether every store can hold the text: no U+0000 and no half of a surrogate pair.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static string Lower(string text) => Map(text, Rune.ToLowerInvariant);

    public static string Upper(string text) => Map(text, Rune.ToUpperInvariant);

    public static string Trim(string text) => text.Trim();

    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                length--;
            }
        }

        return length;
    }

    public static bool StartsWith(string text, string part) => text.StartsWith(part, StringComparison.Ordinal);

    public static bool EndsWith(string text, string part) => text.EndsWith(part, StringComparison.Ordinal);

    /// <summary>Order by code point, as UTF-8 bytes compare in the databases; UTF-16 order differs beyond U+FFFF.</summary>
    public static int Compare(string left, string right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a != b)
            {
                var surrogates = char.IsSurrogate(a).CompareTo(char.IsSurrogate(b));
                return surrogates != 0 ? surrogates : a.CompareTo(b);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static string Map(string text, Func<Rune, Rune> map)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mapped.Append(map(rune).ToString());
        }

        return mapped.ToString();
    }

    private static (string From, string To) CaseTable(Func<Rune, Rune> map)
    {
        var from = new StringBuilder();
        var to = new StringBuilder();
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.TryCreate(code, out var rune) && map(rune) is var mapped && mapped != rune)
            {
                from.Append(rune.ToString());
                to.Append(mapped.ToString());
            }
        }

        return (from.ToString(), to.ToString());
    }
}
