using System.Text.Json;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Loading sample data as a job. After a crash it goes on with what is missing; the same day is still the day of loading.</summary>
public sealed class SampleJob(SampleLoader loader, TemplateInstaller templates) : IJobHandler
{
    public string Kind => SamplePurge.JobKind;

    public Task RunAsync(Job job, CancellationToken ct)
    {
        var request = JsonSerializer.Deserialize<SampleRequest>(job.Request, PlainJson.Options)!;
        return loader.LoadAsync(templates.Find(request.Template), request, job.Actor, job.Id, ct);
    }
}
