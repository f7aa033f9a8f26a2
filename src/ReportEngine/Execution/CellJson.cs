using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>Writes one cell: numbers as numbers, days and instants as ISO text, lists as arrays, blank as null.</summary>
internal static class CellJson
{
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number / 1.000000000000000000000000000000m); // without trailing zeros
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateOnly day:
                writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(Instants.Text(instant));
                break;
            case RecordReference reference:
                writer.WriteStartObject();
                writer.WriteString("form", reference.Form);
                writer.WriteNumber("id", reference.Id);
                writer.WriteEndObject();
                break;
            case IReadOnlyList<long> ids:
                writer.WriteStartArray();
                foreach (var id in ids)
                    writer.WriteNumberValue(id);
                writer.WriteEndArray();
                break;
            case IReadOnlyList<string> keys:
                writer.WriteStartArray();
                foreach (var key in keys)
                    writer.WriteStringValue(key);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }
}
