using System.Data.Common;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>
/// Runs plans on read-only sessions. All statements of one answer see one state of the data. A query that runs longer
/// than the timeout is ended (422 <c>report.timeout</c>); one whose caller went away is cancelled.
/// </summary>
public sealed class ReportRunner(Database database, RecordStore records, ReportOptions options)
{
    public async Task<ReportResult> RunAsync(ReportPlan plan, AccessPolicy access, CancellationToken ct) => (await RunTogetherAsync([plan], access, ct))[0];

    /// <summary>The answers of several plans, in their order, from one state of the data, within one timeout.</summary>
    public async Task<IReadOnlyList<ReportResult>> RunTogetherAsync(IReadOnlyList<ReportPlan> plans, AccessPolicy access, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await AnswerAsync(plans, access, hasWideSums: false, limit.Token);
        }
        catch (DbException e) when (database.Dialect.IsSumOverflow(e))
        {
            // Rare enough that ordinary sums need not pay for it.
            return await AnswerAsync(plans, access, hasWideSums: true, limit.Token);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is OperationCanceledException or DbException)
        {
            ct.ThrowIfCancellationRequested();
            throw new LimitExceededException("report.timeout", false, new Problem("", "report.timeout").With("seconds", options.Timeout.TotalSeconds));
        }
    }

    private async Task<IReadOnlyList<ReportResult>> AnswerAsync(IReadOnlyList<ReportPlan> plans, AccessPolicy access, bool hasWideSums, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await session.HoldSnapshotAsync(ct);
        var version = await DataVersion.ReadAsync(session, ct);
        var results = new List<ReportResult>();
        foreach (var plan in plans)
            results.Add(await AnswerAsync(session, plan, access, hasWideSums, ct) with { DataVersion = version });
        return results;
    }

    private async Task<ReportResult> AnswerAsync(ReadSession session, ReportPlan plan, AccessPolicy access, bool hasWideSums, CancellationToken ct)
    {
        var run = new ReportRun(session, plan, access, options.Timeout, hasWideSums);
        var (rows, totals) = plan.Groups is { } groups ? await run.GroupsAsync(groups, ct) : (await run.RecordsAsync(plan.Rows!, ct), null);
        var truncated = rows.Count > plan.Limit;
        if (truncated)
            rows.RemoveAt(rows.Count - 1);
        var others = truncated && plan.Others is { } key ? await run.OthersAsync(plan.Groups!, key, rows, ct) : null;
        var labels = new ResultLabels(session, records, access);
        var result = new ReportResult
        {
            Columns = await labels.NameAsync(plan.Columns, plan.Show(rows, plan.Shown), totals?.Missing, ct),
            Rows = plan.Show(rows, plan.Shown),
            Totals = plan.Visible(totals?.Values),
            Others = plan.Visible(others?.Values),
            Truncated = truncated && others is null,
        };
        foreach (var subtotal in plan.Subtotals)
            result = result with { Subtotals = [.. result.Subtotals, new ResultSubtotal(subtotal.By, plan.Show(await run.SubtotalAsync(subtotal.Groups, ct), subtotal.Shown))] };
        if (plan.Comparison is { } comparison)
            result = result with { Compared = new ResultComparison(comparison.From, comparison.To, plan.Visible((await run.TotalsAsync(comparison.Groups, ct)).Values)!) };
        return result with { Sql = access.Actor.IsAdministrator ? string.Join(";\n\n", run.Statements) : null };
    }
}
