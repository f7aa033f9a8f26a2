using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NoCodeCrm.Platform.Json;

/// <summary>
/// JSON from outside. Whatever would only fail when it is read is refused here: text that is not Unicode, halves of
/// surrogate pairs, and a name that stands twice in one object, which two readers would understand differently.
/// </summary>
public static class StrictJson
{
    /// <summary>The root of the document. Throws JsonException, as for any other malformed text.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw new JsonException("The text is not UTF-8.");
        if (utf8.Span.IndexOf("\\u"u8) >= 0)
            CheckEscapes(utf8.Span, maxDepth);
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }

    public static JsonElement Parse(string text, int maxDepth) => Parse(Encoding.UTF8.GetBytes(text), maxDepth);

    private static void CheckEscapes(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("An escaped surrogate stands alone.", e);
        }
    }
}
