using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>
/// Loads the records of a template through the same door as any other write, as past records, some hundred a transaction.
/// What has been loaded is remembered by its name, so that neither a crash nor a second load brings it twice.
/// </summary>
public sealed class DataLoader(RecordWriter writer, RecordStore store, MetadataCache metadata, UnitOfWork work, Database database, Outbox outbox, JobQueue jobs, ClockSource clock, DataExport export)
{
    public const string JobKind = "template_data";

    private const int Chunk = 250;
    private const int ManyRows = 1_000;

    /// <summary>Queues the load and answers the job's id.</summary>
    public async Task<string> QueueAsync(TemplateManifest template, long actor, CancellationToken ct)
    {
        var job = new Job
        {
            Id = Guid.NewGuid().ToString("N"),
            Kind = JobKind,
            State = JobStates.Queued,
            Actor = actor,
            Request = JsonSerializer.Serialize(new { template = template.Key }, PlainJson.Options),
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

    public async Task LoadAsync(TemplateManifest template, long actor, string job, CancellationToken ct)
    {
        var access = new AccessPolicy(new Actor(actor, [RoleModel.Administrator]), metadata.Current);
        var files = template.Data.Select(f => (File: f, Form: access.Metadata.Form(DataFile.FormOf(f)) ?? throw new NotFoundException("form"))).ToList();
        var load = await BeginAsync(template, access, files, ct);
        foreach (var (file, form) in files)
        {
            foreach (var rows in DataFile.Read(template, file, form).Select(r => r.Row).Chunk(Chunk))
            {
                ct.ThrowIfCancellationRequested();
                await WriteAsync(load, access, form, rows, job, ct);
            }
            if (load.Total >= ManyRows)
                await work.ExecuteAsync(scope => TableStatistics.RefreshAsync(scope, form, ct), ct);
        }
        foreach (var (file, form) in files)
            foreach (var rows in DataFile.Read(template, file, form).Select(r => r.Row).Where(r => load.Later(form, r).Count > 0).Chunk(Chunk))
                await work.ExecuteAsync(scope => CompleteAsync(scope, load, access, form, rows, CancellationToken.None), CancellationToken.None);
    }

    private async Task<DataLoad> BeginAsync(TemplateManifest template, AccessPolicy access, List<(string File, FormModel Form)> files, CancellationToken ct)
    {
        var load = new DataLoad(template.Key, access.Actor.UserId);
        foreach (var (file, form) in files)
            foreach (var (_, row) in DataFile.Read(template, file, form))
                load.Expect(form, row.Ref);
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        foreach (var known in await db.LoadedRecords.Where(r => r.Template == template.Key).ToListAsync(ct))
            load.Ids[new RecordRef(known.Form, known.Ref)] = known.RecordId;
        foreach (var (id, email) in await export.EmailsAsync(session, access, ct))
            load.People[email.ToUpperInvariant()] = id;
        // Teams are of the firm as people are: one of the same name is the same.
        if (access.Metadata.Form(BuiltInForms.Team) is { } teams)
            foreach (var team in (await store.PageAsync(session, access, teams, new RecordQuery { Fields = ["name"], Limit = RecordQuery.MaxLimit }, ct)).Items)
                if (team["name"] is string name)
                    load.Teams.TryAdd(name, team.Id);
        return load;
    }

    private async Task WriteAsync(DataLoad load, AccessPolicy access, FormModel form, DataRow[] rows, string job, CancellationToken ct)
    {
        var missing = rows.Where(r => !load.Ids.ContainsKey(new RecordRef(form.Key, r.Ref))).ToArray();
        try
        {
            var added = await work.ExecuteAsync(scope => WriteAsync(scope, load, access, form, missing, job, rows.Length, CancellationToken.None), CancellationToken.None);
            load.Took(form, added, rows.Length);
        }
        catch (DomainException) when (missing.Length > 0)
        {
            // One row is at fault: each for itself, and what is refused is told.
            load.Took(form, [], rows.Length - missing.Length);
            foreach (var row in missing)
                await WriteAloneAsync(load, access, form, row, job, ct);
        }
    }

    private async Task WriteAloneAsync(DataLoad load, AccessPolicy access, FormModel form, DataRow row, string job, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            load.Took(form, await work.ExecuteAsync(scope => WriteAsync(scope, load, access, form, [row], job, 1, CancellationToken.None), CancellationToken.None), 1);
        }
        catch (DomainException e)
        {
            load.Refuse(form, row, e);
            await work.ExecuteAsync(scope => JobProgress.SaveAsync(scope, job, load.Progress(0, 0), CancellationToken.None), CancellationToken.None);
        }
    }

    // May run again from its beginning, so what it learns is handed over only with its end.
    private async Task<Dictionary<string, long>> WriteAsync(CommandScope scope, DataLoad load, AccessPolicy access, FormModel form, IReadOnlyList<DataRow> rows, string job, int processed, CancellationToken ct)
    {
        var (added, facts, created) = (new Dictionary<string, long>(), new KnownFacts(), new List<long>());
        foreach (var row in rows)
        {
            var known = form.Key == BuiltInForms.Team && row.Values.GetValueOrDefault("name") is string name && load.Teams.TryGetValue(name, out var team) ? team : (long?)null;
            if (known is null)
            {
                var record = await writer.WriteAsync(scope, new WriteRequest
                {
                    Access = access,
                    Form = form,
                    Kind = WriteKind.Create,
                    Past = load.Life(form, row, added),
                    Via = "import",
                    Historical = true,
                    TrustedReferences = true,
                    Silent = true,
                    Facts = facts,
                }, ct);
                created.Add(known ??= record.Id);
            }
            added[row.Ref] = known.Value;
        }
        scope.Db.LoadedRecords.AddRange(added.Select(a => new LoadedRecord { Template = load.Template, Form = form.Key, Ref = a.Key, RecordId = a.Value }));
        await scope.Db.SaveChangesAsync(ct);
        if (created.Count > 0)
            await outbox.AddRecordsChangedAsync(scope, form.Key, created, access.Actor.UserId, clock.Now, ct);
        await JobProgress.SaveAsync(scope, job, load.Progress(processed, added.Count), ct);
        return added;
    }

    // References to what comes later: the record itself, its parent, a circle of forms.
    private async Task CompleteAsync(CommandScope scope, DataLoad load, AccessPolicy access, FormModel form, IReadOnlyList<DataRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            if (load.Ids.TryGetValue(new RecordRef(form.Key, row.Ref), out var id))
                await writer.WriteAsync(scope, new WriteRequest
                {
                    Access = access,
                    Form = form,
                    Kind = WriteKind.Update,
                    Id = id,
                    Values = load.Later(form, row).ToDictionary(key => key, key => load.Resolve(form, key, row.Values[key], [])),
                    Via = "import",
                    Historical = true,
                    TrustedReferences = true,
                    Silent = true,
                }, ct);
    }
}
