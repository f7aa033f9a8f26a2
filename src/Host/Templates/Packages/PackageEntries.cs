using System.IO.Compression;
using System.Text.RegularExpressions;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>
/// Decides which entries of an archive are files of a template. Only names of the known shape are ever written to disk, so
/// that none can leave the folder; the folder in which a person zipped them may stand before all of them.
/// </summary>
internal static partial class PackageEntries
{
    private const int FileTypes = 0xF000;
    private const int SymbolicLink = 0xA000;
    private const int MaxShown = 200;

    /// <summary>Entries by their path in the template. Every fault of a name is noted.</summary>
    public static IReadOnlyList<(string Path, ZipArchiveEntry Entry)> Read(ZipArchive archive, PackageLimits limits, List<Problem> problems)
    {
        if (archive.Entries.Count > limits.Files)
        {
            problems.Add(Fault("/file", "template.zip_files").With("max", limits.Files));
            return [];
        }
        var files = archive.Entries.Where(e => !IsFolder(e)).ToList();
        var folder = files.FirstOrDefault(e => e.FullName == "template.json") is null ? Folder(files) : "";
        var (found, seen) = (new List<(string, ZipArchiveEntry)>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (Leaves(name))
                problems.Add(Fault("/file", "template.zip_path").With("path", Shown(name)));
            else if (((entry.ExternalAttributes >> 16) & FileTypes) == SymbolicLink)
                problems.Add(Fault("/file", "template.zip_link").With("path", Shown(name)));
            else if (IsFolder(entry))
                continue;
            else if (!name.StartsWith(folder, StringComparison.Ordinal) || !Known().IsMatch(name[folder.Length..]))
                problems.Add(Fault("/file", "template.zip_entry").With("path", Shown(name)));
            else if (!seen.Add(name))
                problems.Add(Fault("/file", "template.zip_duplicate").With("path", Shown(name)));
            else
                found.Add((name[folder.Length..], entry));
        }
        return found;
    }

    public static Problem Fault(string path, string code) => new(path, code, "template.package");

    // Some archives have entries for folders; they hold nothing.
    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;

    private static bool Leaves(string name) =>
        name.Contains('\\') || name.StartsWith('/') || name.Contains(':') || name.Contains('\0') || name.Split('/').Contains("..");

    private static string Folder(List<ZipArchiveEntry> files)
    {
        var manifest = files.FirstOrDefault(e => e.FullName.Count(c => c == '/') == 1 && e.FullName.EndsWith("/template.json", StringComparison.Ordinal));
        return manifest is null ? "" : manifest.FullName[..^"template.json".Length];
    }

    private static string Shown(string name) => name.Length <= MaxShown ? name : name[..MaxShown] + "…";

    [GeneratedRegex(@"^(template\.json|(forms|pipelines|roles|dashboards|homes|metrics|forecasts|views|sample)/[a-z][a-z0-9_]{0,63}\.json|data/[a-z][a-z0-9_]{0,63}\.jsonl)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Known();
}
