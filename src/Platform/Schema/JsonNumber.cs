using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>
/// A JSON number exactly as written: any number of digits, any exponent, never rounded and never expanded, so that
/// <c>1e999999999</c> costs no more than <c>1</c>. Equal numbers are equal however they are written.
/// </summary>
public readonly record struct JsonNumber
{
    private readonly string? _digits; // without zeros at either end; null for zero
    private readonly BigInteger _exponent; // of the last digit
    private readonly bool _isNegative;

    private JsonNumber(string digits, BigInteger exponent, bool isNegative) => (_digits, _exponent, _isNegative) = (digits, exponent, isNegative);

    public int Sign => _digits is null ? 0 : _isNegative ? -1 : 1;

    public bool IsInteger => _exponent.Sign >= 0;

    /// <summary>Digits after the point that are needed, 0 for whole numbers.</summary>
    public int DecimalPlaces => _exponent.Sign >= 0 ? 0 : Small(-_exponent);

    /// <summary>Digits from the first that is not zero to the last one or to the point, whichever comes later.</summary>
    public int DigitCount => _digits is null ? 0 : Small(_digits.Length + BigInteger.Max(_exponent, 0));

    internal string Canonical => _digits is null ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(_isNegative ? "-" : "")}{_digits}e{_exponent}");

    public static JsonNumber Of(JsonElement number) =>
        TryParse(number.GetRawText(), out var parsed) ? parsed : throw new ArgumentException("This is not a number.", nameof(number));

    /// <summary>Reads <c>[sign] digits [. digits] [e exponent]</c> with digits on at least one side of the point.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out JsonNumber number)
    {
        number = default;
        var isNegative = text.StartsWith("-");
        if (isNegative || text.StartsWith("+"))
            text = text[1..];
        var exponent = BigInteger.Zero;
        if (text.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            if (!BigInteger.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
                return false;
            text = text[..mark];
        }
        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        if (point >= 0)
            exponent -= text.Length - point - 1;
        var significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        number = significant.Length == 0 ? default : new JsonNumber(significant, exponent, isNegative);
        return true;
    }

    /// <summary>Below zero when the first is less, zero when both are worth the same.</summary>
    public static int Compare(JsonNumber a, JsonNumber b)
    {
        if (a.Sign != b.Sign)
            return a.Sign.CompareTo(b.Sign);
        return a.Sign >= 0 ? a.CompareSize(b) : -a.CompareSize(b);
    }

    /// <summary>Whether a whole number of steps makes it. The step is above zero.</summary>
    public bool IsMultipleOf(JsonNumber step)
    {
        if (_digits is null)
            return true;
        var power = _exponent - step._exponent;
        // Neither has a zero at its end: what the step has beyond the number's last digit can't be a factor of it.
        if (power.Sign < 0)
            return false;
        var divisor = BigInteger.Parse(step._digits!, CultureInfo.InvariantCulture);
        // A divisor below 2^n has fewer than n factors two or five: more tens than that change nothing.
        var tens = BigInteger.Min(power, divisor.GetBitLength());
        return (BigInteger.Parse(_digits, CultureInfo.InvariantCulture) * BigInteger.ModPow(10, tens, divisor) % divisor).IsZero;
    }

    public bool TryGetInt64(out long value)
    {
        value = 0;
        return IsInteger && DigitCount <= 19 && long.TryParse(Plain(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The number as a decimal when it fits without rounding.</summary>
    public bool TryGetDecimal(out decimal value)
    {
        value = 0;
        return DigitCount <= 28 && DecimalPlaces <= 28
            && decimal.TryParse(ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    public override string ToString() => Canonical;

    // Both above or both below zero: first by the place of the first digit, then digit by digit.
    private int CompareSize(JsonNumber other)
    {
        if (_digits is null || other._digits is null)
            return 0;
        var place = (_exponent + _digits.Length).CompareTo(other._exponent + other._digits.Length);
        return place != 0 ? place : string.CompareOrdinal(_digits, other._digits);
    }

    private string Plain() => (_isNegative ? "-" : "") + (_digits ?? "0") + new string('0', (int)_exponent);

    private static int Small(BigInteger count) => count > int.MaxValue ? int.MaxValue : (int)count;
}
