using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Imports as jobs. Stopping the process leaves the files for the next start; any other end removes what was uploaded.</summary>
public sealed class ImportJob(ImportServices services) : IJobHandler
{
    public const string JobKind = "import";

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        var run = new ImportRun(services, job, ImportRequest.Parse(job.Request));
        var isOver = true;
        try
        {
            await run.RunAsync(ct);
        }
        catch (OperationCanceledException)
        {
            isOver = await IsCancelledAsync(job.Id);
            throw;
        }
        catch (DomainException e)
        {
            if (e is not LimitExceededException { Exhausted: true }) // no room for the job's end is none for its reason
                await TellAsync(run, job.Id, e);
            throw;
        }
        finally
        {
            if (isOver)
                new ImportFiles(services.Options, job.Id).Close();
        }
    }

    private async Task<bool> IsCancelledAsync(string id)
    {
        await using var session = await services.Database.OpenReadAsync(CancellationToken.None);
        await using var db = PlatformContexts.ForReading(session);
        return await db.Jobs.AnyAsync(j => j.Id == id && j.CancelRequested);
    }

    private Task TellAsync(ImportRun run, string id, DomainException refusal)
    {
        run.Progress.Note(1, refusal.Problems.Select(p => new RowProblem(null, null, p)));
        var json = run.Progress.ToJson();
        return services.Work.ExecuteAsync(scope => JobProgress.SaveAsync(scope, id, json, CancellationToken.None), CancellationToken.None);
    }
}
