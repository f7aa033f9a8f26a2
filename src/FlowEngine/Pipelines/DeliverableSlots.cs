using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>The slots that the stages of a pipeline name for files, as <c>stage.deliverable</c>.</summary>
public static class DeliverableSlots
{
    public static IEnumerable<string> Of(PipelineModel pipeline) =>
        from stage in pipeline.Stages from deliverable in stage.Deliverables select Name(stage, deliverable);

    public static string Name(StageModel stage, StageDeliverable deliverable) => $"{stage.Key}.{deliverable.Key}";
}
