using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>What a reader asks of the changes of a forecast. Until: null = now. Measure: <c>amount</c> or <c>weighted</c>.</summary>
public sealed record ForecastChangesRequest(ForecastSplit By, DateOnly Since, DateOnly? Until, ForecastPeriod? Period, string Measure);

/// <summary>
/// A forecast then, what has happened to it, and the forecast at the end: opening + movements = closing, in all and in each row. Movements: every
/// step of every record. FirstDay: the first day whose state is known; null when none is.
/// </summary>
public sealed record ForecastChanges(ForecastView View, ForecastChangesRequest Request, IReadOnlyList<ForecastHolding> Opening, IReadOnlyList<ForecastHolding> Closing, IReadOnlyList<Movement> Movements, DateOnly? FirstDay)
{
    /// <summary>What the values of the split are called, those that the reader may see.</summary>
    public required IReadOnlyDictionary<object, string> Labels { get; init; }

    /// <summary>Every value of the split that occurs, the largest at the end first, blank last.</summary>
    public IEnumerable<object> Keys => Opening.Concat(Closing).Select(h => h.Key).Concat(Movements.Select(m => m.Key)).Distinct()
        .OrderBy(k => k is DBNull).ThenByDescending(k => Closing.Where(h => h.Key.Equals(k)).Sum(h => h.Amount)).ThenBy(k => Labels.GetValueOrDefault(k), StringComparer.Ordinal);
}

/// <summary>A record that the forecast holds at its beginning or end.</summary>
public sealed record ForecastHolding(long Record, object Key, decimal Amount);
