using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>An answer as bytes, so that it can be stored for a repeated request and sent alike.</summary>
public sealed record ApiAnswer(int Status, byte[] Body, string ContentType = "application/json; charset=utf-8") : IResult
{
    public long? Version { get; init; }
    public string? Location { get; init; }

    /// <summary>What is kept for a repeated request in the place of the body, where that holds a secret; null = the body.</summary>
    public byte[]? Kept { get; init; }

    public static readonly ApiAnswer NoContent = new(204, []);

    // Grown once per thread instead of for every answer; large ones are not kept.
    private const int MaxKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    public static ApiAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = _spare ?? new ArrayBufferWriter<byte>(16_384);
        _spare = null; // taken, also by an answer within an answer
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
            write(writer);
        var body = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            _spare = buffer;
        }
        return new ApiAnswer(status, body);
    }

    public static ApiAnswer Ok(Action<Utf8JsonWriter> write) => Json(200, write);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Version is { } version)
            response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        if (Location is not null)
            response.Headers.Location = Location;
        if (Body.Length == 0)
            return;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
