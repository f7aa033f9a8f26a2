using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>What kind of move it is; the pipeline's policy speaks about each kind.</summary>
public enum MoveKind
{
    Start,
    Forward,
    Skip,
    Back,
    Close,
    Reopen,
}

/// <summary>The way from one stage to another.</summary>
public static class StagePath
{
    public static MoveKind KindOf(StageModel? from, StageModel to)
    {
        if (from is null)
            return MoveKind.Start;
        if (!from.IsOpen)
            return MoveKind.Reopen;
        if (to.Kind == StageKind.Lost)
            return MoveKind.Close;
        if (to.Order < from.Order)
            return MoveKind.Back;
        return to.Order == from.Order + 1 ? to.IsOpen ? MoveKind.Forward : MoveKind.Close : MoveKind.Skip;
    }

    /// <summary>Open stages passed over on the way forward; none for other moves.</summary>
    public static IEnumerable<StageModel> Skipped(StageMove move) =>
        move.From is not { IsOpen: true } from || move.To.Kind == StageKind.Lost || move.To.Order <= from.Order + 1
            ? []
            : move.Pipeline.Stages.Where(s => s.IsOpen && s.Order > from.Order && s.Order < move.To.Order);

    /// <summary>
    /// Stages whose required fields apply on entering: up to and including the target when moving forward or winning;
    /// the target alone on losing; those up to the target when coming back or re-opening, which were met before.
    /// </summary>
    public static IEnumerable<StageModel> Required(StageModel? from, StageModel to, PipelineModel pipeline)
    {
        if (to.Kind == StageKind.Lost)
            return [to];
        if (from is not null && to.IsOpen && KindOf(from, to) is MoveKind.Back or MoveKind.Reopen)
            return [];
        return pipeline.Stages.Where(s => (s.IsOpen && s.Order < to.Order) || s.Key == to.Key);
    }
}
