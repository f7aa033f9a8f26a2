using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// One rule of a move as it stands for a record. Kind: role, reason, condition, required, exit, task, deliverable. Stage: whose rule it
/// is, null when the pipeline's. Blocks: the move is refused while it is not met. Fields: keys of what it looks at.
/// </summary>
public sealed record TrialRule(string Kind, LocalizedText? Stage, LocalizedText Label, bool IsMet, bool Blocks, IReadOnlyList<string> Fields);

/// <summary>A move tried on a record with each rule that it asks for.</summary>
public sealed record TriedMove(StageModel To, MoveKind Kind, bool Passes, IReadOnlyList<TrialRule> Rules);

/// <summary>Says of every move of a record which rules it meets, met ones included; for who designs the pipeline, which need not be published. Writes nothing.</summary>
public sealed class MoveTrial(MovePreview preview)
{
    public async Task<IReadOnlyList<TriedMove>> ListAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition field, PipelineModel pipeline, RecordData record, CancellationToken ct)
    {
        var from = pipeline.Stage((string?)record[field.Key]);
        var criteria = new Dictionary<string, bool>();
        foreach (var stage in pipeline.Stages)
            foreach (var (criterion, isMet) in await preview.CriteriaAsync(session, access, form, stage, record, ct))
                criteria[Rule(pipeline, stage, "exit", criterion.Key)] = isMet;
        return [.. (await preview.ListAsync(session, access, form, field, pipeline, record, ct))
            .Select(m => new TriedMove(m.To, m.Kind, m.Problems.Count == 0, [.. Rules(access, form, new StageMove(field, pipeline, from, m.To), m, criteria)]))];
    }

    private static IEnumerable<TrialRule> Rules(AccessPolicy access, FormModel form, StageMove move, PossibleMove tried, Dictionary<string, bool> criteria)
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
            foreach (var task in stage.Tasks.Where(t => t.Must))
                yield return new TrialRule("keyTask", stage.Title, task.Title, !Stands($"stage:{pipeline.Key}:{stage.Key}:task:{task.Key}"), Blocks: true, []);
            foreach (var deliverable in stage.Deliverables.Where(d => d.Must))
                yield return new TrialRule("deliverable", stage.Title, deliverable.Title, !Stands(Rule(pipeline, stage, "deliverable", deliverable.Key)), Blocks: true, []);
        }
    }

    private static IReadOnlyList<string> FieldsOf(CheckedExpression? expression) => expression is null ? [] : [.. expression.Members.Select(m => m.Split('.')[0]).Distinct()];

    private static string Rule(PipelineModel pipeline, StageModel stage, string kind, string key) => $"stage:{pipeline.Key}:{stage.Key}:{kind}:{key}";
}
