using System.Text;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Where uploaded files and their results lie; a directory of the installation's data.</summary>
public sealed record TransferOptions(string Directory);

/// <summary>The files of one import. Job ids are our own, so that no path comes from outside.</summary>
public sealed class ImportFiles(TransferOptions options, string job)
{
    /// <summary>What was uploaded; gone once the import has ended.</summary>
    public string Source { get; } = Path.Combine(options.Directory, job + ".csv");

    /// <summary>Rows that were refused, with a reason each.</summary>
    public string Rejected { get; } = Path.Combine(options.Directory, job + ".rejected.csv");

    /// <summary>References of the file to itself, waiting for the end.</summary>
    public string Later { get; } = Path.Combine(options.Directory, job + ".later.jsonl");

    /// <summary>Opens the upload. Sequential: a large file should not push others out of memory.</summary>
    public Stream OpenSource() => new FileStream(Source, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Writes text at a position and drops what an interrupted run left behind it. Durable on return. Answers the new length.</summary>
    public static async Task<long> WriteAsync(string path, long position, string text, CancellationToken ct)
    {
        if (text.Length == 0)
            return position;
        try
        {
            await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            file.SetLength(position);
            file.Position = position;
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
            file.Flush(flushToDisk: true);
            return file.Length;
        }
        catch (IOException e) when (StorageFull.Is(e))
        {
            throw StorageFull.Refusal();
        }
    }

    /// <summary>Drops what was written for rows whose transaction was taken back, and for which nothing was written when they were tried again.</summary>
    public static void Trim(string path, long length)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        if (file.Length > length)
            file.SetLength(length);
    }

    /// <summary>What is no longer needed when the import has ended, however it did.</summary>
    public void Close()
    {
        File.Delete(Source);
        File.Delete(Later);
    }
}
