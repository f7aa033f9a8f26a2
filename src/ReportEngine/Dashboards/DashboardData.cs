using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Dashboards;

/// <summary>Computes a dashboard for one reader: each widget by itself, a few at a time; one that fails says so and disturbs no other.</summary>
public sealed class DashboardData(ReportPlanner planner, ReportRunner runner, ReportOptions options, ILogger<DashboardData> log)
{
    public async Task<DashboardResult> ComputeAsync(DashboardDefinition dashboard, IReadOnlyList<FilterChoice> choices, CrossFilter? cross, AccessPolicy access, CancellationToken ct)
    {
        var computed = dashboard.Widgets.Where(w => w.HasQuery).ToList();
        var widgets = new WidgetResult[computed.Count];
        DataRange? range = null;
        List<Func<CancellationToken, ValueTask>> work = [.. computed.Select((widget, i) => new Func<CancellationToken, ValueTask>(
            async token => widgets[i] = await ComputeAsync(widget, choices, cross, Own(access), token)))];
        work.Add(async token => range = await RangeAsync(dashboard, Own(access), token));
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelWidgets, CancellationToken = ct };
        await Parallel.ForEachAsync(work, limits, (task, token) => task(token));
        return new DashboardResult(widgets, range);
    }

    // A policy remembers what it looked up and is not made for several threads.
    private static AccessPolicy Own(AccessPolicy access) => new(access.Actor, access.Metadata);

    /// <summary>One widget by itself, or why it has no answer. Limit: in place of the query's own, unless what is beyond it is told.</summary>
    public async Task<WidgetResult> ComputeAsync(DashboardWidget widget, IReadOnlyList<FilterChoice> choices, CrossFilter? cross, AccessPolicy access, CancellationToken ct, int? limit = null)
    {
        try
        {
            var query = Filtered(ReportQueryParser.Parse(widget.Query, "/query"), widget, choices, cross);
            if (limit is { } most && !query.Others)
                query = query with { Limit = most };
            return new WidgetResult(widget.Id, await runner.RunAsync(planner.Plan(query, access), access, ct), query, null);
        }
        catch (DomainException e)
        {
            return new WidgetResult(widget.Id, null, null, e);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "Widget {Widget} failed", widget.Id);
            return new WidgetResult(widget.Id, null, null, new LimitExceededException("report.failed", exhausted: true));
        }
    }

    private static ReportQuery Filtered(ReportQuery query, DashboardWidget widget, IReadOnlyList<FilterChoice> choices, CrossFilter? cross)
    {
        var conditions = new List<Filter?> { query.Filters, cross?.For(widget.Id, query.Source) };
        foreach (var choice in choices)
        {
            if (widget.MemberOf(choice.Filter) is not { } member)
                continue;
            if (choice.Period is { } period && Compared(query, member) is { } compared)
                query = query with { TimeDimensions = query.TimeDimensions.Replace(compared, compared with { Range = period }) };
            else
                conditions.Add(choice.On(member));
        }
        return query with { Filters = Filter.All([.. conditions]) };
    }

    // A figure that is compared with the period before follows the page: the chosen period takes the place of its own.
    private static ReportTimeDimension? Compared(ReportQuery query, string member) => query.TimeDimensions.FirstOrDefault(t => t.ComparesPrevious && t.Field == member);

    private async Task<DataRange?> RangeAsync(DashboardDefinition dashboard, AccessPolicy access, CancellationToken ct)
    {
        if (dashboard.Filters.FirstOrDefault(f => f.Kind == DashboardFilterKind.Period) is not { } period)
            return null;
        var query = new ReportQuery
        {
            Source = dashboard.Source,
            Measures = [Extreme("from", Aggregate.Min, period.Member), Extreme("to", Aggregate.Max, period.Member)],
        };
        try
        {
            var plan = planner.Plan(query, access);
            var row = (await runner.RunAsync(plan, access, ct)).Rows[0];
            return (row[0], row[1]) switch
            {
                (DateOnly from, DateOnly to) => new DataRange(from, to),
                (DateTimeOffset from, DateTimeOffset to) => new DataRange(LocalDay(from, plan.Clock.Zone), LocalDay(to, plan.Clock.Zone)),
                _ => null,
            };
        }
        catch (DomainException)
        {
            return null; // the member is hidden from this reader: the widgets say so
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "The range of dashboard {Dashboard} failed", dashboard.Key);
            return null;
        }
    }

    private static ReportMeasure Extreme(string id, Aggregate aggregate, string member) => new(new AggregateMeasure(id, aggregate, member, null), null);

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
