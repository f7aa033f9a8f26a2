using System.Text.Json;
using NoCodeCrm.Platform.Events;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>Loading a template's records as a job.</summary>
public sealed class DataJob(DataLoader loader, TemplateInstaller templates) : IJobHandler
{
    public string Kind => DataLoader.JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        using var request = JsonDocument.Parse(job.Request);
        await loader.LoadAsync(templates.Find(request.RootElement.GetProperty("template").GetString()!), job.Actor, job.Id, ct);
    }
}
