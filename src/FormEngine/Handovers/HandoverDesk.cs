using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>Takes handovers in: writes down what each will move and leaves a job behind.</summary>
public sealed class HandoverDesk(HandoverPlanner planner, JobQueue jobs, ClockSource clock)
{
    /// <summary>How long a handover can be undone.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromDays(7);

    /// <summary>The id of the handover and of its job. Throws 422 with everything that is in the way.</summary>
    public async Task<string> StartAsync(CommandScope scope, AccessPolicy access, HandoverRequest request, CancellationToken ct)
    {
        var plan = await planner.PlanAsync(scope, access, request, ct);
        if (plan.Blocking.Count > 0)
            throw ValidationException.Refused(plan.Blocking.Concat(plan.Notes));
        var id = Guid.NewGuid().ToString("N");
        scope.Db.Handovers.Add(new Handover { Id = id, By = access.Actor.UserId!.Value, At = clock.Now, From = request.From, Note = request.Note, Total = plan.Count });
        scope.Db.HandoverItems.AddRange(plan.Items(id));
        jobs.Enqueue(scope, JobFor(id, HandoverJob.JobKind, access, id, plan.Count));
        await scope.Db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>The id of the undoing job. Throws 404 for what is not the actor's, 409 when it is too early, too late or already done.</summary>
    public async Task<string> UndoAsync(CommandScope scope, AccessPolicy access, string handover, CancellationToken ct)
    {
        var found = await scope.Db.Handovers.FindAsync([handover], ct);
        if (found is null || (found.By != access.Actor.UserId && !access.Actor.IsAdministrator))
            throw new NotFoundException("handover");
        if (!await scope.Db.Jobs.AnyAsync(j => j.Id == handover && j.FinishedAt != null, ct))
            throw Refused("handover.running");
        if (found.UndoJob is not null && !await CanGoOnAsync(scope, found.UndoJob, ct))
            throw Refused("handover.undone");
        if (found.At + UndoFor < clock.Now)
            throw Refused("handover.undo_late");
        found.UndoJob = Guid.NewGuid().ToString("N");
        jobs.Enqueue(scope, JobFor(found.UndoJob, HandoverUndoJob.JobKind, access, handover, found.Moved));
        await scope.Db.SaveChangesAsync(ct);
        return found.UndoJob;
    }

    // An undoing that was cancelled or failed may be asked for again; what it has given back stays so.
    private static Task<bool> CanGoOnAsync(CommandScope scope, string job, CancellationToken ct) =>
        scope.Db.Jobs.AnyAsync(j => j.Id == job && (j.State == JobStates.Cancelled || j.State == JobStates.Failed), ct);

    private static ConflictException Refused(string code) => new(code, new Problem("", code));

    private Job JobFor(string id, string kind, AccessPolicy access, string handover, int total) => new()
    {
        Id = id,
        Kind = kind,
        State = JobStates.Queued,
        Actor = access.Actor.UserId!.Value,
        Request = handover,
        Progress = new HandoverProgress(handover, 0, total, 0, 0).ToJson(),
        CreatedAt = clock.Now,
    };
}
