using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Changes of fields as answers tell them: values as JSON, to be read with the form; of a field that was of another type then, or pointed
/// to another form, the texts that a person would have read, and in <c>was</c> which type that is.
/// </summary>
internal static class ChangeJson
{
    public static void AddTitles(RecordTitles titles, IReadOnlyList<HistoryEntry> entries)
    {
        foreach (var entry in entries)
        {
            titles.Add(BuiltInForms.User, entry.Actor);
            foreach (var change in entry.Changes)
                foreach (var side in new[] { change.From, change.To })
                    if ((change.Was ?? change.Definition) is { } field)
                        titles.AddValue(field, field.Type.Column == ColumnKind.Reference ? field.Type.Read(side, field, "", []) : null);
                    else if (side.ValueKind == JsonValueKind.Number)
                        titles.Add(BuiltInForms.User, side.GetInt64());
        }
    }

    /// <summary>As they stand in the log, for machines that know how a form has changed.</summary>
    public static void WriteRaw(Utf8JsonWriter writer, IEnumerable<FieldChange> changes) => Write(writer, changes, (_, json) => json.WriteTo(writer));

    /// <summary>For people. Titles: by form and id, of the records that the reader may read.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<FieldChange> changes, Actor reader, Dictionary<string, Dictionary<long, string>> titles)
    {
        var format = new TextFormat(null, reader.TimeZone, reader.Language);
        Write(writer, changes, (change, json) =>
        {
            if (change.Was is { } was)
                writer.WriteStringValue(Text(was, json, format, titles));
            else
                json.WriteTo(writer);
        });
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<FieldChange> changes, Action<FieldChange, JsonElement> write)
    {
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("field", change.Field);
            writer.WritePropertyName("from");
            write(change, change.From);
            writer.WritePropertyName("to");
            write(change, change.To);
            if (change.Was is { } was)
                writer.WriteString("was", was.Type.Key);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // Null where it was blank. What its own type no longer takes, such as an option that is gone, is shown as it was kept.
    private static string? Text(FieldDefinition was, JsonElement json, TextFormat format, Dictionary<string, Dictionary<long, string>> titles) => was.Type.Read(json, was, "", []) switch
    {
        null => json.ValueKind switch { JsonValueKind.Null or JsonValueKind.Undefined => null, JsonValueKind.String => json.GetString(), _ => json.GetRawText() },
        RecordReference reference => Title(titles, reference.Form, reference.Id),
        long id when was.Targets is [var form] => Title(titles, form, id),
        { } value => FieldConversion.Text(was, value, format),
    };

    private static string Title(Dictionary<string, Dictionary<long, string>> titles, string form, long id) => titles.GetValueOrDefault(form)?.GetValueOrDefault(id) ?? $"#{id}";
}
