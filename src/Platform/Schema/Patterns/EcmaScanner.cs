using System.Globalization;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>Walks over the text of a pattern, code point by code point.</summary>
internal sealed class EcmaScanner(string source)
{
    private const string Syntax = "^$\\.*+?()[]{}|";
    private int _at;

    public bool AtEnd => _at >= source.Length;

    public bool Sees(char c) => _at < source.Length && source[_at] == c;

    public bool Take(char c)
    {
        if (!Sees(c))
            return false;
        _at++;
        return true;
    }

    /// <summary>The next code point, whatever it is; null at the end and on half of a surrogate pair.</summary>
    public int? TakeAny()
    {
        if (AtEnd)
            return null;
        if (char.IsHighSurrogate(source[_at]) && _at + 1 < source.Length && char.IsLowSurrogate(source[_at + 1]))
        {
            _at += 2;
            return char.ConvertToUtf32(source[_at - 2], source[_at - 1]);
        }
        return char.IsSurrogate(source[_at]) ? null : source[_at++];
    }

    /// <summary>The next code point when it stands for itself.</summary>
    public int? TakePlain() => AtEnd || Syntax.Contains(source[_at]) ? null : TakeAny();

    /// <summary>What an identity escape may escape: the marks of the syntax and the slash.</summary>
    public int? TakeSyntax() => !AtEnd && (Syntax.Contains(source[_at]) || source[_at] == '/') ? source[_at++] : null;

    /// <summary>The name of a group with its angle brackets; null for look-behind and whatever else is no name.</summary>
    public string? TakeName() => Take('<') && TakeUntil('>') is { Length: > 0 } name && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? name : null;

    public string? TakeUntil(char end)
    {
        var found = source.IndexOf(end, Math.Min(_at, source.Length));
        if (found < 0)
            return null;
        var text = source[_at..found];
        _at = found + 1;
        return text;
    }

    public int? TakeHex(int digits)
    {
        if (_at + digits > source.Length || !int.TryParse(source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return null;
        _at += digits;
        return value;
    }

    /// <summary>The repetition that follows, once when none does. False when it is malformed.</summary>
    public bool TakeQuantifier(out int min, out int max)
    {
        (min, max) = (1, 1);
        if (Take('*'))
            (min, max) = (0, int.MaxValue);
        else if (Take('+'))
            (min, max) = (1, int.MaxValue);
        else if (Take('?'))
            (min, max) = (0, 1);
        else if (Take('{'))
            return TakeUntil('}') is { } range && Range(range, out min, out max);
        return true;
    }

    private static bool Range(string text, out int min, out int max)
    {
        max = int.MaxValue;
        var parts = text.Split(',');
        return Count(parts[0], out min)
            && (parts.Length == 1 ? Count(parts[0], out max) : parts.Length == 2 && (parts[1].Length == 0 || Count(parts[1], out max)));
    }

    private static bool Count(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count < int.MaxValue;
}
