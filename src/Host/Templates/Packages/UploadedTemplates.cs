using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>
/// Templates that somebody uploaded, unpacked beside the data as folders that can be read. One is there whole or not at all:
/// it is unpacked and checked aside, then takes its place, also that of an earlier version of its own.
/// </summary>
public sealed class UploadedTemplates(HostOptions options, PackageLimits limits, PackageCheck check, TemplateInstaller templates) : IDisposable
{
    private const string Aside = ".incoming-";

    private readonly SemaphoreSlim _placing = new(1);

    /// <summary>Takes away what an upload left behind when the process ended in the middle of it.</summary>
    public void Sweep()
    {
        if (Directory.Exists(options.UploadedTemplateDirectory))
            foreach (var left in Directory.EnumerateDirectories(options.UploadedTemplateDirectory, Aside + "*"))
                Directory.Delete(left, recursive: true);
    }

    /// <summary>Keeps a template. Throws ValidationException with every fault; nothing is changed then.</summary>
    public async Task<TemplateManifest> AddAsync(Stream archive, CancellationToken ct)
    {
        Directory.CreateDirectory(options.UploadedTemplateDirectory);
        var aside = Directory.CreateDirectory(Path.Combine(options.UploadedTemplateDirectory, Aside + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var (file, folder) = (Path.Combine(aside, "package.zip"), Path.Combine(aside, "template"));
            await ReceiveAsync(archive, file, ct);
            Directory.CreateDirectory(folder);
            await PackageUnpacking.UnpackAsync(file, folder, limits, ct);
            var manifest = check.Require(folder, limits);
            if (templates.IsShipped(manifest.Key))
                throw new ValidationException("template.invalid", [new Problem("/template.json#/key", "template.key_shipped", "template.package").With("key", manifest.Key)]);
            return await PlaceAsync(manifest, folder, aside, ct);
        }
        catch (IOException e) when (StorageFull.Is(e))
        {
            throw StorageFull.Refusal();
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>Takes an uploaded template away; what it has installed stays.</summary>
    public async Task RemoveAsync(string key, CancellationToken ct)
    {
        var template = templates.Available().FirstOrDefault(t => t.IsUploaded && t.Key == key) ?? throw new NotFoundException("template");
        await _placing.WaitAsync(ct);
        try
        {
            Directory.Delete(template.Directory, recursive: true);
        }
        finally
        {
            _placing.Release();
        }
    }

    private async Task<TemplateManifest> PlaceAsync(TemplateManifest manifest, string folder, string aside, CancellationToken ct)
    {
        var place = Path.Combine(options.UploadedTemplateDirectory, manifest.Key);
        await _placing.WaitAsync(ct);
        try
        {
            if (Directory.Exists(place))
                Directory.Move(place, Path.Combine(aside, "before"));
            Directory.Move(folder, place);
        }
        finally
        {
            _placing.Release();
        }
        return manifest with { Directory = place, IsUploaded = true };
    }

    private async Task ReceiveAsync(Stream archive, string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[81_920];
        long size = 0;
        for (int read; (read = await archive.ReadAsync(buffer, ct)) > 0;)
        {
            if ((size += read) > limits.CompressedBytes)
                throw new ValidationException("template.invalid", [PackageEntries.Fault("/file", "template.zip_size").With("max", limits.CompressedBytes / 1024 / 1024)]);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }

    public void Dispose() => _placing.Dispose();
}
