using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.FormEngine.Duplicates;

/// <summary>Same: nobody would call them two. Similar: worth a look.</summary>
public enum Resemblance
{
    None,
    Similar,
    Same,
}

/// <summary>How a kind of text is compared, and which pieces of it another one must contain to be worth comparing at all.</summary>
public sealed record Comparison(Func<string, IReadOnlyList<string>> Pieces, Func<string, string, Resemblance> Compare)
{
    private const int MaxPieces = 6;
    private const int PhoneTail = 7;
    private const double Similarity = 0.7;

    public static Comparison For(FieldType type) => type switch
    {
        EmailFieldType => Mail,
        PhoneFieldType => Phone,
        UrlFieldType => Web,
        _ => Name,
    };

    private static readonly Comparison Mail = new(
        value => [value.Trim()],
        (a, b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase) ? Resemblance.Same : Resemblance.None);

    // Country and area codes are written or not: the last digits decide.
    private static readonly Comparison Phone = new(
        value => Digits(value) is { Length: >= PhoneTail } digits ? [digits[^4..]] : [],
        (a, b) => Tail(a) is { } tail && tail == Tail(b) ? Resemblance.Same : Resemblance.None);

    private static readonly Comparison Web = new(
        value => Host(value) is { Length: > 3 } host ? [host] : [],
        (a, b) => Host(a) == Host(b) ? Resemblance.Same : Resemblance.None);

    private static readonly Comparison Name = new(NamePieces, CompareNames);

    private static IReadOnlyList<string> NamePieces(string value)
    {
        var pieces = new List<string>();
        foreach (var word in NameNoise.Words(value).OrderByDescending(w => w.Length))
            if (IsHan(word[0]))
                pieces.AddRange(Pairs(word));
            else if (word.Length >= 3)
                pieces.Add(word[..Math.Min(word.Length, 5)]); // the beginning: typing errors come later in a word
        return [.. pieces.Distinct().Take(MaxPieces)];
    }

    private static Resemblance CompareNames(string a, string b)
    {
        var (one, other) = (NameNoise.Core(a), NameNoise.Core(b));
        if (one == other)
            return Resemblance.Same;
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        var isPart = shorter.Length >= (shorter.Length > 0 && IsHan(shorter[0]) ? 2 : 4) && longer.Contains(shorter, StringComparison.Ordinal) && shorter.Length * 2 >= longer.Length;
        return isPart || Dice(one, other) >= Similarity ? Resemblance.Similar : Resemblance.None;
    }

    // Twice the pairs of neighbours that both have, by the pairs that there are: 1 = alike, 0 = nothing in common.
    private static double Dice(string a, string b)
    {
        var (one, other) = (Pairs(a).ToList(), Pairs(b).ToList());
        if (one.Count == 0 || other.Count == 0)
            return 0;
        var all = one.Count + other.Count;
        return 2.0 * one.Count(other.Remove) / all;
    }

    private static IEnumerable<string> Pairs(string text) => Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2));

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string? Tail(string text) => Digits(text) is { Length: >= PhoneTail } digits ? digits[^PhoneTail..] : null;

    private static string Host(string text)
    {
        var host = text.Trim().ToLowerInvariant();
        host = host[(host.IndexOf("//", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 2 : 0)..].Split('/', ':', '?')[0];
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
