using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// Whether a record may enter a stage: who may make this kind of move, a reason where one is asked, required fields of
/// every stage on the way, blocking exit criteria, key tasks and deliverables. All unmet rules are told at once.
/// For a historical import, and when an administrator empties a stage, unmet field rules are noted on the record instead.
/// </summary>
public sealed class StageGates(RecordExpressions expressions) : IRecordCheck
{
    public async Task CheckAsync(RecordChange change, CancellationToken ct)
    {
        if (change.Request.IsUngated)
            change.Unmet.AddRange(Standing(change).SelectMany(move => MissingFields(change, move)));
        foreach (var move in change.Request.IsUngated ? [] : change.Moves)
        {
            await CheckPolicyAsync(change, move, ct);
            change.Problems.AddRange(MissingFields(change, move));
            foreach (var stage in Left(move))
                await CheckLeavingAsync(change, move, stage, ct);
        }
        KeepRequired(change);
        NoteUnmet(change);
    }

    // What a past record lacks is told by where it stands, so that a later import of it finds the same gaps.
    private static IEnumerable<StageMove> Standing(RecordChange change) => change.Metadata.PipelinesOf(change.Form)
        .Select(p => (p.Field, p.Pipeline, Stage: p.Pipeline.Stage((string?)change.After[p.Field.Key])))
        .Where(p => p.Stage is not null).Select(p => new StageMove(p.Field, p.Pipeline, null, p.Stage!));

    // The stages that are left in earnest: leaving by losing, going back or re-opening asks nothing of them.
    internal static IEnumerable<StageModel> Left(StageMove move) =>
        move.From is { IsOpen: true } from && StagePath.KindOf(from, move.To) is MoveKind.Forward or MoveKind.Skip or MoveKind.Close && move.To.Kind != StageKind.Lost
            ? [from, .. StagePath.Skipped(move)]
            : [];

    private async Task CheckPolicyAsync(RecordChange change, StageMove move, CancellationToken ct)
    {
        var kind = StagePath.KindOf(move.From, move.To);
        if (kind == MoveKind.Start)
        {
            if (move.To.Key != move.Pipeline.First.Key)
                change.Problems.Add(Describe(change, move, "stage.start", "/" + move.Field.Key).With("first", move.Pipeline.First.Title));
            return;
        }
        var rule = MoveRules.For(move);
        if (!MoveRules.Allows(rule, change.Access.Actor))
            change.Problems.Add(Describe(change, move, "stage.move_not_allowed", "/to").With("kind", kind.ToString().ToLowerInvariant()).With("roles", MoveRules.Titles(rule, change.Metadata)));
        if (rule.ReasonRequired && string.IsNullOrWhiteSpace(change.Request.Reason))
            change.Problems.Add(Describe(change, move, "stage.reason", "/reason"));
        if (MoveRules.PairOf(move) is { Expression: { } condition } pair && !await expressions.IsMetAsync(change, condition, ct))
            change.Problems.Add(Describe(change, move, "stage.move_condition", "/to").With("condition", pair.Title ?? LocalizedText.Of(pair.When!)).With("fields", Asked(condition, change)));
    }

    private static IEnumerable<Problem> MissingFields(RecordChange change, StageMove move)
    {
        var seen = new HashSet<string>();
        foreach (var stage in StagePath.Required(move.From, move.To, move.Pipeline))
            foreach (var key in stage.Required)
                if (change.After[key] is null && seen.Add(key))
                    yield return new Problem(change.PathOf(key), "required", $"stage:{move.Pipeline.Key}:{stage.Key}:required:{key}")
                        .With("label", change.Form.Field(key)?.Title ?? LocalizedText.Of(key)).With("stage", stage.Title);
    }

    // What a record needed to enter its stage may not be taken away while it is there.
    private static void KeepRequired(RecordChange change)
    {
        if (change.Request.Kind != WriteKind.Update || change.Request.IsUngated)
            return;
        foreach (var (field, pipeline) in change.Metadata.PipelinesOf(change.Form))
        {
            if (change.Moves.Any(m => m.Field.Key == field.Key) || pipeline.Stage((string?)change.After[field.Key]) is not { } stage)
                continue;
            foreach (var key in StagePath.Required(null, stage, pipeline).SelectMany(s => s.Required).Distinct())
                if (change.After[key] is null && change.Before![key] is not null)
                    change.Problems.Add(new Problem(change.PathOf(key), "required", $"stage:{pipeline.Key}:{stage.Key}:required:{key}")
                        .With("label", change.Form.Field(key)?.Title ?? LocalizedText.Of(key)).With("stage", stage.Title));
        }
    }

    private async Task CheckLeavingAsync(RecordChange change, StageMove move, StageModel stage, CancellationToken ct)
    {
        foreach (var criterion in stage.Exit.Where(c => c.Must))
            if (criterion.Expression is null || !await expressions.IsMetAsync(change, criterion.Expression, ct))
                change.Problems.Add(new Problem("/to", "stage.exit", $"stage:{move.Pipeline.Key}:{stage.Key}:exit:{criterion.Key}").With("label", criterion.Title).With("stage", stage.Title).With("fields", Asked(criterion.Expression, change)));
        if (change.Before is not { } before)
            return;
        foreach (var task in stage.Tasks.Where(t => t.Must))
            if (await KeyTasks.FindOpenAsync(change, move.Pipeline, before.Id, stage, task, ct) is var (isOpen, id) && isOpen)
                change.Problems.Add(new Problem("/to", "task.open", $"stage:{move.Pipeline.Key}:{stage.Key}:task:{task.Key}").With("label", task.Title).With("stage", stage.Title).With("id", id));
        foreach (var deliverable in stage.Deliverables.Where(d => d.Must))
            if (DeliverableSlots.Name(stage, deliverable) is var slot && !await HasFileAsync(change, before.Id, slot, ct))
                change.Problems.Add(new Problem("/to", "deliverable.missing", $"stage:{move.Pipeline.Key}:{stage.Key}:deliverable:{deliverable.Key}")
                    .With("label", deliverable.Title).With("stage", stage.Title).With("slot", slot));
    }

    // What the record itself says towards a condition: with these a refusal can be answered in place. What other records say cannot.
    private static IReadOnlyList<string> Asked(CheckedExpression? condition, RecordChange change) =>
        condition is null || condition.Aggregates.Count > 0 ? [] : [.. condition.Members.Where(m => change.Form.Field(m) is not null && !change.Access.IsHidden(change.Form, m)).Distinct()];

    internal static async Task<bool> HasFileAsync(RecordChange change, long record, string slot, CancellationToken ct)
    {
        var command = change.Session.Statement("SELECT 1 FROM sys_stored_file WHERE form = @form AND record_id = @id AND slot = @slot AND deleted_at IS NULL LIMIT 1")
            .With("@form", change.Form.Key).With("@id", record).With("@slot", slot);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static void NoteUnmet(RecordChange change)
    {
        if (change.Request.IsUngated)
            change.After.Unmet = change.Unmet.Count == 0 ? null : System.Text.Json.JsonSerializer.Serialize(change.Unmet.Select(p => p.Rule));
        else if (change.After.Unmet is not null && change.Moves.Count > 0)
            change.After.Unmet = null; // the move just checked them all
    }

    private static Problem Describe(RecordChange change, StageMove move, string code, string path) =>
        new Problem(change.Request.Via == "move" ? path : change.PathOf(move.Field.Key), code, $"stage:{move.Pipeline.Key}:{code}")
            .With("from", move.From?.Title).With("to", move.To.Title).With("label", move.Field.Title);
}
