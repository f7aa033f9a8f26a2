using System.Globalization;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Planning;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>Computes the table of a forecast: four questions to one state of the data, shaped without rounding anything.</summary>
public sealed class ForecastTables(ReportPlanner planner, ReportRunner runner, ClockSource clock)
{
    public const int MaxMonths = 24;

    /// <summary>From: a day of the first month.</summary>
    public async Task<ForecastTable> ComputeAsync(ForecastView view, ForecastSplit by, DateOnly from, int months, CancellationToken ct)
    {
        var (first, today) = (Calendar.StartOf(from, "month")!.Value, clock.Today);
        var last = first.AddMonths(months).AddDays(-1);
        var queries = new ForecastQueries(view);
        var questions = new[] { queries.OpenByMonth(by, today), queries.OpenByMonth(null, today), queries.WonByMonth(by, first, last), queries.WonByMonth(null, first, last) };
        var answers = await runner.RunTogetherAsync([.. questions.Select(q => planner.Plan(q, view.Access))], view.Access, ct);
        var shape = new Shape(first, last);
        var rows = new Dictionary<object, ForecastRow>();
        foreach (var answer in new[] { answers[0], answers[2] })
            foreach (var record in Records(answer))
                shape.Add(RowOf(rows, by, record[ForecastQueries.Split], answer), record, isWon: answer == answers[2]);
        var totals = new ForecastRow(null, null, null, null);
        foreach (var answer in new[] { answers[1], answers[3] })
            foreach (var record in Records(answer))
                shape.Add(totals, record, isWon: answer == answers[3]);
        return new ForecastTable(view, by, today, [.. Columns(queries, first, months, today)],
            [.. rows.Values.OrderBy(r => r.Value is null).ThenByDescending(r => r.Total.Open.Weighted).ThenByDescending(r => r.Total.Won.Amount).ThenBy(r => r.Label, StringComparer.Ordinal)],
            totals, $"{view.Pipeline.Field}.{StageProperties.Category}", answers.Any(a => a.Truncated));
    }

    private static ForecastRow RowOf(Dictionary<object, ForecastRow> rows, ForecastSplit by, object? value, ReportResult answer)
    {
        if (rows.TryGetValue(value ?? DBNull.Value, out var known) && known.Label is not null)
            return known;
        var label = ForecastLabels.Of(answer, ForecastQueries.Split, value);
        return known ?? (rows[value ?? DBNull.Value] = new ForecastRow(value, label, ForecastQueries.Is(by.Field, value), ForecastQueries.Is(by.WonBy ?? by.Field, value)));
    }

    internal static IEnumerable<Dictionary<string, object?>> Records(ReportResult answer) =>
        answer.Rows.Select(row => answer.Columns.Select((c, i) => (c.Id, Cell: row[i])).ToDictionary(c => c.Id, c => c.Cell));

    private static IEnumerable<ForecastColumn> Columns(ForecastQueries queries, DateOnly first, int months, DateOnly today)
    {
        yield return new ForecastColumn(Shape.Overdue, null, today.AddDays(-1), Open(queries.DueBefore(today)), null);
        if (first > today)
            yield return new ForecastColumn(Shape.Earlier, today, first.AddDays(-1), Open(queries.Due(today, first.AddDays(-1))), null);
        for (var i = 0; i < months; i++)
        {
            var (from, to) = (first.AddMonths(i), first.AddMonths(i + 1).AddDays(-1));
            yield return new ForecastColumn(ForecastQueries.Iso(from), from, to, to < today ? null : Open(queries.Due(from > today ? from : today, to)), Filter.All(queries.IsWon, queries.WonWithin(from, to)));
        }
        var end = first.AddMonths(months).AddDays(-1);
        yield return new ForecastColumn(Shape.Later, end.AddDays(1), null, Open(Filter.All(queries.DueAfter(end), end < today ? Filter.Of(queries.WithoutDate.Member, FilterOperator.Gte, ForecastQueries.Iso(today)) : null)!), null);
        yield return new ForecastColumn(Shape.None, null, null, Open(queries.WithoutDate), Filter.All(queries.IsWon, queries.WonWithoutDay));

        Filter Open(Filter due) => new FilterGroup("", FilterJoin.And, [queries.IsOpen, .. due is FilterGroup group ? group.Parts : [due]]);
    }

    /// <summary>Puts a group into the columns that its records belong to.</summary>
    private sealed class Shape(DateOnly first, DateOnly last)
    {
        public const string Overdue = "overdue";
        public const string Earlier = "earlier";
        public const string Later = "later";
        public const string None = "none";

        public void Add(ForecastRow row, Dictionary<string, object?> record, bool isWon)
        {
            var month = (DateOnly?)record[ForecastQueries.Month];
            if (isWon)
            {
                var won = new ForecastSum(0, Number(record, ForecastQueries.Amount), (long)Number(record, ForecastQueries.Count), 0);
                row.Cell(ColumnOf(month)).AddWon(won);
                row.Total.AddWon(won);
                return;
            }
            var category = (string?)record[ForecastQueries.Category] ?? "";
            var (all, late) = (Sum(record, ""), Sum(record, ForecastQueries.Late));
            if (late.Count > 0)
                row.Cell(Overdue).Add(category, late);
            if (all.Count > late.Count)
                row.Cell(ColumnOf(month)).Add(category, all - late);
            row.Total.Add(category, all);
        }

        private string ColumnOf(DateOnly? month) => month switch
        {
            null => None,
            { } day when day < first => Earlier,
            { } day when day > last => Later,
            { } day => ForecastQueries.Iso(day),
        };

        private static ForecastSum Sum(Dictionary<string, object?> record, string suffix) => new(
            Number(record, ForecastQueries.Weighted + suffix), Number(record, ForecastQueries.Amount + suffix), (long)Number(record, ForecastQueries.Count + suffix),
            (long)(Number(record, ForecastQueries.Count + suffix) - Number(record, ForecastQueries.Valued + suffix)));

        private static decimal Number(Dictionary<string, object?> record, string figure) => Convert.ToDecimal(record[figure] ?? 0m, CultureInfo.InvariantCulture);
    }
}
