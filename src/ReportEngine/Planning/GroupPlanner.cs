using System.Collections.Immutable;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>The questions behind one answer about groups: the groups themselves, sums at their edges, the period before.</summary>
internal sealed class GroupPlanner(PlanDraft draft)
{
    private readonly ReportQuery _query = draft.Query;

    /// <summary>Columns: of all keys and measures, those of parts of metrics included.</summary>
    public ReportPlan Complete(ReportPlan plan, ImmutableArray<ReportColumn> columns)
    {
        var groups = new GroupQuery
        {
            Keys = [.. draft.Keys],
            Measures = [.. _query.Measures.Select(m => m.Figure)],
            Filter = draft.Filter,
            Having = _query.Having,
            Order = [.. draft.Order],
            Limit = draft.Limit + 1,
        };
        var shown = Shown(draft.Keys.Count);
        return plan with
        {
            Columns = [.. shown.Select(i => columns[i])],
            Shown = shown,
            Groups = groups,
            Others = _query.Others ? draft.Keys[0] : null,
            Subtotals = [.. _query.Subtotals.Select(by => Subtotal(groups, by))],
            Comparison = Comparison(groups, plan.Clock.Today),
        };
    }

    private ImmutableArray<int> Shown(int keys) =>
        [.. Enumerable.Range(0, keys), .. Enumerable.Range(0, _query.Measures.Length).Where(i => !_query.Measures[i].IsHidden).Select(i => keys + i)];

    // Having narrows the groups shown, not the records: edges, like totals, are of all of them.
    private Subtotal Subtotal(GroupQuery groups, ImmutableArray<string> by)
    {
        var keys = by.Select(id => draft.Keys.First(k => k.Id == id)).ToImmutableArray();
        return new Subtotal(by, groups with { Keys = keys, Having = null, Order = [], Limit = ReportQuery.MaxLimit }, Shown(keys.Length));
    }

    private Comparison? Comparison(GroupQuery groups, DateOnly today)
    {
        var index = _query.TimeDimensions.ToList().FindIndex(t => t.ComparesPrevious && t.Range is not null);
        if (index < 0 || _query.TimeDimensions[index].Range!.Previous() is not { } range || range.Days(today) is not var (from, to))
            return null;
        var ranges = _query.TimeDimensions.Select((t, i) => (i == index ? range : t.Range)?.On(t.Field, $"{_query.Path}/timeDimensions/{i}/dateRange"));
        return new Comparison(from, to, groups with { Keys = [], Having = null, Order = [], Filter = Filter.All([_query.Filters, .. ranges]) });
    }
}
