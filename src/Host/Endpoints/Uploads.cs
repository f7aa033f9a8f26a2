using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>One part of a multipart body, to be read before the next is asked for.</summary>
internal sealed record UploadPart(string Name, string? FileName, Stream Body);

/// <summary>Reads multipart bodies as a stream: nothing is buffered, so that a large file costs no memory.</summary>
internal static class Uploads
{
    public static async IAsyncEnumerable<UploadPart> ReadAsync(HttpContext http, long maxBytes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes;
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary)
            throw ValidationException.BadRequest("", "multipart.expected");
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            yield return new UploadPart(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", fileName.HasValue ? HeaderUtilities.RemoveQuotes(fileName).Value : null, section.Body);
        }
    }
}
