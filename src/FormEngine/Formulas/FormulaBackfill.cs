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

    /// <summary>Stored formulas that are new or changed, or that read what changes type or is computed anew itself.</summary>
    public static IReadOnlyList<FieldDefinition> Affected(FormModel before, FormModel after) => [.. Others(before, after).Where(f => !f.IsLive)];

    /// <summary>The same of formulas that are computed when they are read.</summary>
    public static IReadOnlyList<FieldDefinition> AffectedLive(FormModel before, FormModel after) => [.. Others(before, after).Where(f => f.IsLive)];

    private static List<FieldDefinition> Others(FormModel before, FormModel after)
    {
        var moving = after.Fields.Where(f => before.Field(f.Key) is { } was && (was.Type.Key != f.Type.Key || was.Scale != f.Scale)).Select(f => f.Key).ToHashSet();
        var others = after.Fields.Where(f => f.FormulaSource is not null && Differs(before.Field(f.Key), f)).ToList();
        moving.UnionWith(others.Select(f => f.Key));
        while (after.Fields.FirstOrDefault(f => !others.Contains(f) && f.Formula?.Members.Any(m => moving.Contains(m.Split('.')[0])) == true) is { } reader)
        {
            others.Add(reader);
            moving.Add(reader.Key);
        }
        return others;
    }

    private static bool Differs(FieldDefinition? before, FieldDefinition after) =>
        before is null || before.IsLive != after.IsLive || before.FormulaSource != after.FormulaSource || before.Scale != after.Scale || before.Type != after.Type;
}
