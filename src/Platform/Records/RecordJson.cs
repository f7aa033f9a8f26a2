using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records;

/// <summary>Writes records as flat JSON objects (docs/http-api.md): system members, then the given fields, blanks as null.</summary>
public static class RecordJson
{
    public static void Write(Utf8JsonWriter writer, RecordData record, IReadOnlyList<FieldDefinition> fields)
    {
        writer.WriteStartObject();
        WriteMembers(writer, record, fields);
        writer.WriteEndObject();
    }

    /// <summary>The members without the braces, for callers that add their own.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, RecordData record, IReadOnlyList<FieldDefinition> fields)
    {
        writer.WriteNumber(SystemMembers.Id, record.Id);
        writer.WriteNumber(SystemMembers.Version, record.Version);
        WriteId(writer, SystemMembers.Owner, record.Owner);
        foreach (var field in fields)
        {
            if (field.IsSystem)
                continue;
            writer.WritePropertyName(field.Key);
            RecordValues.Write(writer, field, record.Values.GetValueOrDefault(field.Key));
        }
        writer.WriteString(SystemMembers.CreatedAt, Instants.Text(record.CreatedAt));
        WriteId(writer, SystemMembers.CreatedBy, record.CreatedBy);
        writer.WriteString(SystemMembers.UpdatedAt, Instants.Text(record.UpdatedAt));
        WriteId(writer, SystemMembers.UpdatedBy, record.UpdatedBy);
        if (record.DeletedAt is { } deleted)
            writer.WriteString(SystemMembers.DeletedAt, Instants.Text(deleted));
    }

    private static void WriteId(Utf8JsonWriter writer, string name, long? id)
    {
        if (id is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
