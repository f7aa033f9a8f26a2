using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>
/// A regular expression of ECMA-262 with the flag <c>u</c>, as draft-07 means it, without what can't be bounded in time:
/// no look-around, no back-references, no word boundaries. Matches anywhere in a text, in time linear in its length.
/// Compiled on first use and kept.
/// </summary>
public sealed class EcmaPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    private readonly CodePointAlphabet _alphabet;
    private readonly Lazy<Regex> _regex;

    internal EcmaPattern(string source, CodePointAlphabet alphabet, string translated)
    {
        Source = source;
        _alphabet = alphabet;
        _regex = new Lazy<Regex>(() => new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit));
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>Throws ArgumentException for what is no pattern or none of the bounded ones.</summary>
    public static EcmaPattern Read(string source) => TryRead(source, out var pattern) ? pattern : throw new ArgumentException("This pattern can't be used.", nameof(source));

    public static bool TryRead(string source, [NotNullWhen(true)] out EcmaPattern? pattern)
    {
        pattern = EcmaPatternParser.Parse(source);
        return pattern is not null;
    }

    /// <summary>False also for a text so long that 200 ms are not enough: what could not be checked is not accepted.</summary>
    public bool Matches(string text)
    {
        try
        {
            return _regex.Value.IsMatch(_alphabet.Write(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
