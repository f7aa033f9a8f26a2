using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Uploaded bytes, under random names outside the web root. What the user called a file is kept as text only; the type
/// that it is served with is ours to choose, and it is always served as an attachment.
/// </summary>
public sealed class FileStore(HostOptions options, ClockSource clock)
{
    private const int MaxTitle = 255;

    /// <summary>Streams an upload to disk. Throws LimitExceeded past the limit and leaves nothing behind.</summary>
    public async Task<StoredFile> SaveAsync(Stream content, string title, long user, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var path = PathOf(name);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var buffer = new byte[81_920];
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                size += read;
                if (size > options.MaxUpload)
                    throw new LimitExceededException("file.too_large", problems: new Problem("/file", "file.too_large").With("max", options.MaxUpload / 1024 / 1024));
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
            return new StoredFile { Name = name, Title = Clean(title), ContentType = TypeOf(title), Size = size, At = clock.Now, By = user };
        }
        catch (IOException e) when (StorageFull.Is(e))
        {
            Remove(name);
            throw StorageFull.Refusal();
        }
        catch
        {
            Remove(name); // half a file is no file
            throw;
        }
    }

    /// <summary>Takes back an upload that nothing refers to.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    public Stream Open(StoredFile file) => new FileStream(PathOf(file.Name), FileMode.Open, FileAccess.Read, FileShare.Read);

    public static void Write(Utf8JsonWriter writer, StoredFile file)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", file.Id);
        writer.WriteString("name", file.Title);
        writer.WriteNumber("size", file.Size);
        writer.WriteString("contentType", file.ContentType);
        writer.WriteString("at", Instants.Text(file.At));
        writer.WriteNumber("by", file.By);
        writer.WriteString("slot", file.Slot);
        writer.WriteNumber("family", file.Family ?? file.Id);
        writer.WriteNumber("version", file.Version);
        writer.WriteBoolean("shown", IsShown(file));
        writer.WriteEndObject();
    }

    /// <summary>Whether a browser can show the file without running anything in it.</summary>
    public static bool IsShown(StoredFile file) => file.ContentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "application/pdf" or "text/plain" or "text/csv";

    private string PathOf(string name) => Path.Combine(options.UploadDirectory, name);

    // Only the last part of a path, without characters that a file system or a header could misread.
    private static string Clean(string title)
    {
        var last = title.Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes()) // half a surrogate pair comes as U+FFFD
            if (!Rune.IsControl(rune) && !"\"<>|:*?".Contains(rune.ToString(), StringComparison.Ordinal))
                kept.Append(rune);
        var text = kept.ToString().Trim().Trim('.');
        if (text.Length > MaxTitle)
            text = text[(char.IsLowSurrogate(text[^MaxTitle]) ? text.Length - MaxTitle + 1 : text.Length - MaxTitle)..];
        return text.Length == 0 ? "file" : text;
    }

    // Types that a browser might run (SVG, HTML) go out as plain bytes.
    private static string TypeOf(string title) => Path.GetExtension(title).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".pdf" => "application/pdf",
        ".txt" => "text/plain",
        ".csv" => "text/csv",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    };
}
