using System.Collections.Frozen;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// A JSON Schema (draft-07) of each kind of document at <c>/schemas/{kind}.json</c>, for editors and for checks outside of
/// the product. They say what the parsers say about shape; what depends on other documents only a publish can tell.
/// </summary>
public static class SchemasApi
{
    public static readonly IReadOnlyList<string> Kinds = ["form", "pipeline", "role", "dashboard", "home", "forecast", "metric", "view", "template", "sample", "recipe", "record"];

    private static readonly FrozenDictionary<string, byte[]> Documents = Kinds.ToFrozenDictionary(kind => kind, Load);

    internal static void MapSchemas(this WebApplication app) => app.MapGet("/schemas/{kind}.json", Get).ExcludeFromDescription();

    /// <summary>The text of a kind's schema, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Document(string kind) => Documents[kind];

    private static ApiAnswer Get(string kind) =>
        Documents.TryGetValue(kind, out var document) ? new ApiAnswer(200, document, "application/schema+json; charset=utf-8") : throw new NotFoundException("schema");

    private static byte[] Load(string kind)
    {
        using var stream = typeof(SchemasApi).Assembly.GetManifestResourceStream($"schemas.{kind}.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
