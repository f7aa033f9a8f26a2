using System.Text.Json;
using System.Text.Json.Serialization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>What to move to a stage of a pipeline: everything that stands at another, or at none (null), the recycle bin included.</summary>
public sealed record StageRelocation(string Pipeline, string? From, string To);

/// <summary>
/// Empties a stage, so that it can be taken out of its pipeline, or gives a stage to records that are older than the pipeline. Records are moved through the door of all writes, a few at a time
/// together with the progress; what was moved is found no more, so that a restart goes on. One that cannot be saved stays and is counted.
/// </summary>
public sealed class StageRelocationJob(RecordWriter writer, RecordStore store, MetadataCache metadata, Database database, UnitOfWork work, Outbox outbox, IActorSource actors, ClockSource clock) : IJobHandler
{
    public const string JobKind = "relocation";
    private const int AtOnce = 100;

    private sealed record Progress(int Processed, long Total, int Moved, int Refused, string Title, [property: JsonPropertyName("$after")] long After, [property: JsonPropertyName("$deleted")] bool Deleted);

    public string Kind => JobKind;

    /// <summary>The job to enqueue for a relocation that was checked.</summary>
    public static Job JobFor(StageRelocation relocation, PipelineModel pipeline, long total, long actor, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Kind = JobKind,
        Form = pipeline.Form,
        State = JobStates.Queued,
        Actor = actor,
        Request = JsonSerializer.Serialize(relocation, PlainJson.Options),
        Progress = Json(new Progress(0, total, 0, 0, pipeline.Stage(relocation.From)?.Title.For("en") ?? relocation.From ?? "", 0, Deleted: false)),
        CreatedAt = now,
    };

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        var relocation = JsonSerializer.Deserialize<StageRelocation>(job.Request, PlainJson.Options)!;
        var progress = JsonSerializer.Deserialize<Progress>(job.Progress, PlainJson.Options)!;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var actor = await actors.FindActorAsync(job.Actor, "en", ct) ?? throw new ForbiddenException();
            var access = new AccessPolicy(actor with { Roles = actor.Roles.Add(RoleModel.Administrator) }, metadata.Current);
            if (access.Metadata.Pipelines.GetValueOrDefault(relocation.Pipeline) is not { } pipeline || access.Metadata.Form(pipeline.Form) is not { } form || pipeline.Stage(relocation.To) is null)
                return; // it went in the meantime
            var ids = await NextAsync(access, form, pipeline, relocation.From, progress, ct);
            if (ids.Count == 0 && progress.Deleted)
                return;
            var page = progress;
            progress = ids.Count == 0 ? progress with { Deleted = true, After = 0 }
                : await work.ExecuteAsync(scope => MoveAsync(scope, job, access, form, pipeline, relocation.To, ids, page, ct), ct);
        }
    }

    private async Task<IReadOnlyList<long>> NextAsync(AccessPolicy access, FormModel form, PipelineModel pipeline, string? stage, Progress progress, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        var query = new RecordQuery
        {
            Filter = Filter.All(stage is null ? Filter.Of(pipeline.Field, FilterOperator.NotSet) : Filter.Of(pipeline.Field, FilterOperator.Equals, stage), Filter.Of(SystemMembers.Id, FilterOperator.Gt, progress.After)),
            Sort = SystemMembers.Id,
            Limit = AtOnce,
            Fields = [SystemMembers.Id],
            Deleted = progress.Deleted,
        };
        return [.. (await store.PageAsync(session, access, form, query, ct)).Items.Select(r => r.Id)];
    }

    private async Task<Progress> MoveAsync(CommandScope scope, Job job, AccessPolicy access, FormModel form, PipelineModel pipeline, string to, IReadOnlyList<long> ids, Progress progress, CancellationToken ct)
    {
        var moved = new List<long>();
        foreach (var id in ids)
            if (await MoveOneAsync(scope, access, form, pipeline.Field, to, id, progress.Deleted, ct))
                moved.Add(id);
        if (moved.Count > 0)
            await outbox.AddRecordsChangedAsync(scope, form.Key, moved, job.Actor, clock.Now, ct);
        var next = progress with { Processed = progress.Processed + ids.Count, Moved = progress.Moved + moved.Count, Refused = progress.Refused + ids.Count - moved.Count, After = ids[^1] };
        await JobProgress.SaveAsync(scope, job.Id, Json(next), ct);
        return next;
    }

    // What lies in the recycle bin is taken out, moved and put back: three entries of its history tell so.
    private async Task<bool> MoveOneAsync(CommandScope scope, AccessPolicy access, FormModel form, string field, string to, long id, bool deleted, CancellationToken ct)
    {
        const string point = "relocation";
        await scope.SaveAsync(point, ct);
        try
        {
            var request = new WriteRequest { Access = access, Form = form, Kind = WriteKind.Update, Id = id, Values = new Dictionary<string, object?> { [field] = to }, Via = "system", Relocation = true, Silent = true };
            if (deleted)
                await writer.WriteAsync(scope, request with { Kind = WriteKind.Restore, Values = new Dictionary<string, object?>() }, ct);
            await writer.WriteAsync(scope, request, ct);
            if (deleted)
                await writer.WriteAsync(scope, request with { Kind = WriteKind.Delete, Values = new Dictionary<string, object?>() }, ct);
            await scope.ReleaseAsync(point, ct);
            return true;
        }
        catch (DomainException e) when (e is not LimitExceededException { Exhausted: true })
        {
            await scope.RollBackToAsync(point, ct);
            return e is NotFoundException; // deleted or restored since it was listed: met again, or gone
        }
    }

    private static string Json(Progress progress) => JsonSerializer.Serialize(progress, PlainJson.Options);
}
