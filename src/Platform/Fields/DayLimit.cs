using System.Globalization;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A day that is fixed (<c>2026-01-31</c>) or, where Day is null, counted from today (<c>today</c>, <c>today+7</c>, <c>today-30</c>).</summary>
public sealed partial record DayLimit(DateOnly? Day, int Offset)
{
    /// <summary>A hundred years.</summary>
    public const int MaxOffset = 36_500;

    public static DayLimit? Read(string? text)
    {
        if (text is null)
            return null;
        if (DateFieldType.TryRead(text, out var day))
            return new DayLimit(day, 0);
        var relative = Relative().Match(text);
        if (!relative.Success)
            return null;
        var offset = relative.Groups["offset"] is { Success: true } days ? int.Parse(days.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return Math.Abs(offset) <= MaxOffset ? new DayLimit(null, offset) : null;
    }

    public DateOnly On(DateOnly today) => Day ?? DateOnly.FromDayNumber(Math.Clamp(today.DayNumber + Offset, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Whether it lies after another whatever day it is; false where that depends on today.</summary>
    public bool IsAlwaysAfter(DayLimit other) => Day is null == other.Day is null && (Day, Offset).CompareTo((other.Day, other.Offset)) > 0;

    [GeneratedRegex(@"^today(?<offset>[+-]\d{1,5})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();
}
