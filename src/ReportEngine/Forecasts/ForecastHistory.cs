using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Periods;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>
/// Tells what changed in a forecast from the state of a day to that of another or to now, over the records that the reader may read now.
/// A split behind a reference takes the reference of the day and what stands behind it today.
/// </summary>
public sealed class ForecastHistory(Database database, PeriodKeeper keeper, PeriodReader periods, RecordStore records, ReportOptions options, ClockSource clock)
{
    private const int MostRecords = 1_000_000;

    public async Task<ForecastChanges> ComputeAsync(ForecastView view, ForecastChangesRequest request, CancellationToken ct)
    {
        await keeper.EnsureAsync(view.Form.Key, ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await AnswerAsync(view, request, limit.Token);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is OperationCanceledException or System.Data.Common.DbException)
        {
            ct.ThrowIfCancellationRequested();
            throw new LimitExceededException("report.timeout", false, new Problem("", "report.timeout").With("seconds", options.Timeout.TotalSeconds));
        }
    }

    private async Task<ForecastChanges> AnswerAsync(ForecastView view, ForecastChangesRequest request, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await session.HoldSnapshotAsync(ct);
        var now = clock.For(view.Access.Actor);
        var stage = view.Form.Field(view.Pipeline.Field)!;
        var open = view.Pipeline.Stages.Where(s => s.IsOpen).Select(s => s.Key).ToList();
        var states = await periods.BetweenAsync(session, view.Access, view.Form, stage, open, request.Since, request.Until ?? clock.Today, now, ct);
        var reading = new Reading(view, request);
        var present = request.Until is null ? await PresentAsync(session, reading, now, ct) : [];
        var split = await SplitAsync(session, reading, states, present, now, ct);
        var (opening, closing, movements) = (new List<ForecastHolding>(), new List<ForecastHolding>(), new List<Movement>());
        foreach (var (record, moments) in Moments(reading, split, states, present))
        {
            Hold(opening, record, moments[0], request.Period);
            Hold(closing, record, moments[^1], request.Period);
            movements.AddRange(Movements.Of(record, moments, request.Period));
        }
        var result = new ForecastChanges(view, request, opening, closing, movements, await periods.FirstDayAsync(session, view.Form, ct)) { Labels = new Dictionary<object, string>() };
        return result with { Labels = await new SplitLabels(records, view, request.By).ReadAsync(session, [.. result.Keys], ct) };
    }

    private static void Hold(List<ForecastHolding> held, long record, ForecastMoment moment, ForecastPeriod? period)
    {
        if (Movements.IsCounted(moment, period))
            held.Add(new ForecastHolding(record, moment.Key, moment.Value));
    }

    // Open records as they are now, through the same compiled conditions as any list.
    private static async Task<Dictionary<long, IReadOnlyDictionary<string, object>>> PresentAsync(ISqlSession session, Reading reading, QueryClock now, CancellationToken ct)
    {
        var members = reading.Members;
        var question = new RowQuery { Members = [.. members], Filter = new ForecastQueries(reading.View).IsOpen, Limit = MostRecords };
        var statement = question.Compile(new QueryBuilder(session.Dialect, reading.View.Access, reading.View.Form, now));
        var present = new Dictionary<long, IReadOnlyDictionary<string, object>>();
        await using var reader = await statement.Command(session).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var cells = statement.Read(reader);
            var values = new Dictionary<string, object>();
            for (var i = 0; i < members.Count; i++)
                if (cells[1 + i] is { } value)
                    values[members[i]] = value;
            present[(long)cells[0]!] = values;
        }
        return present;
    }

    private async Task<Func<IReadOnlyDictionary<string, object>, object>> SplitAsync(ISqlSession session, Reading reading, List<RecordState> states, Dictionary<long, IReadOnlyDictionary<string, object>> present, QueryClock now, CancellationToken ct)
    {
        var (own, behind) = reading.Request.By.Parts;
        if (behind is null)
            return values => values.GetValueOrDefault(own) ?? DBNull.Value;
        var form = own == SystemMembers.Owner ? BuiltInForms.User : reading.View.Form.Field(own)!.Targets[0];
        var ids = states.Select(s => s.Values).Concat(present.Values).Select(v => v.GetValueOrDefault(own)).OfType<long>().Distinct().ToList();
        var known = await periods.BehindAsync(session, reading.View.Access, reading.View.Access.Metadata.Form(form)!, behind, ids, now, ct);
        return values => values.GetValueOrDefault(own) is long id && known.TryGetValue(id, out var value) ? value : DBNull.Value;
    }

    private static IEnumerable<(long Record, IReadOnlyList<ForecastMoment> Moments)> Moments(Reading reading, Func<IReadOnlyDictionary<string, object>, object> split, List<RecordState> states, Dictionary<long, IReadOnlyDictionary<string, object>> present)
    {
        var seen = new HashSet<long>();
        foreach (var record in states.GroupBy(s => s.Record))
        {
            seen.Add(record.Key);
            yield return (record.Key, [.. Told(reading, split, [.. record], present.GetValueOrDefault(record.Key))]);
        }
        foreach (var (record, values) in present)
            if (!seen.Contains(record))
                yield return (record, [ForecastMoment.Absent, reading.Moment(values, split)]);
    }

    private static IEnumerable<ForecastMoment> Told(Reading reading, Func<IReadOnlyDictionary<string, object>, object> split, IReadOnlyList<RecordState> states, IReadOnlyDictionary<string, object>? present)
    {
        var since = reading.Request.Since;
        if (states[0].From > since)
            yield return ForecastMoment.Absent;
        foreach (var state in states)
            yield return reading.Moment(state.Values, split);
        if (reading.Request.Until is { } until)
        {
            if (states[^1].To <= until)
                yield return ForecastMoment.Absent;
        }
        else if (present is not null)
            yield return reading.Moment(present, split);
        else
            yield return states[^1].IsDeleted ? ForecastMoment.Absent : ForecastMoment.Absent with { Status = reading.StatusOf(states[^1].StageNow) };
    }

    /// <summary>How the members of a record become a moment.</summary>
    private sealed class Reading(ForecastView view, ForecastChangesRequest request)
    {
        public ForecastView View { get; } = view;
        public ForecastChangesRequest Request { get; } = request;
        private string Measure => Request.Measure == ForecastQueries.Weighted ? View.Forecast.Weighted : View.Forecast.Amount;

        public IReadOnlyList<string> Members => [.. new[] { View.Pipeline.Field, Measure, View.Forecast.Date, Request.By.Parts.Member }.Distinct()];

        public ForecastMoment Moment(IReadOnlyDictionary<string, object> values, Func<IReadOnlyDictionary<string, object>, object> split) => new(
            StatusOf(values.GetValueOrDefault(View.Pipeline.Field) as string),
            values.TryGetValue(Measure, out var value) ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : 0,
            values.GetValueOrDefault(View.Forecast.Date) as DateOnly?,
            split(values));

        // A stage that the pipeline no longer has counts as none.
        public ForecastStatus StatusOf(string? stage) => View.Pipeline.Stage(stage)?.Kind switch
        {
            StageKind.Open => ForecastStatus.Open,
            StageKind.Won => ForecastStatus.Won,
            StageKind.Lost => ForecastStatus.Lost,
            _ => ForecastStatus.Absent,
        };
    }
}
