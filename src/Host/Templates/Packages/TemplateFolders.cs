using System.IO.Compression;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>
/// Templates as folders, for who runs the program: an export unpacked, to be kept under version control, and a folder installed
/// as if it had been uploaded, with the same checks.
/// </summary>
public sealed class TemplateFolders(AppExport export, UploadedTemplates uploads, TemplateInstaller templates, MetadataCache metadata)
{
    private const string Manifest = "template.json";

    /// <summary>
    /// Writes an export into a folder: a new or empty one, or an earlier export, of which files that are no longer part go.
    /// Answers the number of files. Throws ValidationException for any other folder; nothing is written then.
    /// </summary>
    public async Task<int> ExportAsync(string folder, ExportRequest request, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Manifest)))
            throw ValidationException.Refused(new Problem("", "template.folder_taken").With("folder", folder));
        using var packed = new MemoryStream();
        await export.WriteAsync(new AccessPolicy(Actor.System, metadata.Current), request, packed, ct);
        using var zip = new ZipArchive(packed, ZipArchiveMode.Read);
        var before = Parts(folder).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            var file = Path.Combine(folder, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var content = await entry.OpenAsync(ct);
            await using var target = File.Create(file);
            await content.CopyToAsync(target, ct);
            before.Remove(entry.FullName);
        }
        foreach (var gone in before)
            File.Delete(Path.Combine(folder, gone));
        return zip.Entries.Count;
    }

    /// <summary>Keeps the folder as an uploaded template and installs it; what nobody decides stays as it is here. Throws ValidationException with every fault.</summary>
    public async Task<(TemplateManifest Template, TemplatePlan Plan)> InstallAsync(string folder, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(folder, Manifest)))
            throw ValidationException.Refused(new Problem("", "template.no_folder").With("folder", folder));
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in Parts(folder).Prepend(Manifest))
            {
                await using var content = File.OpenRead(Path.Combine(folder, file));
                await using var entry = await zip.CreateEntry(file).OpenAsync(ct);
                await content.CopyToAsync(entry, ct);
            }
        packed.Position = 0;
        var template = await uploads.AddAsync(packed, ct);
        return (template, await templates.InstallAsync(template, TemplateChoices.Mine, null, ct));
    }

    // What a template is made of lies one level down; a folder's own notes and version control are none of it.
    private static IEnumerable<string> Parts(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder)
        .Where(d => !Path.GetFileName(d).StartsWith('.'))
        .SelectMany(d => Directory.EnumerateFiles(d).Select(f => $"{Path.GetFileName(d)}/{Path.GetFileName(f)}"))
        .Where(f => Path.GetExtension(f) is ".json" or ".jsonl" or ".csv").Order(StringComparer.Ordinal);
}
