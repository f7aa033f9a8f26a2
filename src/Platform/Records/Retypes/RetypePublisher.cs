using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>A form to be published. ExpectedVersion: null for a new one.</summary>
public sealed record FormPublish(string Form, JsonElement Document, int? ExpectedVersion, long? Author, string? Note, RetypeChoice Choice);

/// <summary>The version that was published, or the job that copies values first and then publishes.</summary>
public sealed record PublishOutcome(int? Version, string? Job);

/// <summary>
/// Publishes forms whose fields change type (ADR 18). Values are copied into new columns while everybody goes on working; then one
/// short command catches up with what was written meanwhile and publishes. Few values are copied at once, many by a job.
/// </summary>
public sealed class RetypePublisher(Publisher publisher, SchemaEditor editor, DefinitionStore store, MetadataCache cache, Database database, UnitOfWork work, JobQueue jobs, ClockSource clock)
{
    /// <summary>Records up to which values are copied before the caller is answered.</summary>
    public const int AtOnce = 20_000;

    /// <summary>Throws ValidationException with every fault, also when more values would be lost than the choice accepts; ConflictException when stale.</summary>
    public async Task<PublishOutcome> PublishAsync(FormPublish publish, CancellationToken ct)
    {
        publish = publish with { Document = Publisher.Complete(DefinitionKinds.Form, publish.Form, publish.Document, cache.Current) };
        var retypes = await PlanAsync(publish, ct);
        if (retypes.Count == 0)
            return new PublishOutcome(await publisher.PublishAsync(DefinitionKinds.Form, publish.Form, publish.Document, publish.ExpectedVersion, publish.Author, publish.Note, ct), null);
        if (await IsLargeAsync(publish, retypes, ct))
            return new PublishOutcome(null, await EnqueueAsync(publish, ct));
        return new PublishOutcome(await RunAsync(publish, (_, _, _) => Task.CompletedTask, ct), null);
    }

    /// <summary>Copies and publishes. Progress is told how many of how many values are done, in the command that did them.</summary>
    internal async Task<int> RunAsync(FormPublish publish, Func<CommandScope, long, long, Task> progress, CancellationToken ct)
    {
        var retypes = await PlanAsync(publish, ct);
        var fill = new RetypeFill(publish.Choice);
        if (retypes.Count > 0 && cache.Current.Form(publish.Form) is { } form)
        {
            var prepared = await work.ExecuteAloneAsync(async scope =>
            {
                if (scope.Dialect.HoldWrites(form.Table) is { } hold)
                    await scope.Statement(hold).ExecuteNonQueryAsync(ct);
                var columns = await editor.PrepareAsync(scope, form, retypes, ct);
                // Nobody is in the middle of a write: whatever is written from here on has a later number.
                return (Columns: columns, Seq: await RetypeReader.LastSeqAsync(scope, ct), Last: await SchemaScan.LastIdAsync(scope, form, ct));
            }, ct);
            fill.Since = prepared.Seq;
            var total = retypes.Count * await CountAsync(form, ct);
            var done = 0L;
            for (var i = 0; i < retypes.Count; i++)
            {
                var (reader, to) = (new RetypeReader(form, retypes[i], prepared.Columns[i].Column, publish.Choice.Format(clock)), prepared.Columns[i]);
                // No further: who writes records faster than they are copied must not keep the publish waiting, which catches up with them by the log.
                for (long? after = 0; after is { } id && id < prepared.Last;)
                {
                    ct.ThrowIfCancellationRequested();
                    after = await work.ExecuteAsync(async scope =>
                    {
                        var last = await fill.CopyAsync(scope, form, reader, to, id, ct);
                        await progress(scope, Math.Min(done + RetypeFill.Batch, total), total);
                        return last;
                    }, ct);
                    done += after is null ? 0 : RetypeFill.Batch;
                }
            }
        }
        return await publisher.PublishAsync(DefinitionKinds.Form, publish.Form, publish.Document, publish.ExpectedVersion, publish.Author, publish.Note, fill, ct);
    }

    private async Task<IReadOnlyList<FieldRetype>> PlanAsync(FormPublish publish, CancellationToken ct)
    {
        var before = cache.Current.Form(publish.Form);
        var after = before is null ? null : FormParser.Parse(Publisher.Complete(DefinitionKinds.Form, publish.Form, publish.Document, cache.Current), []);
        return before is null || after is null ? [] : FieldRetype.Between(before, after, await ColumnsAsync(publish.Form, ct));
    }

    /// <summary>Every column that values of a form live or lived in.</summary>
    public async Task<IReadOnlyList<FieldColumn>> ColumnsAsync(string form, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.FieldColumns.AsNoTracking().Where(c => c.Form == form).ToListAsync(ct);
    }

    // Everything that can be known before is told before anything is copied.
    private async Task<bool> IsLargeAsync(FormPublish publish, IReadOnlyList<FieldRetype> retypes, CancellationToken ct)
    {
        var form = cache.Current.Form(publish.Form)!;
        var problems = publisher.Check(DefinitionKinds.Form, publish.Form, publish.Document, cache.Current);
        if (problems.Count > 0)
            throw new ValidationException("definition.invalid", problems);
        await using var session = await database.OpenReadAsync(ct);
        await using (var db = PlatformContexts.ForReading(session))
            await store.RequireCurrentAsync(db, DefinitionKinds.Form, publish.Form, publish.ExpectedVersion, ct);
        var impacts = new List<RetypeImpact>();
        foreach (var retype in retypes)
            impacts.Add(await RetypeScan.RunAsync(session, form, retype, publish.Choice.Format(clock), ct));
        RetypeFill.RefuseUnaccepted(publish.Choice, impacts.Select(i => (i.Retype, i.Fails)));
        return await SchemaScan.CountRowsAsync(session, form, ct) > AtOnce;
    }

    private async Task<long> CountAsync(FormModel form, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        return await SchemaScan.CountRowsAsync(session, form, ct);
    }

    private Task<string> EnqueueAsync(FormPublish publish, CancellationToken ct) => work.ExecuteAsync(async scope =>
    {
        var job = new Job
        {
            Id = Guid.NewGuid().ToString("N"),
            Kind = RetypeJob.JobKind,
            Form = publish.Form,
            State = JobStates.Queued,
            Actor = publish.Author ?? 0,
            Request = JsonSerializer.Serialize(publish, Json.PlainJson.Options),
            Progress = RetypeProgress.Text(0, await SchemaScan.CountRowsAsync(scope, cache.Current.Form(publish.Form)!, ct)),
            CreatedAt = clock.Now,
        };
        jobs.Enqueue(scope, job);
        await scope.Db.SaveChangesAsync(ct);
        return job.Id;
    }, ct);
}
