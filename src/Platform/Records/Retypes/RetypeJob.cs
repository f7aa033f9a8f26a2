using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>
/// Publishes a form after many values have been copied. After a crash it begins again and writes only what is not there yet; when it is
/// cancelled or fails nothing is published and every value is where it was.
/// </summary>
public sealed class RetypeJob(RetypePublisher publisher, MetadataCache cache) : IJobHandler
{
    public const string JobKind = "publish";

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken ct)
    {
        var publish = JsonSerializer.Deserialize<FormPublish>(job.Request, Json.PlainJson.Options)!;
        try
        {
            await publisher.RunAsync(publish, (scope, done, total) => JobProgress.SaveAsync(scope, job.Id, RetypeProgress.Text(done, total), ct), ct);
        }
        catch (ConflictException) when (IsPublished(publish))
        {
            // it had published when the process ended, but could not say so
        }
    }

    private bool IsPublished(FormPublish publish) =>
        cache.Current.Form(publish.Form) is { } form && form.Version == publish.ExpectedVersion + 1
        && JsonElement.DeepEquals(form.Document, Publisher.Complete(DefinitionKinds.Form, publish.Form, publish.Document, cache.Current));
}

/// <summary>How far copying has come, in values.</summary>
public static class RetypeProgress
{
    public static string Text(long processed, long total) => JsonSerializer.Serialize(new { processed, total });
}
