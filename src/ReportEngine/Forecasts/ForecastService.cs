using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>Forecasts as they come over HTTP: every parameter is read here, 400 names each that cannot be. Safe for concurrent use.</summary>
public sealed class ForecastService(ForecastTables tables, ForecastAttainments attainments, ForecastHistory history, ClockSource clock)
{
    private const int DefaultMonths = 6;

    private static readonly string[] Periods = ["month", "quarter", "year", "all"];
    private static readonly string[] Measures = [ForecastQueries.Amount, ForecastQueries.Weighted];

    public Task<ForecastTable> TableAsync(string key, ForecastParameters parameters, AccessPolicy access, CancellationToken ct)
    {
        var view = ForecastView.Find(key, access);
        var by = view.Split(parameters.Text("by"));
        var from = parameters.Day("from") ?? clock.Today;
        var months = parameters.Number("months", DefaultMonths, 1, ForecastTables.MaxMonths);
        parameters.Close();
        return tables.ComputeAsync(view, by, from, months, ct);
    }

    public Task<ForecastAttainment> AttainmentAsync(string key, ForecastParameters parameters, AccessPolicy access, CancellationToken ct)
    {
        var view = ForecastView.Find(key, access);
        var day = parameters.Day("quarter") ?? clock.Today;
        parameters.Close();
        return attainments.ComputeAsync(view, day, ct);
    }

    public Task<ForecastChanges> ChangesAsync(string key, ForecastParameters parameters, AccessPolicy access, CancellationToken ct)
    {
        var view = ForecastView.Find(key, access);
        var by = view.Split(parameters.Text("by"));
        var since = parameters.Day("since");
        var until = parameters.Day("until");
        var unit = parameters.Choice("period", Periods) ?? "quarter";
        var at = parameters.Day("at") ?? clock.Today;
        var measure = parameters.Choice("measure", Measures) ?? ForecastQueries.Amount;
        if (since is null)
            parameters.Fault("since", "forecast.since");
        if (since > clock.Today)
            parameters.Fault("since", "forecast.future");
        if (until > clock.Today)
            parameters.Fault("until", "forecast.future");
        if (until < since)
            parameters.Fault("until", "forecast.order");
        parameters.Close();
        return history.ComputeAsync(view, new ForecastChangesRequest(by, since!.Value, until, PeriodOf(unit, at), measure), ct);
    }

    private static ForecastPeriod? PeriodOf(string unit, DateOnly at) =>
        Calendar.StartOf(at, unit) is { } from ? new ForecastPeriod(from, Calendar.Add(from, 1, unit).AddDays(-1)) : null;
}
