using System.Text.RegularExpressions;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Reads a number literal exactly, from its own text: JavaScript's parser has made a double of it.</summary>
internal static partial class ExpressionNumberLiteral
{
    /// <summary>Null for hexadecimal, exponents, separators, and for more digits than a number keeps.</summary>
    public static decimal? Read(string raw)
    {
        if (!Plain().IsMatch(raw))
        {
            return null;
        }

        var point = raw.IndexOf('.');
        var decimals = point < 0 ? 0 : raw.Length - point - 1;
        var significant = raw.Replace(".", "").TrimStart('0').Length;
        return significant <= ExpressionLimits.NumberDigits && decimals <= ExpressionLimits.NumberDigits
            ? decimal.Parse(raw, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)?(\.[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
