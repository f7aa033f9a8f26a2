using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>What a move to a stage would meet, told before anyone tries. Problems are those the move itself would give.</summary>
public sealed record PossibleMove(StageModel To, MoveKind Kind, bool Allowed, bool NeedsReason, IReadOnlyList<string> Missing, IReadOnlyList<Problem> Problems);

/// <summary>Runs the stage steps over a copy of a record, for every stage it is not in; writes nothing.</summary>
public sealed class MovePreview(StageEffects effects, StageGates gates, RecordExpressions expressions, ClockSource clock)
{
    /// <summary>The exit criteria of the stage that a record is in, and whether each is met now, whoever asks.</summary>
    public async Task<List<(StageCriterion Criterion, bool IsMet)>> CriteriaAsync(ISqlSession session, AccessPolicy access, FormModel form, StageModel stage, RecordData record, CancellationToken ct)
    {
        var change = Unchanged(session, access, form, record);
        var criteria = new List<(StageCriterion, bool)>();
        foreach (var criterion in stage.Exit)
            criteria.Add((criterion, criterion.Expression is { } expression && await expressions.IsMetAsync(change, expression, ct)));
        return criteria;
    }

    /// <summary>The key tasks and deliverables of a stage, the advisory ones too, as <see cref="Step"/> names them: whether each is done and which record is the task, null for a file or a task that was never created.</summary>
    public async Task<Dictionary<string, (bool IsDone, RecordReference? Task)>> StepsAsync(ISqlSession session, AccessPolicy access, FormModel form, PipelineModel pipeline, StageModel stage, RecordData record, CancellationToken ct)
    {
        var change = Unchanged(session, access, form, record);
        var steps = new Dictionary<string, (bool, RecordReference?)>();
        foreach (var task in stage.Tasks)
            if (await KeyTasks.FindOpenAsync(change, pipeline, record.Id, stage, task, ct) is var (isOpen, id))
                steps[Step("keyTask", task.Key)] = (!isOpen, id is { } found ? new RecordReference(pipeline.TaskForm!.Form, found) : null);
        foreach (var deliverable in stage.Deliverables)
            steps[Step("deliverable", deliverable.Key)] = (await StageGates.HasFileAsync(change, record.Id, DeliverableSlots.Name(stage, deliverable), ct), null);
        return steps;
    }

    internal static string Step(string kind, string key) => $"{kind}:{key}";

    public async Task<List<PossibleMove>> ListAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition field, PipelineModel pipeline, RecordData record, CancellationToken ct)
    {
        var moves = new List<PossibleMove>();
        var from = pipeline.Stage((string?)record[field.Key]);
        foreach (var stage in pipeline.Stages.Where(s => s.Key != from?.Key))
            moves.Add(await PreviewAsync(session, access, form, new StageMove(field, pipeline, from, stage), record, ct));
        return moves;
    }

    private async Task<PossibleMove> PreviewAsync(ISqlSession session, AccessPolicy access, FormModel form, StageMove move, RecordData record, CancellationToken ct)
    {
        var change = Unchanged(session, access, form, record);
        change.After.Set(move.Field.Key, move.To.Key);
        change.Moves.Add(move);
        await effects.ApplyAsync(change, ct);
        await gates.CheckAsync(change, ct);
        var kind = StagePath.KindOf(move.From, move.To);
        var rule = MoveRules.For(move);
        var missing = change.Problems.Where(p => p.Code == "required").Select(p => p.Path["/fields/".Length..]).ToList();
        return new PossibleMove(move.To, kind, MoveRules.Allows(rule, access.Actor), rule.ReasonRequired, missing, change.Problems);
    }

    private RecordChange Unchanged(ISqlSession session, AccessPolicy access, FormModel form, RecordData record) => new()
    {
        Session = session,
        Request = new WriteRequest { Access = access, Form = form, Kind = WriteKind.Update, Id = record.Id, Via = "move", PathPrefix = "/fields", Reason = "preview" },
        Before = record,
        After = record.Copy(),
        Now = clock.Now,
        Today = clock.Today,
        WriteAlsoAsync = (_, _) => throw new InvalidOperationException("A preview writes nothing."),
    };
}
