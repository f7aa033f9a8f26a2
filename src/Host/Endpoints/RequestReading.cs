using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Reading requests: bodies, versions, numbers. Everything malformed is a 400 that names its place.</summary>
internal static class RequestReading
{
    private const int MaxDepth = 64;

    /// <summary>The body as bytes, read once and kept for the digest of an idempotent request.</summary>
    public static async Task<byte[]> BodyAsync(this HttpContext http)
    {
        if (http.Items.TryGetValue("body", out var known))
            return (byte[])known!;
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        http.Items["body"] = body;
        return body;
    }

    /// <summary>The body as a JSON object.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpContext http)
    {
        var json = Parse(await http.BodyAsync(), "");
        return json.ValueKind == JsonValueKind.Object ? json : throw ValidationException.BadRequest("", "document.object");
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        try
        {
            return StrictJson.Parse(utf8, MaxDepth);
        }
        catch (JsonException)
        {
            throw ValidationException.BadRequest(path, "json.invalid");
        }
    }

    /// <summary>The version in If-Match; missing is 428, malformed 400.</summary>
    public static long RequiredVersion(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0)
            throw new PreconditionRequiredException();
        var text = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        return long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ValidationException.BadRequest("", "precondition.malformed");
    }

    public static string? Text(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw ValidationException.BadRequest($"/{name}", "document.string");
        var text = value.GetString()!;
        return text.Contains('\0') ? throw ValidationException.Refused(Nul(name)) : text;
    }

    /// <summary>A list of ids; absent = none.</summary>
    public static IReadOnlyList<long> Ids(this JsonElement json, string name)
    {
        const int most = 500;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Number || !v.TryGetInt64(out _)))
            throw ValidationException.BadRequest(new Problem($"/{name}", "bulk.ids").With("max", most));
        return [.. value.EnumerateArray().Select(v => v.GetInt64())];
    }

    public static bool Flag(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False)
            return false;
        return value.ValueKind == JsonValueKind.True ? true : throw ValidationException.BadRequest($"/{name}", "document.boolean");
    }

    public static int Number(this IQueryCollection query, string name, int absent, int min, int max)
    {
        if (!query.TryGetValue(name, out var text))
            return absent;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw ValidationException.BadRequest(new Problem($"/{name}", "query.range").With("min", min).With("max", max));
    }

    /// <summary>A record's or file's id.</summary>
    public static long? Id(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw ValidationException.BadRequest($"/{name}", "query.id");
    }

    public static bool Flag(this IQueryCollection query, string name) => query[name].ToString() switch
    {
        "true" or "1" => true,
        "" or "false" or "0" => false,
        _ => throw ValidationException.BadRequest($"/{name}", "query.flag"),
    };

    public static string? Text(this IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Contains('\0'))
            throw ValidationException.BadRequest(Nul(name));
        return text.Length > 0 ? text : null;
    }

    public static IReadOnlyList<string> List(this IQueryCollection query, string name) =>
        query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // PostgreSQL cannot hold it, so that it is nowhere accepted.
    private static Problem Nul(string name) => new Problem($"/{name}", "text.nul").With("label", LocalizedText.Of(name));
}
