using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>What a load was asked for. Day: the day of loading, which all dates are relative to.</summary>
public sealed record SampleRequest(string Template, DateOnly Day, SampleSize Size);

/// <summary>
/// Loads a template's sample through the same door as any other write, as past records with their lives. What is written by
/// hand comes at once, what the recipe makes as a job, so that whoever sets up never waits for thousands of records.
/// </summary>
public sealed class SampleLoader(RecordWriter writer, MetadataCache metadata, UnitOfWork work, Database database, Outbox outbox, JobQueue jobs, PersonDirectory people, ClockSource clock)
{
    private const int Chunk = 250;

    // So many new rows may turn the planner's picture of a table upside down.
    private const int ManyRows = 1_000;

    /// <summary>Loads the small part and queues the rest; nothing for <see cref="SampleSize.None"/> or a template without a sample.</summary>
    public async Task BeginAsync(TemplateManifest template, SampleSize size, long actor, CancellationToken ct)
    {
        if (size == SampleSize.None || template.Sample is null)
            return;
        var request = new SampleRequest(template.Key, clock.Today, size);
        await LoadAsync(template, request with { Size = SampleSize.Small }, actor, null, ct);
        if (size == SampleSize.Full && template.Recipe is not null)
            await QueueAsync(request, actor, ct);
    }

    /// <summary>Queues the whole sample and answers the job's id. Throws ConflictException while there is sample data or a load of it.</summary>
    public async Task<string> QueueAsync(TemplateManifest template, long actor, CancellationToken ct)
    {
        await using (var session = await database.OpenReadAsync(ct))
            if ((await SampleRecords.CountAsync(session, ct)).Count > 0 || await SampleRecords.IsLoadingAsync(session, ct))
                throw new ConflictException("sample.loaded", new Problem("", "sample.loaded"));
        return await QueueAsync(new SampleRequest(template.Key, clock.Today, SampleSize.Full), actor, ct);
    }

    private async Task<string> QueueAsync(SampleRequest request, long actor, CancellationToken ct)
    {
        var job = new Job
        {
            Id = Guid.NewGuid().ToString("N"),
            Kind = SamplePurge.JobKind,
            State = JobStates.Queued,
            Actor = actor,
            Request = JsonSerializer.Serialize(request, PlainJson.Options),
            Progress = "{}",
            CreatedAt = clock.Now,
        };
        await work.ExecuteAsync(async scope =>
        {
            jobs.Enqueue(scope, job);
            await scope.Db.SaveChangesAsync(ct);
        }, ct);
        return job.Id;
    }

    /// <summary>Loads what is not there yet, some hundred records a transaction, and keeps the job's count with them.</summary>
    public async Task LoadAsync(TemplateManifest template, SampleRequest request, long actor, string? job, CancellationToken ct)
    {
        var access = new AccessPolicy(new Actor(actor, [RoleModel.Administrator]), metadata.Current);
        var entries = SamplePlan.Of(template, access.Metadata, request.Day, clock.Zone, request.Size == SampleSize.Small);
        Dictionary<string, long> ids;
        await using (var session = await database.OpenReadAsync(ct))
            ids = await SampleRecords.NamesAsync(session, ct);
        var missing = entries.Where(e => !ids.ContainsKey(e.Ref)).ToList();
        for (var from = 0; from < missing.Count; from += Chunk)
        {
            ct.ThrowIfCancellationRequested();
            var chunk = missing.Slice(from, Math.Min(Chunk, missing.Count - from));
            var done = entries.Count - missing.Count + from + chunk.Count;
            var added = await work.ExecuteAsync(scope => WriteAsync(scope, access, chunk, ids, job, done, entries.Count, CancellationToken.None), CancellationToken.None);
            foreach (var (name, id) in added)
                ids[name] = id;
        }
        foreach (var form in missing.GroupBy(e => e.Form).Where(g => g.Count() >= ManyRows).Select(g => g.Key))
            await work.ExecuteAsync(scope => TableStatistics.RefreshAsync(scope, form, ct), ct);
    }

    // May run again from its beginning, so what it learns is handed over only with its end.
    private async Task<Dictionary<string, long>> WriteAsync(CommandScope scope, AccessPolicy access, List<SampleEntry> chunk, Dictionary<string, long> known, string? job, int done, int total, CancellationToken ct)
    {
        var added = new Dictionary<string, long>();
        var facts = new KnownFacts();
        long Id(Named named) => added.TryGetValue(named.Ref, out var id) || known.TryGetValue(named.Ref, out id) ? id
            : throw ValidationException.Refused(new Problem("", "sample.reference").With("name", named.Ref));
        foreach (var entry in chunk)
            added[entry.Ref] = await WriteAsync(scope, access, entry, facts, Id, ct);
        foreach (var form in chunk.GroupBy(e => e.Form.Key))
            await outbox.AddRecordsChangedAsync(scope, form.Key, [.. form.Select(e => added[e.Ref])], access.Actor.UserId, clock.Now, ct);
        if (job is not null)
            await JobProgress.SaveAsync(scope, job, JsonSerializer.Serialize(new { processed = done, total, created = done }, PlainJson.Options), ct);
        return added;
    }

    private async Task<long> WriteAsync(CommandScope scope, AccessPolicy access, SampleEntry entry, KnownFacts facts, Func<Named, long> id, CancellationToken ct)
    {
        var record = await writer.WriteAsync(scope, new WriteRequest
        {
            Access = access,
            Form = entry.Form,
            Kind = WriteKind.Create,
            Past = [.. entry.Life.Select(w => new PastWrite(w.At, w.Actor is { } actor ? id(actor) : access.Actor.UserId, w.Via,
                w.Values.ToDictionary(v => v.Key, v => SampleValues.Resolve(entry.Form, v.Key, v.Value, id)), w.Reason))],
            Via = "form",
            Historical = true,
            TrustedReferences = true,
            Silent = true,
            Facts = facts,
        }, ct);
        await SampleRecords.AddAsync(scope, entry.Form.Key, record.Id, entry.Ref, ct);
        scope.Db.RoleAssignments.AddRange(entry.Roles.Select(r => new RoleAssignment { UserId = record.Id, Role = r }));
        scope.Db.Comments.AddRange(entry.Comments.Select(c => new Comment { Form = entry.Form.Key, RecordId = record.Id, Text = c.Text, At = c.At, Author = c.Author is { } author ? id(author) : access.Actor.UserId!.Value }));
        if (entry.Roles.Count > 0 || entry.Comments.Count > 0)
            await scope.Db.SaveChangesAsync(ct);
        if (entry.Roles.Count > 0)
            scope.AfterCommit(people.ForgetAll);
        return record.Id;
    }
}
