using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Platform.Json;

/// <summary>
/// Documents as files that people read and compare: two spaces, members in their order, numbers as they were written, a short
/// object or list on one line, nothing escaped that need not be, a line break at the end. The same document is always the
/// same bytes.
/// </summary>
public static class ReadableJson
{
    /// <summary>Characters of a line, up to which a value stays on it.</summary>
    public const int Width = 120;

    public static byte[] Write(JsonElement document)
    {
        var text = new StringBuilder();
        if (document.ValueKind is JsonValueKind.Object or JsonValueKind.Array && Count(document) > 0)
            Open(text, document, 0);
        else
            Flat(text, document);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>On one line, as in files of one document a line.</summary>
    public static string Line(JsonElement document)
    {
        var text = new StringBuilder();
        Flat(text, document);
        return text.ToString();
    }

    // Room: what must still fit on the line after the value.
    private static void Append(StringBuilder text, JsonElement value, int depth, int column, int room)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            Flat(text, value);
            return;
        }
        var line = new StringBuilder();
        Flat(line, value);
        if (Count(value) == 0 || column + line.Length + room <= Width)
            text.Append(line);
        else
            Open(text, value, depth);
    }

    private static void Open(StringBuilder text, JsonElement value, int depth)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? '{' : '[');
        var (left, indent) = (Count(value), (depth + 1) * 2);
        if (isObject)
            foreach (var member in value.EnumerateObject())
            {
                var name = Quoted(member.Name);
                text.Append('\n').Append(' ', indent).Append(name).Append(": ");
                Append(text, member.Value, depth + 1, indent + name.Length + 2, --left > 0 ? 1 : 0);
                if (left > 0)
                    text.Append(',');
            }
        else
            foreach (var item in value.EnumerateArray())
            {
                text.Append('\n').Append(' ', indent);
                Append(text, item, depth + 1, indent, --left > 0 ? 1 : 0);
                if (left > 0)
                    text.Append(',');
            }
        text.Append('\n').Append(' ', depth * 2).Append(isObject ? '}' : ']');
    }

    private static void Flat(StringBuilder text, JsonElement value)
    {
        var separator = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when Count(value) > 0:
                text.Append("{ ");
                foreach (var member in value.EnumerateObject())
                {
                    Flat(text.Append(separator).Append(Quoted(member.Name)).Append(": "), member.Value);
                    separator = ", ";
                }
                text.Append(" }");
                break;
            case JsonValueKind.Object:
                text.Append("{}");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Flat(text.Append(separator), item);
                    separator = ", ";
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Quoted(value.GetString()!));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static int Count(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.GetPropertyCount() : value.GetArrayLength();

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                // Separators of lines end one for some readers of text.
                < ' ' or '\u007f' or '\u2028' or '\u2029' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        return text.Append('"').ToString();
    }
}
