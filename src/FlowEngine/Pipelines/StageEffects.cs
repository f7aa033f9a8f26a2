using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// What entering a stage does to the record: the probability follows the stage (an override lasts until here), the
/// stage's date is filled with today when empty, and the stage's own assignments are made.
/// </summary>
public sealed class StageEffects(RecordExpressions expressions) : IRecordComputation
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var move in change.Moves)
        {
            if (move.Pipeline.ProbabilityField is { } probability && !change.Touches(probability))
                change.After.Set(probability, Probability(change.Form, probability, move.To));
            foreach (var assignment in move.To.OnEnter)
                if (assignment.Expression is { } expression && !change.Touches(assignment.Field) && !change.Request.LacksPast)
                    change.After.Set(assignment.Field, await expressions.EvaluateForAsync(change, expression, change.Form.Field(assignment.Field)!, ct));
            SetDates(change, move);
        }
    }

    private static void SetDates(RecordChange change, StageMove move)
    {
        // Past records bring their own dates; a missing one is missing, not today.
        if (change.Request.LacksPast)
            return;
        if (move.To.DateField is { } entered && change.After[entered] is null)
            change.After.Set(entered, change.Today);
        foreach (var stage in StagePath.Skipped(move))
            if (stage.DateField is { } passed && change.After[passed] is null)
                change.After.Set(passed, change.Today);
        // Back among the open ones, a record is no longer closed.
        if (move is { From.IsOpen: false, To.IsOpen: true, From.DateField: { } closed } && !change.Touches(closed))
            change.After.Set(closed, null);
    }

    internal static object Probability(FormModel form, string key, StageModel stage) =>
        form.Field(key)!.Type.Column == ColumnKind.Integer ? (object)(long)stage.Probability : stage.Probability;
}
