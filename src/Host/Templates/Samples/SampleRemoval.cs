using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Takes the sample data away, in one transaction, with the files that only it had.</summary>
public sealed class SampleRemoval(SamplePurge purge, UnitOfWork work, FileStore files, PersonDirectory people)
{
    private sealed record Outcome(SampleRemovalPlan Plan, IReadOnlyList<string> Files);

    public Task<SampleRemovalPlan> PlanAsync(AccessPolicy access, CancellationToken ct) => work.ExecuteAsync(scope => purge.PlanAsync(scope, access.Metadata, ct), ct);

    /// <summary>Does what the plan says, which it answers. Throws ConflictException while a load is running.</summary>
    public async Task<SampleRemovalPlan> RunAsync(AccessPolicy access, CancellationToken ct)
    {
        var outcome = await work.ExecuteAsync(async scope =>
        {
            if (await SampleRecords.IsLoadingAsync(scope, ct))
                throw new ConflictException("sample.loading", new Problem("", "sample.loading"));
            var plan = await purge.PlanAsync(scope, access.Metadata, ct);
            return new Outcome(plan, await purge.RemoveAsync(scope, access, ct));
        }, ct);
        people.ForgetAll();
        foreach (var name in outcome.Files)
            files.Remove(name);
        return outcome.Plan;
    }
}
