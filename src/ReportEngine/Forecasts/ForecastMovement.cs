namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>What can happen to a record in a forecast, in the order in which a waterfall tells it.</summary>
public enum MovementKind
{
    /// <summary>Was not there, and has come into the forecast.</summary>
    New,

    /// <summary>Was closed, and is open again.</summary>
    Reopened,

    /// <summary>Is expected to bring more than before.</summary>
    Grown,

    /// <summary>Is expected to bring less than before.</summary>
    Shrunk,

    /// <summary>Its date has come into the period.</summary>
    PulledIn,

    /// <summary>Its date has left the period.</summary>
    Pushed,

    /// <summary>Went from one value of the split to another: out of the one, into the other.</summary>
    Moved,
    Won,
    Lost,

    /// <summary>Lies in the recycle bin.</summary>
    Removed,
}

public enum ForecastStatus
{
    /// <summary>Did not exist, or lay in the recycle bin.</summary>
    Absent,
    Open,
    Won,
    Lost,
}

/// <summary>A record at one moment. Value: its amount, 0 when it has none. Key: its value of the split; <see cref="DBNull"/> = blank.</summary>
public readonly record struct ForecastMoment(ForecastStatus Status, decimal Value, DateOnly? Date, object Key)
{
    public static readonly ForecastMoment Absent = new(ForecastStatus.Absent, 0, null, DBNull.Value);
}

/// <summary>One step of one record: what it adds to the forecast of a value of the split.</summary>
public sealed record Movement(MovementKind Kind, long Record, object Key, decimal Amount);

/// <summary>The days that a forecast is about, both included; null = all, those without a date too.</summary>
public sealed record ForecastPeriod(DateOnly From, DateOnly To)
{
    public static bool Holds(ForecastPeriod? period, DateOnly? day) => period is null || (day >= period.From && day <= period.To);
}

/// <summary>
/// Takes the difference between two moments of a record apart into steps, each of which changes one thing, in a fixed order: it comes (new, reopened);
/// its value changes; its date changes; it changes hands; it goes (won, lost, removed) with the value it had last. The steps of a
/// record therefore add up to its difference exactly, in each value of the split and in all. Pure.
/// </summary>
public static class Movements
{
    /// <summary>What a moment counts in the forecast.</summary>
    public static decimal Counted(ForecastMoment moment, ForecastPeriod? period) => IsCounted(moment, period) ? moment.Value : 0;

    public static bool IsCounted(ForecastMoment moment, ForecastPeriod? period) => moment.Status == ForecastStatus.Open && ForecastPeriod.Holds(period, moment.Date);

    /// <summary>Moments: the opening one first, the closing one last, those between them by day.</summary>
    public static IEnumerable<Movement> Of(long record, IReadOnlyList<ForecastMoment> moments, ForecastPeriod? period)
    {
        var (opening, closing) = (moments[0], moments[^1]);
        // One that has gone goes as it was when it was last open.
        var last = closing.Status == ForecastStatus.Open ? closing : moments.LastOrDefault(m => m.Status == ForecastStatus.Open, opening);
        if (last.Status != ForecastStatus.Open)
            yield break; // it was never open in all that time
        var isIn = IsCounted(last, period);
        if (opening.Status != ForecastStatus.Open)
        {
            if (isIn)
                yield return new Movement(opening.Status == ForecastStatus.Absent ? MovementKind.New : MovementKind.Reopened, record, last.Key, last.Value);
        }
        else
            foreach (var step in Steps(record, opening, last, moments, period))
                yield return step;
        if (isIn && closing.Status != ForecastStatus.Open)
            yield return new Movement(Gone(closing.Status), record, last.Key, -last.Value);
    }

    private static IEnumerable<Movement> Steps(long record, ForecastMoment from, ForecastMoment to, IReadOnlyList<ForecastMoment> moments, ForecastPeriod? period)
    {
        var (wasIn, isIn) = (IsCounted(from, period), IsCounted(to, period));
        if (wasIn && to.Value != from.Value)
            yield return new Movement(to.Value > from.Value ? MovementKind.Grown : MovementKind.Shrunk, record, from.Key, to.Value - from.Value);
        if (!wasIn && isIn)
            yield return new Movement(MovementKind.PulledIn, record, from.Key, to.Value);
        if (wasIn && !isIn)
            yield return new Movement(MovementKind.Pushed, record, from.Key, -to.Value);
        if (!isIn)
            yield break;
        if (!Equals(from.Key, to.Key))
        {
            yield return new Movement(MovementKind.Moved, record, from.Key, -to.Value);
            yield return new Movement(MovementKind.Moved, record, to.Key, to.Value);
        }
        else if (wasIn && moments.Any(m => IsCounted(m, period) && !Equals(m.Key, from.Key)))
            yield return new Movement(MovementKind.Moved, record, from.Key, 0); // away and back
    }

    private static MovementKind Gone(ForecastStatus status) => status switch
    {
        ForecastStatus.Won => MovementKind.Won,
        ForecastStatus.Lost => MovementKind.Lost,
        _ => MovementKind.Removed,
    };
}
