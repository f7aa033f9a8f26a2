using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>Gives back what a handover moved, as far as it is still with whom the handover gave it to. The job's request is the handover's id.</summary>
public sealed class HandoverUndoJob(HandoverServices services) : IJobHandler
{
    public const string JobKind = "handover.undo";

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        while (await NextAsync(job.Request, ct) is { Count: > 0 } ids)
        {
            ct.ThrowIfCancellationRequested();
            var actor = await services.Actors.FindActorAsync(job.Actor, "en", ct) ?? throw new ForbiddenException();
            // What one has given away one may take back, though it is out of sight by now; nothing else is touched.
            var access = new AccessPolicy(actor with { Roles = actor.Roles.Add(RoleModel.Administrator) }, services.Metadata.Current);
            await services.Work.ExecuteAsync(scope => ReturnAsync(scope, job, access, ids), CancellationToken.None);
        }
        await services.Work.ExecuteAsync(async scope =>
        {
            var handover = await scope.Db.Handovers.SingleAsync(h => h.Id == job.Request, CancellationToken.None);
            handover.UndoneAt = services.Clock.Now;
            await scope.Db.SaveChangesAsync(CancellationToken.None);
        }, CancellationToken.None);
    }

    private async Task<List<long>> NextAsync(string handover, CancellationToken ct)
    {
        await using var session = await services.Database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.HandoverItems.Where(i => i.Handover == handover && i.Outcome == HandoverItem.Moved && i.UndoOutcome == null).OrderBy(i => i.Id).Select(i => i.Id).Take(2 * HandoverJob.Parts).ToListAsync(ct);
    }

    private async Task ReturnAsync(CommandScope scope, Job job, AccessPolicy access, List<long> ids)
    {
        var ct = CancellationToken.None;
        var items = await scope.Db.HandoverItems.AsNoTracking().Where(i => ids.Contains(i.Id) && i.UndoOutcome == null).OrderBy(i => i.Id).ToListAsync(ct);
        var verdicts = new Dictionary<long, Verdict>();
        var write = new HandoverWrite(services, scope, access, "handover.undo", null);
        foreach (var item in items)
            verdicts[item.Id] = await write.TryAsync(item, item.ToOwner, item.FromOwner, ct);
        await write.AnnounceAsync(ct);
        foreach (var item in await scope.Db.HandoverItems.Where(i => ids.Contains(i.Id) && i.UndoOutcome == null).ToListAsync(ct))
            (item.UndoOutcome, item.Code) = verdicts[item.Id].Code is { } code ? (HandoverItem.Kept, code) : (HandoverItem.Returned, null);
        var handover = await scope.Db.Handovers.SingleAsync(h => h.Id == job.Request, ct);
        handover.Returned += verdicts.Values.Count(v => v.Code is null);
        handover.Kept += verdicts.Values.Count(v => v.Code is not null);
        await scope.Db.SaveChangesAsync(ct);
        var progress = new HandoverProgress(handover.Id, handover.Returned + handover.Kept, handover.Moved, handover.Returned, handover.Kept);
        await JobProgress.SaveAsync(scope, job.Id, progress.ToJson(), ct);
    }
}
