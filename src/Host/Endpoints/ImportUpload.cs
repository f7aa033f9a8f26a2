using System.Text;
using System.Text.Json;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The parts of an import request: the file, of which only the beginning is held, and the texts beside it.</summary>
internal sealed record ImportUpload(CsvSample Sample, IReadOnlyDictionary<string, string> Texts)
{
    private const int MaxText = 1024 * 1024;

    public string? Text(string name) => Texts.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>The part "mapping" as JSON.</summary>
    public JsonElement Mapping() => Text("mapping") is { } text ? RequestReading.Parse(Encoding.UTF8.GetBytes(text), "") : throw ValidationException.BadRequest("", "import.mapping");

    /// <summary>Reads the body to its end, in whatever order its parts come. Path: where the file is to be kept, durable on return; null = nowhere.</summary>
    public static async Task<ImportUpload> ReceiveAsync(HttpContext http, string? path, CancellationToken ct)
    {
        var limit = http.RequestServices.GetRequiredService<HostOptions>().MaxImport;
        CsvSample? sample = null;
        var texts = new Dictionary<string, string>();
        await foreach (var part in Uploads.ReadAsync(http, limit + (2 * MaxText), ct))
            if (part.Name == "file")
                sample = await KeepAsync(part.Body, path, limit, ct);
            else
                texts[part.Name] = await ReadTextAsync(part.Body, ct);
        return new ImportUpload(sample ?? throw ValidationException.BadRequest("/file", "file.missing"), texts);
    }

    private static async Task<CsvSample> KeepAsync(Stream body, string? path, long limit, CancellationToken ct)
    {
        var sample = await CsvSample.ReadAsync(body, ct);
        if (path is null)
        {
            await CopyAsync(sample, body, Stream.Null, limit, ct);
            return sample;
        }
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await CopyAsync(sample, body, file, limit, ct);
            file.Flush(flushToDisk: true);
            return sample;
        }
        catch (IOException e) when (StorageFull.Is(e))
        {
            throw StorageFull.Refusal();
        }
    }

    private static async Task CopyAsync(CsvSample sample, Stream body, Stream file, long limit, CancellationToken ct)
    {
        await file.WriteAsync(sample.Bytes, ct);
        var (size, buffer) = ((long)sample.Bytes.Length, new byte[81_920]);
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if ((size += read) > limit)
                throw new LimitExceededException("import.too_large", problems: new Problem("/file", "import.too_large").With("max", limit / 1024 / 1024));
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        await file.FlushAsync(ct);
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[MaxText + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length <= MaxText ? Encoding.UTF8.GetString(buffer, 0, length) : throw ValidationException.BadRequest("", "request.too_large");
    }
}
