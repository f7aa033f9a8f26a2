using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>
/// One text per JSON value, the same for equal values: numbers by what they are worth (<c>1</c> and <c>1.0</c>), objects
/// whatever the order of their members, lists in order. Only for comparing; not JSON itself.
/// </summary>
internal static class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Quote(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(JsonNumber.Of(value).Canonical);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }
                text.Append(']');
                break;
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    Quote(member.Name, text);
                    Write(member.Value, text);
                    text.Append(',');
                }
                text.Append('}');
                break;
            default:
                text.Append(value.ValueKind.ToString());
                break;
        }
    }

    // The length in front makes quotes within the text harmless.
    private static void Quote(string value, StringBuilder text) =>
        text.Append(CultureInfo.InvariantCulture, $"\"{value.Length}:").Append(value);
}
