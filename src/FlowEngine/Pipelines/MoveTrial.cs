using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// One rule of a move as it stands for a record. Kind: role, reason, condition, required, exit, task, deliverable. Stage: whose rule it
/// is, null when the pipeline's. Blocks: the move is refused while it is not met; a reason is asked for at the move itself, so that nothing
/// can be said of it beforehand. Fields: keys of what it looks at. Task: the record of a key task.
/// </summary>
public sealed record TrialRule(string Kind, LocalizedText? Stage, LocalizedText Label, bool IsMet, bool Blocks, IReadOnlyList<string> Fields, RecordReference? Task = null);

/// <summary>A move tried on a record with each rule that it asks for.</summary>
public sealed record TriedMove(StageModel To, MoveKind Kind, bool Passes, IReadOnlyList<TrialRule> Rules);

/// <summary>Says of every move of a record which rules it meets, met ones included; for who designs the pipeline, which need not be published. Writes nothing.</summary>
public sealed class MoveTrial(MovePreview preview)
{
    public async Task<IReadOnlyList<TriedMove>> ListAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition field, PipelineModel pipeline, RecordData record, CancellationToken ct)
    {
        var from = pipeline.Stage((string?)record[field.Key]);
        var criteria = new Dictionary<string, bool>();
        var steps = new Dictionary<string, Dictionary<string, (bool IsDone, RecordReference? Task)>>();
        foreach (var stage in pipeline.Stages)
        {
            steps[stage.Key] = await preview.StepsAsync(session, access, form, pipeline, stage, record, ct);
            foreach (var (criterion, isMet) in await preview.CriteriaAsync(session, access, form, stage, record, ct))
                criteria[Rule(pipeline, stage, "exit", criterion.Key)] = isMet;
        }
        return [.. (await preview.ListAsync(session, access, form, field, pipeline, record, ct))
            .Select(m => new TriedMove(m.To, m.Kind, m.Problems.Count == 0, [.. Rules(access, form, new StageMove(field, pipeline, from, m.To), m, criteria, steps)]))];
    }

    private static IEnumerable<TrialRule> Rules(AccessPolicy access, FormModel form, StageMove move, PossibleMove tried, Dictionary<string, bool> criteria, Dictionary<string, Dictionary<string, (bool IsDone, RecordReference? Task)>> steps)
    {
        var (pipeline, rule) = (move.Pipeline, MoveRules.For(move));
        bool Stands(string id) => tried.Problems.Any(p => p.Rule == id);
        if (rule.Roles is not null)
            yield return new TrialRule("role", null, MoveRules.Titles(rule, access.Metadata), tried.Allowed, Blocks: true, []);
        if (rule.ReasonRequired)
            yield return new TrialRule("reason", null, LocalizedText.Empty, IsMet: true, Blocks: true, []);
        if (MoveRules.PairOf(move) is { When: { } when } pair)
            yield return new TrialRule("condition", null, pair.Title ?? LocalizedText.Of(when), !Stands($"stage:{pipeline.Key}:stage.move_condition"), Blocks: true, FieldsOf(pair.Expression));
        var seen = new HashSet<string>();
        foreach (var stage in StagePath.Required(move.From, move.To, pipeline))
            foreach (var key in stage.Required.Where(seen.Add))
                yield return new TrialRule("required", stage.Title, form.Field(key)?.Title ?? LocalizedText.Of(key), !Stands(Rule(pipeline, stage, "required", key)), Blocks: true, [key]);
        foreach (var stage in StageGates.Left(move))
        {
            foreach (var criterion in stage.Exit)
                yield return new TrialRule("exit", stage.Title, criterion.Title, criteria[Rule(pipeline, stage, "exit", criterion.Key)], criterion.Must, FieldsOf(criterion.Expression));
            var of = steps[stage.Key];
            foreach (var task in stage.Tasks)
                if (of[MovePreview.Step("keyTask", task.Key)] is var (isDone, record))
                    yield return new TrialRule("keyTask", stage.Title, task.Title, isDone, task.Must, [], record);
            foreach (var deliverable in stage.Deliverables)
                yield return new TrialRule("deliverable", stage.Title, deliverable.Title, of[MovePreview.Step("deliverable", deliverable.Key)].IsDone, deliverable.Must, []);
        }
    }

    private static IReadOnlyList<string> FieldsOf(CheckedExpression? expression) => expression is null ? [] : [.. expression.Members.Select(m => m.Split('.')[0]).Distinct()];

    private static string Rule(PipelineModel pipeline, StageModel stage, string kind, string key) => $"stage:{pipeline.Key}:{stage.Key}:{kind}:{key}";
}
