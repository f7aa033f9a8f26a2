using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>
/// Carries out a handover from what its items say is still to do, so that it goes on after a crash. Some parts at a time share a
/// transaction with their outcome and the progress; a part that is refused leaves nothing behind and takes no other with it.
/// </summary>
public sealed class HandoverJob(HandoverServices services) : IJobHandler
{
    public const string JobKind = "handover";
    internal const int Parts = 25;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        while (await NextPartsAsync(job.Id, ct) is { Count: > 0 } parts)
        {
            ct.ThrowIfCancellationRequested();
            var actor = await services.Actors.FindActorAsync(job.Actor, "en", ct) ?? throw new ForbiddenException();
            var access = new AccessPolicy(actor, services.Metadata.Current);
            if (!access.Can("reassign"))
                throw new ForbiddenException("forbidden.reassign", new Problem("", "forbidden.reassign"));
            // Once begun the parts are finished: they are few, and what is finished stays.
            await services.Work.ExecuteAsync(scope => MoveAsync(scope, job.Id, access, parts), CancellationToken.None);
        }
    }

    private async Task<List<int>> NextPartsAsync(string id, CancellationToken ct)
    {
        await using var session = await services.Database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.HandoverItems.Where(i => i.Handover == id && i.Outcome == null).Select(i => i.Part).Distinct().OrderBy(p => p).Take(Parts).ToListAsync(ct);
    }

    private async Task MoveAsync(CommandScope scope, string id, AccessPolicy access, List<int> parts)
    {
        var ct = CancellationToken.None;
        var note = await scope.Db.Handovers.Where(h => h.Id == id).Select(h => h.Note).SingleAsync(ct);
        var items = await scope.Db.HandoverItems.AsNoTracking().Where(i => i.Handover == id && parts.Contains(i.Part) && i.Outcome == null).OrderBy(i => i.Id).ToListAsync(ct);
        var verdicts = new Dictionary<long, Verdict>();
        var move = new HandoverWrite(services, scope, access, "handover", note);
        foreach (var part in items.GroupBy(i => i.Part))
            await MovePartAsync(scope, move, [.. part], verdicts, ct);
        await move.AnnounceAsync(ct);
        foreach (var item in await scope.Db.HandoverItems.Where(i => i.Handover == id && parts.Contains(i.Part) && i.Outcome == null).ToListAsync(ct))
        {
            var verdict = verdicts[item.Id];
            (item.Outcome, item.Code, item.Version) = (verdict.Code is null ? HandoverItem.Moved : HandoverItem.Skipped, verdict.Code, verdict.Version);
        }
        var handover = await scope.Db.Handovers.SingleAsync(h => h.Id == id, ct);
        handover.Moved += verdicts.Values.Count(v => v.Code is null);
        handover.Skipped += verdicts.Values.Count(v => v.Code is not null);
        await scope.Db.SaveChangesAsync(ct);
        var progress = new HandoverProgress(id, handover.Moved + handover.Skipped, handover.Total, handover.Moved, handover.Skipped);
        await JobProgress.SaveAsync(scope, id, progress.ToJson(), ct);
    }

    // Tasks first: once the record is someone else's, the actor may no longer see what belongs to it.
    private static async Task MovePartAsync(CommandScope scope, HandoverWrite move, List<HandoverItem> part, Dictionary<long, Verdict> verdicts, CancellationToken ct)
    {
        const string point = "handover";
        await scope.SaveAsync(point, ct);
        try
        {
            var leader = part.FirstOrDefault(i => i.Leads);
            if (leader is not null && await move.RefusalAsync(leader, leader.FromOwner, ct) is { } refusal)
                throw refusal;
            foreach (var item in part.OrderBy(i => i.Leads))
                verdicts[item.Id] = item.Leads ? await move.WriteAsync(item, item.FromOwner, item.ToOwner, ct) : await move.TryAsync(item, item.FromOwner, item.ToOwner, ct);
            await scope.ReleaseAsync(point, ct);
        }
        catch (DomainException e) when (e is not LimitExceededException { Exhausted: true })
        {
            await scope.RollBackToAsync(point, ct);
            move.Forget(part);
            foreach (var item in part)
                verdicts[item.Id] = Verdict.Of(e);
        }
    }
}
