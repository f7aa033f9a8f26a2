namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Calendar arithmetic. Units are day, week, month and year; the number is cut to a whole one; a month that is too short
/// ends at its last day (31 January and a month is the end of February). Instants count in UTC, a day being 24 hours.
/// A result outside the years 1 to 9999 is blank.
/// </summary>
internal static class ExpressionDates
{
    public static readonly IReadOnlyList<string> Units = ["day", "week", "month", "year"];

    // Farther than any two dates lie apart, in days: beyond it the result is blank whatever the unit.
    private const decimal Farthest = 4_000_000;

    public static DateOnly? Add(DateOnly date, decimal amount, string unit) =>
        Add(date.ToDateTime(TimeOnly.MinValue), amount, unit) is { } sum ? DateOnly.FromDateTime(sum) : null;

    public static DateTimeOffset? Add(DateTimeOffset instant, decimal amount, string unit) =>
        Add(instant.UtcDateTime, amount, unit) is { } sum
            ? new DateTimeOffset(DateTime.SpecifyKind(sum, DateTimeKind.Utc))
            : null;

    public static decimal Difference(DateOnly from, DateOnly to, string unit) =>
        Difference(from.ToDateTime(TimeOnly.MinValue), to.ToDateTime(TimeOnly.MinValue), unit);

    public static decimal Difference(DateTimeOffset from, DateTimeOffset to, string unit) =>
        Difference(from.UtcDateTime, to.UtcDateTime, unit);

    /// <summary>Instants are kept in whole milliseconds, so that every store holds the same.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static DateTime? Add(DateTime start, decimal amount, string unit)
    {
        if (Math.Abs(amount) > Farthest)
        {
            return null;
        }

        var whole = (int)decimal.Truncate(amount);
        try
        {
            return unit switch
            {
                "day" => start.AddDays(whole),
                "week" => start.AddDays(7.0 * whole),
                "month" => AddMonths(start, whole),
                "year" => AddMonths(start, whole * 12L),
                _ => throw new ArgumentException($"No unit {unit}.", nameof(unit)),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    // DateTime.AddMonths refuses more than 120,000 months by an exception of the same type as a result out of range.
    private static DateTime AddMonths(DateTime start, long months) => start.AddMonths((int)Math.Clamp(months, -120_001, 120_001));

    private static decimal Difference(DateTime from, DateTime to, string unit) => unit switch
    {
        "day" => (to - from).Ticks / TimeSpan.TicksPerDay,
        "week" => (to - from).Ticks / (7 * TimeSpan.TicksPerDay),
        "month" => WholeMonths(from, to),
        "year" => WholeMonths(from, to) / 12,
        _ => throw new ArgumentException($"No unit {unit}.", nameof(unit)),
    };

    // The months that can be added to `from` without passing `to`.
    private static int WholeMonths(DateTime from, DateTime to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return months switch
        {
            > 0 when from.AddMonths(months) > to => months - 1,
            < 0 when from.AddMonths(months) < to => months + 1,
            _ => months,
        };
    }
}
