using System.Text;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// The end of an import that could not go on, such as when a field that it fills was deleted meanwhile: what was imported stays, and every
/// row that was not, and every row whose references to others of the file were not set yet, goes to the file of refused rows.
/// </summary>
/// <param name="services">What the import worked with.</param>
/// <param name="job">Its id.</param>
/// <param name="format">How its file is read.</param>
/// <param name="language">In which reasons are told.</param>
public sealed class ImportRest(ImportServices services, string job, CsvFormat format, string language)
{
    private const int ChunkRows = 500;
    private readonly ImportFiles _files = new(services.Options, job);

    /// <summary>Answers the progress, with each of those rows counted as rejected that has no record of its own.</summary>
    public async Task<ImportProgress> RefuseAsync(ImportProgress progress, DomainException refusal)
    {
        // Quick, and its end is what somebody needs to know of: not to be broken off.
        await using var rows = await CsvRows.OpenAsync(_files.OpenSource(), format, CancellationToken.None);
        var reason = string.Join(" ", Problems(refusal).Prepend(new Problem("", "import.not_reached")).Select(p => services.Texts.For(p, language)).Distinct());
        for (var skipped = 0L; skipped < progress.Processed && await rows.NextAsync(CancellationToken.None) is not null; skipped++)
        {
        }
        while (await rows.TakeAsync(ChunkRows, CancellationToken.None) is { Count: > 0 } chunk)
        {
            progress = await AppendAsync(progress, rows.Header, chunk.Select(r => r.Cells), reason);
            (progress.Processed, progress.Rejected) = (progress.Processed + chunk.Count, progress.Rejected + chunk.Count);
            await SaveAsync(progress);
        }
        while (progress.LaterDone < progress.LaterLength)
        {
            var (entries, next) = await LaterReference.ReadAsync(_files.Later, progress.LaterDone, progress.LaterLength, ChunkRows, CancellationToken.None);
            progress = await AppendAsync(progress, rows.Header, entries.Select(e => e.Cells), reason);
            progress.LaterDone = next;
            await SaveAsync(progress);
        }
        return progress;
    }

    /// <summary>What a refusal says; where it says no more than its code, that.</summary>
    public static IEnumerable<Problem> Problems(DomainException refusal) => refusal.Problems.IsEmpty ? [new Problem("", refusal.Code)] : refusal.Problems;

    private async Task<ImportProgress> AppendAsync(ImportProgress before, CsvHeader header, IEnumerable<string[]> rows, string reason)
    {
        var (progress, text) = (before.Copy(), new StringBuilder());
        foreach (var cells in rows)
            RejectedRows.Append(text, header, format.Delimiter, cells, reason);
        progress.RejectedLength = await ImportFiles.WriteAsync(_files.Rejected, before.RejectedLength, text.ToString(), CancellationToken.None);
        return progress;
    }

    private Task SaveAsync(ImportProgress progress)
    {
        var json = progress.ToJson();
        return services.Work.ExecuteAsync(scope => JobProgress.SaveAsync(scope, job, json, CancellationToken.None), CancellationToken.None);
    }
}

/// <summary>Lines of the file of refused rows: the row's own cells, then the reason, then what it had too much.</summary>
internal static class RejectedRows
{
    public static void Append(StringBuilder file, CsvHeader header, char delimiter, IReadOnlyList<string> cells, string reason)
    {
        var width = header.Names.Length;
        var row = Enumerable.Range(0, width).Select(i => i < cells.Count ? CsvText.GuardUnlessNumber(cells[i]) : "")
            .Append(CsvText.Guard(reason)).Concat(cells.Skip(width).Select(CsvText.GuardUnlessNumber));
        CsvText.AppendRow(file, row, delimiter);
    }
}
