using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>The end of an import: references between rows of the file, chunk by chunk as the rows themselves.</summary>
public static class LaterReferences
{
    private const int ChunkRows = 500;

    /// <summary>Committed: told the progress after each chunk.</summary>
    public static async Task RunAsync(ImportContext context, ImportProgress progress, Action<ImportProgress> committed, CancellationToken ct)
    {
        while (progress.LaterDone < progress.LaterLength)
        {
            ct.ThrowIfCancellationRequested();
            var (entries, next) = await LaterReference.ReadAsync(context.Files.Later, progress.LaterDone, progress.LaterLength, ChunkRows, ct);
            var before = progress;
            progress = await context.Services.Work.ExecuteAsync(scope => new LaterChunk(context with { Facts = new KnownFacts() }, entries).RunAsync(scope, before, next, CancellationToken.None), CancellationToken.None);
            committed(progress);
        }
    }
}
