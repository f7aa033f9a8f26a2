using System.IO.Compression;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>Unpacks an archive into an empty folder and stops at the limit: what an archive says about its size is never believed.</summary>
internal static class PackageUnpacking
{
    /// <summary>Throws ValidationException with every fault of the archive; what has been written then is the caller's to take away.</summary>
    public static async Task UnpackAsync(string archive, string folder, PackageLimits limits, CancellationToken ct)
    {
        var problems = new List<Problem>();
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            var entries = PackageEntries.Read(zip, limits, problems);
            if (problems.Count == 0 && !entries.Any(e => e.Path == "template.json"))
                problems.Add(PackageEntries.Fault("/template.json", "template.no_manifest"));
            if (problems.Count == 0)
                await UnpackAsync(entries, folder, limits, problems, ct);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            problems.Add(PackageEntries.Fault("/file", "template.zip"));
        }
        if (problems.Count > 0)
            throw new ValidationException("template.invalid", problems);
    }

    private static async Task UnpackAsync(IReadOnlyList<(string Path, ZipArchiveEntry Entry)> entries, string folder, PackageLimits limits, List<Problem> problems, CancellationToken ct)
    {
        var left = limits.ExpandedBytes;
        var buffer = new byte[81_920];
        foreach (var (path, entry) in entries)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var most = path.StartsWith("data/", StringComparison.Ordinal) || path.StartsWith("sample/", StringComparison.Ordinal) ? long.MaxValue : limits.DocumentBytes;
            await using var content = await entry.OpenAsync(ct);
            await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                size += read;
                if ((left -= read) < 0)
                {
                    problems.Add(PackageEntries.Fault("/file", "template.zip_expanded").With("max", limits.ExpandedBytes / 1024 / 1024));
                    return;
                }
                if (size > most)
                {
                    problems.Add(PackageEntries.Fault("/" + path, "template.document_size").With("max", limits.DocumentBytes / 1024 / 1024));
                    break;
                }
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
    }
}
