using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// Key tasks are records of the pipeline's task form, created when a stage is entered for the first time. Which stage
/// and task a record stands for is kept in the mapping's key field as <c>stage.task</c>.
/// </summary>
public sealed class KeyTasks : IRecordEffect
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        if (change.Request.Historical)
            return;
        foreach (var move in change.Moves)
            if (move.Pipeline.TaskForm is { } mapping && change.Metadata.Form(mapping.Form) is { } form)
                foreach (var task in move.To.Tasks)
                    if (!await ExistsAsync(change, form, mapping, change.After.Id, move.To, task, ct))
                        await CreateAsync(change, form, mapping, move.To, task, ct);
    }

    /// <summary>
    /// Whether the task of a stage is still to be done, neither ticked off nor waived, with the id of its record. A task that was never created (the
    /// stage was skipped, or the record came as history) holds nobody up: nobody could do it.
    /// </summary>
    public static async Task<(bool IsOpen, long? Id)> FindOpenAsync(RecordChange change, PipelineModel pipeline, long record, StageModel stage, StageTask task, CancellationToken ct)
    {
        if (pipeline.TaskForm is not { } mapping || change.Metadata.Form(mapping.Form) is not { } form)
            return (false, null);
        var found = await FindAsync(change, form, mapping, record, stage, task, ct);
        return found is { } existing ? (!existing.Done, existing.Id) : (false, null);
    }

    private static async Task<bool> ExistsAsync(RecordChange change, FormModel form, TaskFormMapping mapping, long record, StageModel stage, StageTask task, CancellationToken ct) =>
        await FindAsync(change, form, mapping, record, stage, task, ct) is not null;

    private static async Task<(long Id, bool Done)?> FindAsync(RecordChange change, FormModel form, TaskFormMapping mapping, long record, StageModel stage, StageTask task, CancellationToken ct)
    {
        var dialect = change.Session.Dialect;
        var relation = form.Field(mapping.Record)!;
        var ofForm = relation.Type.Shape == FieldShape.PolymorphicReference ? $" AND {dialect.Quote(relation.Column + "_form")} = @form" : "";
        var waived = mapping.Waived is { } why ? dialect.Quote(form.Field(why)!.Column) : "NULL";
        var command = change.Session.Statement(
            $"SELECT id, {dialect.Quote(form.Field(mapping.Done)!.Column)}, {waived} IS NOT NULL FROM {dialect.Quote(form.Table)} WHERE deleted_at IS NULL AND {dialect.Quote(relation.Column)} = @id{ofForm} AND {dialect.Quote(form.Field(mapping.Key)!.Column)} = @key")
            .With("@id", record).With("@key", $"{stage.Key}.{task.Key}");
        if (ofForm.Length > 0)
            command.With("@form", change.Form.Key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), dialect.FromDb(reader, 1, ColumnKind.Boolean, 0) is true || dialect.FromDb(reader, 2, ColumnKind.Boolean, 0) is true) : null;
    }

    private static async Task CreateAsync(RecordChange change, FormModel form, TaskFormMapping mapping, StageModel stage, StageTask task, CancellationToken ct)
    {
        object reference = form.Field(mapping.Record)!.Type.Shape == FieldShape.PolymorphicReference ? new RecordReference(change.Form.Key, change.After.Id) : change.After.Id;
        var values = new Dictionary<string, object?>
        {
            [mapping.Title] = task.Title.For(change.Access.Actor.Language),
            [mapping.Record] = reference,
            [mapping.Key] = $"{stage.Key}.{task.Key}",
            [mapping.Done] = false,
            [mapping.Due] = task.DueDays is { } days ? change.Today.AddDays(days) : null,
        };
        if (mapping.Must is { } must)
            values[must] = task.Must;
        values[mapping.Owner] = change.After.Owner;
        // The platform gives the task; that its receiver could not create one is no reason to withhold it.
        var access = new AccessPolicy(Actor.System with { Language = change.Access.Actor.Language }, change.Metadata);
        await change.WriteAlsoAsync(new WriteRequest { Access = access, Form = form, Kind = WriteKind.Create, Values = values, Via = "flow", TrustedReferences = true }, ct);
    }
}
