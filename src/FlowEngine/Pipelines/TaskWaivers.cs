using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// A key task is waived by writing why into the mapping's <c>waived</c> field. Only the roles of <c>moves.waive</c> may,
/// and only for tasks that a stage has given: others can simply be deleted.
/// </summary>
public sealed class TaskWaivers : IRecordCheck
{
    public Task CheckAsync(RecordChange change, CancellationToken ct)
    {
        if (change.Request.Historical)
            return Task.CompletedTask;
        foreach (var pipeline in change.Metadata.Pipelines.Values)
            if (pipeline.TaskForm is { Waived: { } waived } mapping && mapping.Form == change.Form.Key && change.Changes(waived))
                Check(change, pipeline, mapping, waived);
        return Task.CompletedTask;
    }

    private static void Check(RecordChange change, PipelineModel pipeline, TaskFormMapping mapping, string waived)
    {
        var rule = pipeline.Moves.Waive;
        if (change.After[mapping.Key] is not string task)
        {
            if (change.After[waived] is not null)
                change.Problems.Add(Describe("task.waive_no_key_task"));
        }
        else if (IsOf(pipeline, task) && !MoveRules.Allows(rule, change.Access.Actor))
            change.Problems.Add(Describe("task.waive_not_allowed").With("roles", MoveRules.Titles(rule, change.Metadata)));

        Problem Describe(string code) => new Problem(change.PathOf(waived), code, $"stage:{pipeline.Key}:waive")
            .With("label", change.Form.Field(waived)!.Title);
    }

    // Several pipelines may share one task form; each speaks about its own tasks.
    private static bool IsOf(PipelineModel pipeline, string task) =>
        task.Split('.', 2) is [var stage, var key] && pipeline.Stage(stage) is { } model && model.Tasks.Any(t => t.Key == key);
}
