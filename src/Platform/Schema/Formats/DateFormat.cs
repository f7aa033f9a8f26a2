namespace NoCodeCrm.Platform.Schema.Formats;

/// <summary><c>full-date</c> and <c>date-time</c> of RFC 3339: days that exist, offsets that may be, nothing before or after.</summary>
public static class DateFormat
{
    private const int DayLength = 10;

    public static bool IsDate(string text) => text.Length == DayLength && IsDay(text);

    /// <summary>A day, T, a time to the second or finer, and Z or an offset. A leap second only in the last minute of a day in UTC.</summary>
    public static bool IsDateTime(string text)
    {
        const int secondsEnd = 19;
        if (text.Length <= secondsEnd || !IsDay(text.AsSpan(0, DayLength)) || text[DayLength] is not ('T' or 't')
            || text[13] != ':' || text[16] != ':'
            || !Number(text, 11, out var hour) || !Number(text, 14, out var minute) || !Number(text, 17, out var second))
            return false;
        var rest = text.AsSpan(secondsEnd);
        if (rest[0] == '.')
        {
            var end = rest[1..].IndexOfAnyExceptInRange('0', '9') + 1;
            if (end < 2)
                return false;
            rest = rest[end..];
        }
        return Offset(rest, out var offset) && hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && IsLastMinute(hour, minute, offset)));
    }

    private static bool IsLastMinute(int hour, int minute, int offset)
    {
        const int day = 24 * 60;
        return ((hour * 60) + minute - offset + day) % day == day - 1;
    }

    // Minutes east of UTC.
    private static bool Offset(ReadOnlySpan<char> text, out int offset)
    {
        offset = 0;
        if (text is "Z" or "z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !Number(text, 1, out var hours) || !Number(text, 4, out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = ((hours * 60) + minutes) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool IsDay(ReadOnlySpan<char> text) =>
        text[4] == '-' && text[7] == '-'
        && Number(text, 0, out var century) && Number(text, 2, out var year) && Number(text, 5, out var month) && Number(text, 8, out var day)
        && month is >= 1 and <= 12 && day >= 1 && day <= Days((century * 100) + year, month);

    // The calendar repeats every 400 years; .NET's has no year 0, RFC 3339's has.
    private static int Days(int year, int month) => DateTime.DaysInMonth(year == 0 ? 400 : year, month);

    private static bool Number(ReadOnlySpan<char> text, int start, out int number)
    {
        number = 0;
        if (!char.IsAsciiDigit(text[start]) || !char.IsAsciiDigit(text[start + 1]))
            return false;
        number = ((text[start] - '0') * 10) + text[start + 1] - '0';
        return true;
    }
}
