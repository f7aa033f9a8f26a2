using System.Data.Common;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// The one door for writes: form, drag, bulk, import and API all end here. The order of the steps below is the order of
/// a save; nothing else decides it. Every fault is collected and refused at once; nothing is changed then.
/// </summary>
public sealed class RecordWriter(RecordStore store, RecordRows rows, RecordSteps steps, Outbox outbox, ClockSource clock, MetadataCache cache)
{
    public async Task<RecordData> WriteAsync(CommandScope scope, WriteRequest request, CancellationToken ct)
    {
        if (request.Past is not null)
            return await WritePastAsync(scope, request, request.Past, ct);
        // 1 access: the row rule is in the statement that loads the record.
        var before = await LoadAsync(scope, request, ct);
        // 2 version
        RequireVersion(request, before);
        // 3 merge
        var change = Merge(scope, request, before, clock.Now, request.Access.Actor.UserId);
        if (request.Kind is WriteKind.Create or WriteKind.Update)
            await CompleteAsync(change, ct);
        if (request.Kind is WriteKind.Recompute)
            foreach (var computation in steps.Computations)
                await computation.ApplyAsync(change, ct);
        if (change.Problems.Count > 0)
        {
            if (request.Kind is not WriteKind.Delete)
                await UniqueChecks.CheckAsync(change, ct);
            throw ValidationException.Refused(change.Problems);
        }
        if (request.Kind is WriteKind.Update or WriteKind.Recompute && !HasChanged(change))
            return before!;
        RequireStagesUntilCommit(scope, change);
        // 8 row, links, change log; the index decides what is unique, so that no two writers can both pass
        await rows.WriteAsync(change, ct);
        request.Facts?.Forget(request.Form);
        // 9 effects: stage history, tasks, reporting lines
        foreach (var effect in steps.Effects)
            await effect.ApplyAsync(change, ct);
        // 10 outbox
        await AnnounceAsync(scope, request, change.After.Id, ct);
        return change.After;
    }

    // Steps 4 to 7: what the write says is completed and checked.
    private async Task CompleteAsync(RecordChange change, CancellationToken ct)
    {
        FindMoves(change);
        // 4 defaults
        if (change.IsCreate)
            foreach (var defaults in steps.Defaults)
                await defaults.ApplyAsync(change, ct);
        // 5 stage effects, then formulas: the host lists them in that order
        foreach (var computation in steps.Computations)
            await computation.ApplyAsync(change, ct);
        // 6 schema, form rules, pipeline gates: all of them, so that every fault is told at once
        foreach (var check in steps.Checks)
            await check.CheckAsync(change, ct);
        // 7 references
        await ReferenceChecks.CheckAsync(store, change, ct);
    }

    // A whole life at once: every write of it goes through the same steps in its turn, the row is written as it is in the end.
    private async Task<RecordData> WritePastAsync(CommandScope scope, WriteRequest request, IReadOnlyList<PastWrite> past, CancellationToken ct)
    {
        if (!request.Historical || request.Kind != WriteKind.Create || past.Count == 0)
            throw new ArgumentException("Only the creation of a historical record can bring its past, and that must not be empty.", nameof(request));
        await LoadAsync(scope, request, ct);
        var life = new List<RecordChange>(past.Count);
        foreach (var write in past)
        {
            var earlier = life.Count == 0 ? null : life[^1];
            var step = request with { Kind = earlier is null ? WriteKind.Create : WriteKind.Update, Values = write.Values, Via = write.Via, Reason = write.Reason };
            var change = Merge(scope, step, earlier?.After, write.At, write.Actor, earlier);
            await CompleteAsync(change, ct);
            if (change.Problems.Count > 0)
                throw ValidationException.Refused(change.Problems);
            if (earlier is null || HasChanged(change))
                life.Add(change);
        }
        await rows.WritePastAsync(life, ct);
        request.Facts?.Forget(request.Form);
        foreach (var change in life)
            foreach (var effect in steps.Effects)
                await effect.ApplyAsync(change, ct);
        var record = life[^1].After;
        await AnnounceAsync(scope, request, record.Id, ct);
        return record;
    }

    private async Task AnnounceAsync(CommandScope scope, WriteRequest request, long id, CancellationToken ct)
    {
        if (!request.Silent)
            await outbox.AddRecordsChangedAsync(scope, request.Form.Key, [id], request.Access.Actor.UserId, clock.Now, ct);
    }

    private async Task<RecordData?> LoadAsync(CommandScope scope, WriteRequest request, CancellationToken ct)
    {
        var (access, form) = (request.Access, request.Form);
        if (request.Kind == WriteKind.Create)
            return access.May(form, RecordAction.Create) ? null : throw Forbidden("forbidden.create", form);
        var id = request.Id ?? throw new ArgumentException("A change of an existing record needs its id.", nameof(request));
        var action = request.Kind is WriteKind.Update or WriteKind.Recompute ? RecordAction.Update : RecordAction.Delete;
        var found = await store.FindAsync(scope, access, form, id, action, ct, deleted: request.Kind == WriteKind.Restore, forUpdate: true, allFields: true);
        if (found is not null)
            return found;
        // Visible but not theirs to change is a different answer from not there.
        var readable = request.Kind != WriteKind.Restore && await store.FindAsync(scope, access, form, id, RecordAction.Read, ct) is not null;
        throw readable ? Forbidden(action == RecordAction.Update ? "forbidden.update" : "forbidden.delete", form) : new NotFoundException("record");
    }

    private static ForbiddenException Forbidden(string code, FormModel form) => new(code, new Problem("", code).With("form", form.Title));

    private static void RequireVersion(WriteRequest request, RecordData? before)
    {
        if (request.ExpectedVersion is { } expected && before is not null && before.Version != expected)
            throw new ConflictException("record.stale", new Problem("", "record.stale")) { Record = (request.Form.Key, before.Id) };
    }

    private RecordChange Merge(CommandScope scope, WriteRequest request, RecordData? before, DateTimeOffset now, long? actor, RecordChange? earlier = null)
    {
        var after = before?.Copy() ?? new RecordData { CreatedAt = now, CreatedBy = actor, Owner = actor };
        foreach (var (key, value) in request.Values)
            after.Set(key, value);
        after.Version++;
        // Who changed it last stays who it was when only a formula is computed anew.
        if (request.Kind is not WriteKind.Recompute)
            (after.UpdatedAt, after.UpdatedBy) = (now, actor);
        after.DeletedAt = request.Kind switch { WriteKind.Delete => now, WriteKind.Restore => null, _ => after.DeletedAt };
        return new RecordChange
        {
            Session = scope,
            Request = request,
            Before = before,
            Earlier = earlier,
            After = after,
            Now = now,
            Today = clock.DayOf(now),
            WriteAlsoAsync = (also, token) => WriteAsync(scope, also with { Facts = request.Facts }, token),
        };
    }

    private void FindMoves(RecordChange change)
    {
        foreach (var (field, pipeline) in change.Metadata.PipelinesOf(change.Form))
        {
            var target = (string?)change.After[field.Key] ?? (change.IsCreate ? pipeline.First.Key : null);
            change.After.Set(field.Key, target);
            if (target is null || !change.Changes(field.Key))
                continue;
            if (IsGone(change, pipeline, target))
                change.Problems.Add(Gone(change, field, pipeline, pipeline.Stage(target)!));
            else if (pipeline.Stage(target) is { } to)
                change.Moves.Add(new StageMove(field, pipeline, pipeline.Stage((string?)change.Before?[field.Key]), to));
            else
                change.Problems.Add(new Problem(change.PathOf(field.Key), "stage.unknown", $"stage:{pipeline.Key}").With("label", field.Title).With("value", target));
        }
    }

    // The stage may be taken out while the row waits to be written.
    private void RequireStagesUntilCommit(CommandScope scope, RecordChange change)
    {
        foreach (var move in change.Moves)
            scope.BeforeCommit((move.Pipeline.Key, move.To.Key), () =>
            {
                if (cache.IsGone(move.Pipeline.Key, move.To.Key))
                    throw ValidationException.Refused([Gone(change, move.Field, move.Pipeline, move.To)]);
            });
    }

    private static Problem Gone(RecordChange change, FieldDefinition field, PipelineModel pipeline, StageModel stage) =>
        new Problem(change.PathOf(field.Key), "stage.gone", $"stage:{pipeline.Key}").With("label", field.Title).With("value", stage.Title);

    // A request began with one version of the pipeline and waited while the next, without the stage, was published.
    private bool IsGone(RecordChange change, PipelineModel pipeline, string stage) =>
        change.Metadata.Generation > 0 && change.Metadata.Generation < cache.Current.Generation && pipeline.Stage(stage) is not null
        && cache.Current.Pipelines.TryGetValue(pipeline.Key, out var current) && current.Stage(stage) is null;

    private static bool HasChanged(RecordChange change) =>
        change.Before!.Owner != change.After.Owner || change.Form.Fields.Any(f => change.Changes(f.Key)) || change.Before.Unmet != change.After.Unmet;
}
