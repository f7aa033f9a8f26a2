using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Days and working hours of a sample's story, which ends with the evening before the day of loading.</summary>
internal sealed class SampleCalendar(DateOnly today, TimeZoneInfo zone)
{
    private const int Opens = 9 * 60;
    private const int Closes = 18 * 60;

    public DateOnly Today { get; } = today;

    /// <summary>Nothing happens from here on.</summary>
    public DateTimeOffset End { get; } = Calendar.StartOfDay(today, zone);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>A moment of the day within working hours; of a weekend, of the Monday after it.</summary>
    public DateTimeOffset At(DateOnly day, Dice dice) => Calendar.StartOfDay(Weekday(day), zone).AddMinutes(dice.Whole(Opens, Closes));

    /// <summary>As <see cref="At"/>, but after the other moment and before the end.</summary>
    public DateTimeOffset At(DateOnly day, Dice dice, DateTimeOffset after)
    {
        var at = At(day, dice);
        if (at <= after)
            at = after.AddMinutes(dice.Whole(5, 90));
        return at < End ? at : Max(after.AddSeconds(1), End.AddMinutes(-dice.Whole((24 * 60) - Closes, (24 * 60) - Opens)));
    }

    public static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
