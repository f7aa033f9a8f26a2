using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine;

/// <summary>Questions about records, as they come over HTTP. Safe for concurrent use; an <see cref="AccessPolicy"/> belongs to one call at a time.</summary>
public sealed class ReportService(ReportPlanner planner, ReportRunner runner, ReportDrill drill)
{
    /// <summary>Throws 400 with every fault, 403 without the right to read, 422 after the timeout.</summary>
    public Task<ReportResult> QueryAsync(JsonElement query, AccessPolicy access, CancellationToken ct) =>
        runner.RunAsync(planner.Plan(ReportQueryParser.Parse(query), access), access, ct);

    /// <summary>The list behind a cell; <see cref="ReportDrill.Target"/>.</summary>
    public Task<DrillTarget> DrillAsync(JsonElement request, AccessPolicy access, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(drill.Target(request, access));
    }
}
