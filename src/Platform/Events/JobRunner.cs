using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>Runs queued jobs one after the other, and at start those that a crash interrupted. Stopping the process leaves a job running in the table, to be resumed.</summary>
public sealed class JobRunner(JobQueue queue, Database database, UnitOfWork work, IEnumerable<IJobHandler> handlers, ClockSource clock, ILogger<JobRunner> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    /// <summary>Asks a job to stop. False when it has already ended.</summary>
    public async Task<bool> CancelAsync(string id, CancellationToken ct)
    {
        var asked = await work.ExecuteAsync(async scope =>
        {
            var job = await scope.Db.Jobs.FindAsync([id], ct);
            if (job is null || job.FinishedAt is not null)
                return false;
            job.CancelRequested = true;
            await scope.Db.SaveChangesAsync(ct);
            return true;
        }, ct);
        if (asked && _running.TryGetValue(id, out var running))
            await running.CancelAsync();
        return asked;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await NextAsync(stoppingToken) is { } job)
                    await RunAsync(job, stoppingToken);
                await queue.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Looking for jobs failed; trying again shortly.");
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task<Job?> NextAsync(CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.Jobs.Where(j => j.FinishedAt == null).OrderBy(j => j.CreatedAt).FirstOrDefaultAsync(ct);
    }

    private async Task RunAsync(Job job, CancellationToken stopping)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _running[job.Id] = cancel;
        try
        {
            if (job.CancelRequested)
                await cancel.CancelAsync();
            cancel.Token.ThrowIfCancellationRequested();
            await SetAsync(job.Id, j =>
            {
                j.State = JobStates.Running;
                j.StartedAt ??= clock.Now;
            });
            await handlers.First(h => h.Kind == job.Kind).RunAsync(job, cancel.Token);
            await FinishAsync(job.Id, JobStates.Succeeded, null, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await FinishAsync(job.Id, JobStates.Cancelled, null, stopping);
        }
        catch (OperationCanceledException)
        {
            // The process stops: the job stays as it is and goes on at the next start.
        }
        catch (DomainException e)
        {
            await FinishAsync(job.Id, JobStates.Failed, e.Code, stopping);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Id} of kind {Kind} failed.", job.Id, job.Kind);
            await FinishAsync(job.Id, JobStates.Failed, "job.failed", stopping);
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
        }
    }

    // While the disk is full not even the end of a job can be written; it is, as soon as there is room.
    private async Task FinishAsync(string id, string state, string? error, CancellationToken stopping)
    {
        while (!await TryFinishAsync(id, state, error))
            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
    }

    private async Task<bool> TryFinishAsync(string id, string state, string? error)
    {
        try
        {
            await SetAsync(id, j => (j.State, j.Error, j.FinishedAt) = (state, error, clock.Now));
            return true;
        }
        catch (LimitExceededException e) when (e.Exhausted)
        {
            log.LogWarning("Job {Id} has ended ({State}), but there is no room to note it.", id, state);
            return false;
        }
    }

    private Task SetAsync(string id, Action<Job> change) => work.ExecuteAsync(async scope =>
    {
        change(await scope.Db.Jobs.SingleAsync(j => j.Id == id));
        await scope.Db.SaveChangesAsync();
    }, CancellationToken.None);
}
