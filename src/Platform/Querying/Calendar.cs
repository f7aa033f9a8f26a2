namespace NoCodeCrm.Platform.Querying;

/// <summary>Calendar arithmetic on days. Weeks begin on Monday.</summary>
public static class Calendar
{
    /// <summary>First day of the unit (<c>day week month quarter year</c>) that holds the day; null for an unknown unit.</summary>
    public static DateOnly? StartOf(DateOnly day, string unit) => unit switch
    {
        "day" => day,
        "week" => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        "month" => new DateOnly(day.Year, day.Month, 1),
        "quarter" => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        "year" => new DateOnly(day.Year, 1, 1),
        _ => null,
    };

    public static DateOnly Add(DateOnly day, int count, string unit)
    {
        try
        {
            return unit switch
            {
                "day" => day.AddDays(count),
                "week" => day.AddDays(7 * count),
                "month" => day.AddMonths(count),
                "quarter" => day.AddMonths(3 * count),
                _ => day.AddYears(count),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return count < 0 ? new DateOnly(2, 1, 1) : new DateOnly(9998, 12, 31); // beyond the calendar: as far as it goes
        }
    }

    /// <summary>The instant at which a local day begins; a start that the clock skips moves to the first instant that exists.</summary>
    public static DateTimeOffset StartOfDay(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        // Midnight comes twice where clocks go back over it: the day begins with the first.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
