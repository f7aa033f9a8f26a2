using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Key tasks and files of a record know their step as <c>stage.step</c>. Two pipelines of one form that name a step alike would take the
/// task or file of one for that of the other, so a step's name belongs to one of them.
/// </summary>
internal static class PipelineSteps
{
    public static void Check(PipelineModel pipeline, MetadataSnapshot metadata, List<Problem> problems)
    {
        foreach (var other in metadata.Pipelines.Values.Where(p => p.Form == pipeline.Form && p.Key != pipeline.Key).OrderBy(p => p.Key, StringComparer.Ordinal))
            foreach (var stage in pipeline.Stages)
            {
                if (other.Stage(stage.Key) is not { } same)
                    continue;
                if (other.TaskForm?.Form == pipeline.TaskForm?.Form)
                    Compare("tasks", [.. stage.Tasks.Select(t => (t.Key, t.Title))], [.. same.Tasks.Select(t => t.Key)]);
                Compare("deliverables", [.. stage.Deliverables.Select(d => (d.Key, d.Title))], [.. same.Deliverables.Select(d => d.Key)]);

                void Compare(string list, (string Key, LocalizedText Title)[] own, HashSet<string> taken)
                {
                    for (var i = 0; i < own.Length; i++)
                        if (taken.Contains(own[i].Key))
                            problems.Add(new Problem($"/stages/{stage.Order}/{list}/{i}/key", "pipeline.step_taken").With("label", own[i].Title).With("stage", stage.Key).With("key", own[i].Key).With("pipeline", other.Title));
                }
            }
    }
}
