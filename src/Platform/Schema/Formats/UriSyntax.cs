using System.Buffers;
using System.Net;

namespace NoCodeCrm.Platform.Schema.Formats;

/// <summary>An absolute URI of RFC 3986: with a scheme, ASCII only, percent signs only as escapes.</summary>
public static class UriSyntax
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string Delimiters = "!$&'()*+,;=";
    private static readonly SearchValues<char> Scheme = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
    private static readonly SearchValues<char> Name = SearchValues.Create(Unreserved + Delimiters + "%");
    private static readonly SearchValues<char> User = SearchValues.Create(Unreserved + Delimiters + "%:");
    private static readonly SearchValues<char> Path = SearchValues.Create(Unreserved + Delimiters + "%:@/");
    private static readonly SearchValues<char> Query = SearchValues.Create(Unreserved + Delimiters + "%:@/?");
    private static readonly SearchValues<char> Future = SearchValues.Create(Unreserved + Delimiters + ":");
    private static readonly SearchValues<char> Address = SearchValues.Create("0123456789ABCDEFabcdef:.");

    public static bool IsUri(string text)
    {
        var rest = text.AsSpan();
        var colon = rest.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(rest[0]) || rest[..colon].ContainsAnyExcept(Scheme) || !EscapesAreWhole(rest))
            return false;
        rest = rest[(colon + 1)..];
        if (!Cut(ref rest, '#', Query) || !Cut(ref rest, '?', Query))
            return false;
        if (!rest.StartsWith("//"))
            return !rest.ContainsAnyExcept(Path);
        rest = rest[2..];
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest[..slash];
        return IsAuthority(authority) && !rest[authority.Length..].ContainsAnyExcept(Path);
    }

    // Takes what follows the mark off the end; false when it holds what it may not.
    private static bool Cut(ref ReadOnlySpan<char> text, char mark, SearchValues<char> allowed)
    {
        var at = text.IndexOf(mark);
        if (at < 0)
            return true;
        var isFine = !text[(at + 1)..].ContainsAnyExcept(allowed);
        text = text[..at];
        return isFine;
    }

    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0 && authority[..at].ContainsAnyExcept(User))
            return false;
        var host = authority[(at + 1)..];
        var isLiteral = host.StartsWith("[");
        var end = isLiteral ? host.IndexOf(']') + 1 : host.IndexOf(':');
        if (isLiteral && (end == 0 || !IsLiteral(host[1..(end - 1)])))
            return false;
        if (end < 0)
            end = host.Length;
        var port = host[end..];
        return (isLiteral || !host[..end].ContainsAnyExcept(Name))
            && (port.Length == 0 || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9')));
    }

    private static bool IsLiteral(ReadOnlySpan<char> literal)
    {
        if (literal.Length > 0 && literal[0] is 'v' or 'V')
        {
            var dot = literal.IndexOf('.');
            return dot > 1 && !literal[1..dot].ContainsAnyExcept(Address) && literal[1..dot].IndexOf(':') < 0 && literal.Length > dot + 1 && !literal[(dot + 1)..].ContainsAnyExcept(Future);
        }
        return literal.Contains(':') && !literal.ContainsAnyExcept(Address) && IPAddress.TryParse(literal, out _) && HasPlainTail(literal);
    }

    // An embedded IPv4 address is four decimal numbers without leading zeros; IPAddress reads more than that.
    private static bool HasPlainTail(ReadOnlySpan<char> literal)
    {
        var tail = literal[(literal.LastIndexOf(':') + 1)..];
        if (!tail.Contains('.'))
            return true;
        var numbers = 0;
        foreach (var part in tail.Split('.'))
        {
            var number = tail[part];
            if (number.Length is 0 or > 3 || (number.Length > 1 && number[0] == '0') || number.ContainsAnyExceptInRange('0', '9'))
                return false;
            numbers++;
        }
        return numbers == 4;
    }

    private static bool EscapesAreWhole(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%'))
        {
            if (text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return false;
            text = text[(at + 3)..];
        }
        return true;
    }
}
