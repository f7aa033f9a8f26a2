using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Planning;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>A quarter by whoever has targets. TargetForm: null when the reader may not see targets. Won, Open: all of it; Categories: what is open, by category of its stage.</summary>
public sealed record ForecastAttainment(ForecastView View, DateOnly From, DateOnly To, string? TargetForm, IReadOnlyDictionary<string, ForecastSum> Categories, AttainmentRow Totals, IReadOnlyList<AttainmentGroup> Groups);

/// <summary>The values of one split. Totals: over all records, whoever they belong to.</summary>
public sealed record AttainmentGroup(ForecastSplit Split, IReadOnlyList<AttainmentRow> Rows, AttainmentRow Totals);

/// <summary>Target: null = none. Won is credited as the split says; Open: what is open and due in the quarter. Filters open the records behind each figure.</summary>
public sealed record AttainmentRow(object? Value, string? Label, decimal? Target, ForecastSum Won, ForecastSum Open, Filter? TargetFilter, Filter? WonFilter, Filter? OpenFilter)
{
    /// <summary>Won as a part of the target, not rounded; null without one.</summary>
    public decimal? Attainment => Target is > 0 ? Won.Amount / Target : null;

    /// <summary>What is missing to the target; below zero when it is passed.</summary>
    public decimal? Gap => Target - Won.Amount;

    /// <summary>How often what is open and weighted fills the gap; null when there is none.</summary>
    public decimal? Coverage => Gap is > 0 ? Open.Weighted / Gap : null;
}

/// <summary>Computes attainment from one state of the data.</summary>
public sealed class ForecastAttainments(ReportPlanner planner, ReportRunner runner)
{
    /// <summary>Day: any day of the quarter.</summary>
    public async Task<ForecastAttainment> ComputeAsync(ForecastView view, DateOnly day, CancellationToken ct)
    {
        var from = Calendar.StartOf(day, "quarter")!.Value;
        var to = from.AddMonths(3).AddDays(-1);
        var queries = new ForecastQueries(view);
        var targets = view.Forecast.Targets;
        var isReadable = targets is not null && IsReadable(targets, view.Access);
        var kinds = (targets?.By ?? []).Select((by, i) => (Split: view.Splits.FirstOrDefault(s => s.Key == by.Split), Index: i)).Where(k => k.Split is not null).ToList();
        var plans = kinds.SelectMany(k => new[] { queries.Won(k.Split!, from, to), queries.Open(k.Split!, from, to) }).Select(q => planner.Plan(q, view.Access)).ToList();
        if (isReadable)
            plans.AddRange(kinds.Select(k => planner.Plan(ForecastQueries.Targets(targets!, k.Index, from, to), view.Access)));
        plans.Add(planner.Plan(queries.OpenByCategory(from, to), view.Access));
        plans.Add(planner.Plan(queries.Won(null, from, to), view.Access));
        var answers = await runner.RunTogetherAsync(plans, view.Access, ct);
        var groups = kinds.Select((k, i) => Group(k.Split!, queries, from, to, answers[2 * i], answers[(2 * i) + 1],
            isReadable ? answers[(2 * kinds.Count) + i] : null, isReadable ? ForecastQueries.TargetFilter(targets!, k.Index, from, to) : null, isReadable ? targets!.By[k.Index].Field : "")).ToList();
        var categories = ForecastTables.Records(answers[^2]).ToDictionary(r => (string?)r[ForecastQueries.Category] ?? "", Sum);
        // Targets of different kinds are for the same money: in all it is those of the last kind, the finest.
        var totals = new AttainmentRow(null, null, groups.Count > 0 ? groups[^1].Totals.Target : null, Sum(answers[^1].Totals), Sum(answers[^2].Totals),
            groups.Count > 0 ? groups[^1].Totals.TargetFilter : null, Filter.All(queries.IsWon, queries.WonWithin(from, to)), Filter.All(queries.IsOpen, queries.Due(from, to)));
        return new ForecastAttainment(view, from, to, isReadable ? targets!.Form : null, categories, totals, groups);
    }

    private static bool IsReadable(ForecastTargets targets, AccessPolicy access) => access.Metadata.Form(targets.Form) is { } form && access.May(form, RecordAction.Read)
        && new[] { targets.Start, targets.Amount }.Concat(targets.By.Select(b => b.Field.Split('.')[0])).All(m => !access.IsHidden(form, m));

    private static AttainmentGroup Group(ForecastSplit split, ForecastQueries queries, DateOnly from, DateOnly to, ReportResult won, ReportResult open, ReportResult? targets, Filter? targetFilter, string targetField)
    {
        var (wonBy, openBy, targetBy) = (BySplit(won), BySplit(open), targets is null ? [] : BySplit(targets));
        var (wonFilter, openFilter) = (Filter.All(queries.IsWon, queries.WonWithin(from, to)), Filter.All(queries.IsOpen, queries.Due(from, to)));
        var rows = wonBy.Keys.Concat(openBy.Keys).Concat(targetBy.Keys).Distinct().Select(key =>
        {
            var value = key is DBNull ? null : key;
            return new AttainmentRow(value, new[] { won, open, targets }.OfType<ReportResult>().Select(a => ForecastLabels.Of(a, ForecastQueries.Split, value)).FirstOrDefault(l => l is not null),
                targetBy.TryGetValue(key, out var target) ? Number(target, ForecastQueries.Amount) : null, Sum(wonBy.GetValueOrDefault(key)), Sum(openBy.GetValueOrDefault(key)),
                target is null ? null : And(targetFilter, ForecastQueries.Is(targetField, value)), And(wonFilter, ForecastQueries.Is(split.WonBy ?? split.Field, value)), And(openFilter, ForecastQueries.Is(split.Field, value)));
        });
        var total = new AttainmentRow(null, null, targetBy.Count > 0 ? Number(targets!.Totals!, ForecastQueries.Amount) : null, Sum(won.Totals), Sum(open.Totals), targetFilter, wonFilter, openFilter);
        return new AttainmentGroup(split, [.. rows.OrderBy(r => r.Value is null).ThenByDescending(r => r.Target ?? -1).ThenByDescending(r => r.Won.Amount).ThenByDescending(r => r.Open.Weighted)], total);
    }

    private static Filter And(Filter? filter, FilterCondition condition) =>
        new FilterGroup("", FilterJoin.And, [.. filter is FilterGroup { Join: FilterJoin.And } group ? group.Parts : filter is null ? [] : [filter], condition]);

    private static Dictionary<object, Dictionary<string, object?>> BySplit(ReportResult answer) =>
        ForecastTables.Records(answer).ToDictionary(r => r[ForecastQueries.Split] ?? DBNull.Value);

    private static ForecastSum Sum(IReadOnlyDictionary<string, object?>? figures) => figures is null ? ForecastSum.Zero : new ForecastSum(
        Number(figures, ForecastQueries.Weighted), Number(figures, ForecastQueries.Amount), (long)Number(figures, ForecastQueries.Count),
        figures.ContainsKey(ForecastQueries.Valued) ? (long)(Number(figures, ForecastQueries.Count) - Number(figures, ForecastQueries.Valued)) : 0);

    private static decimal Number(IReadOnlyDictionary<string, object?> figures, string id) => Convert.ToDecimal(figures.GetValueOrDefault(id) ?? 0m, CultureInfo.InvariantCulture);
}
