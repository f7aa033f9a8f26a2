namespace NoCodeCrm.Conformance.Tests.Generated;

/// <summary>Texts, patterns and formats, with values at and beside what they allow.</summary>
internal static class Texts
{
    private static readonly string[] Letters = ["a", "b", "Z", "0", "7", "_", "-", " ", "\n", "é", "中", "文", "🐲", "😀", "\u3000", "٣"];
    private static readonly string[] Atoms = ["a", "b", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[ab0-9]", "[^a]", "[^中]", "[\\u4e00-\\u9fa5]", "中", "🐲", "[🐲😀]", "[^🐲]", "\\p{L}", "\\P{L}", "\\p{Nd}", "\\u{1F432}", "\\x61", "\\-", "(ab)", "(?:b|中)", "(?<n>a)", "[\\-\\d]", "\\/", "\\."];
    private static readonly string[] Marks = ["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"];

    private static readonly Dictionary<string, string[]> Samples = new()
    {
        ["date"] = ["2024-02-29", "1999-12-31", "0000-02-29", "2100-02-28"],
        ["date-time"] = ["2024-02-29T23:59:59Z", "1998-12-31T23:59:60Z", "2020-01-01t00:00:00.125+08:00", "2020-06-30T15:59:60-08:00", "2020-01-01T10:20:30.1234567Z"],
        ["email"] = ["ann@example.com", "a.b+c@mail.example.org", "x@localhost", "o'neil@a-b.cn"],
        ["uri"] = ["https://example.com/a?b=c#d", "http://[::1]:8080/", "mailto:a@b.c", "https://user:pw@host:1/%41%42", "urn:isbn:1", "http://a.b/c;d=e,(f)"],
    };

    public static readonly IReadOnlyCollection<string> Formats = Samples.Keys;

    public static string Some(Dice dice, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => dice.Of(Letters)));

    /// <summary>A pattern of ECMA-262; now and then one that another reader of it may refuse.</summary>
    public static string Pattern(Dice dice)
    {
        var body = string.Concat(Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => dice.Of(Atoms) + dice.Of(Marks)));
        if (dice.Chance(20))
            body += "|" + dice.Of(Atoms);
        return (dice.Chance(50) ? "^" : "") + (dice.Chance(30) ? $"(?:{body})" : body) + (dice.Chance(50) ? "$" : "");
    }

    /// <summary>A value of the format, as it is or with one character changed.</summary>
    public static string Formatted(Dice dice, string format)
    {
        var text = dice.Of(Samples[format]);
        if (dice.Chance(40))
            return text;
        var at = dice.Below(text.Length + 1);
        var mark = dice.Of("0", "9", "3", ":", ".", "-", "+", "Z", "T", " ", "@", "%", "/", "\"", "[", "]", "é", "\n", "<", "a");
        return dice.Below(3) switch
        {
            0 => text.Insert(at, mark),
            1 when at < text.Length => text.Remove(at, 1),
            _ => at < text.Length ? text.Remove(at, 1).Insert(at, mark) : text + mark,
        };
    }
}
