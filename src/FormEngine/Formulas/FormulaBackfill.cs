using System.Text.Json;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Formulas;

/// <summary>A stored formula that is new or changed is computed anew for every record, as a job that starts when the form has been published.</summary>
public sealed class FormulaBackfill(JobQueue jobs, ClockSource clock) : IFormPublished
{
    public Task ApplyAsync(CommandScope scope, FormModel? before, FormModel after, long? author, CancellationToken ct)
    {
        if (before is not null && Affected(before, after).Count > 0)
            jobs.Enqueue(scope, new Job
            {
                Id = Guid.NewGuid().ToString("N"),
                Kind = FormulaBackfillJob.JobKind,
                Form = after.Key,
                State = JobStates.Queued,
                Actor = author ?? 0,
                Request = "{}",
                Progress = JsonSerializer.Serialize(new BackfillProgress(0, 0, 0, 0), BackfillProgress.Options),
                CreatedAt = clock.Now,
            });
        return Task.CompletedTask;
    }

    /// <summary>Stored formulas that are new or changed, or that read what changes type.</summary>
    public static IReadOnlyList<FieldDefinition> Affected(FormModel before, FormModel after)
    {
        var moving = after.Fields.Where(f => before.Field(f.Key) is { } was && (was.Type.Key != f.Type.Key || was.Scale != f.Scale)).Select(f => f.Key).ToHashSet();
        return [.. after.Fields.Where(f => f is { FormulaSource: not null, IsLive: false } && (Differs(before.Field(f.Key), f) || f.Formula?.Members.Any(m => moving.Contains(m.Split('.')[0])) == true))];
    }

    private static bool Differs(FieldDefinition? before, FieldDefinition after) =>
        before is null || before.IsLive || before.FormulaSource != after.FormulaSource || before.Scale != after.Scale || before.Type != after.Type;
}
