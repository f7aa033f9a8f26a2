using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Formulas;

/// <summary>
/// Computes the stored formulas of every live record of a form, a few hundred in one transaction together with the
/// progress, so that a restart goes on from there. A record that comes out the same is not written.
/// </summary>
public sealed class FormulaBackfillJob(RecordWriter writer, RecordStore store, MetadataCache metadata, Database database, UnitOfWork work, Outbox outbox, ClockSource clock) : IJobHandler
{
    public const string JobKind = "formulas";
    private const int BatchSize = 200;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        var progress = JsonSerializer.Deserialize<BackfillProgress>(job.Progress, BackfillProgress.Options)!;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            // As it is now: it may have been published again since the last batch.
            if (metadata.Current.Form(job.Form!) is not { } form)
                return; // the form went in the meantime, and its formulas with it
            var next = await NextAsync(form, progress.After, ct);
            if (next.Items.Count == 0)
                return;
            progress = await work.ExecuteAsync(scope => ComputeAsync(scope, job, form, next.Items, progress with { Total = progress.Processed + (next.Total ?? 0) }, ct), ct);
        }
    }

    private async Task<RecordPage> NextAsync(FormModel form, long after, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        var query = new RecordQuery { Filter = Filter.Of(SystemMembers.Id, FilterOperator.Gt, after), Sort = SystemMembers.Id, Limit = BatchSize, Fields = [SystemMembers.Id], Count = true };
        return await store.PageAsync(session, new AccessPolicy(Actor.System, metadata.Current), form, query, ct);
    }

    private async Task<BackfillProgress> ComputeAsync(CommandScope scope, Job job, FormModel form, IReadOnlyList<RecordData> records, BackfillProgress progress, CancellationToken ct)
    {
        var access = new AccessPolicy(Actor.System, metadata.Current);
        var changed = new List<long>();
        foreach (var record in records)
        {
            var request = new WriteRequest { Access = access, Form = form, Kind = WriteKind.Recompute, Id = record.Id, Via = "formula", Silent = true };
            try
            {
                if ((await writer.WriteAsync(scope, request, ct)).Version != record.Version)
                    changed.Add(record.Id);
            }
            catch (NotFoundException)
            {
                // deleted since it was listed
            }
        }
        if (changed.Count > 0)
            await outbox.AddRecordsChangedAsync(scope, form.Key, changed, job.Actor, clock.Now, ct);
        var next = progress with { Processed = progress.Processed + records.Count, Updated = progress.Updated + changed.Count, After = records[^1].Id };
        await JobProgress.SaveAsync(scope, job.Id, JsonSerializer.Serialize(next, BackfillProgress.Options), ct);
        return next;
    }
}
