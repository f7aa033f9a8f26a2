using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A record of one of several forms: <c>{"form": "account", "id": 12}</c>. Written as type <c>relation</c> with <c>forms</c>.</summary>
public sealed class PolymorphicRelationFieldType : RelationFieldType
{
    public override FieldShape Shape => FieldShape.PolymorphicReference;
    public override string SchemaType => "object";

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("form", out var form) || form.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("id", out var id) || !TryReadId(id, out var number))
            return Refuse(problems, path, "type.reference_any", field);
        return field.Targets.Contains(form.GetString()!)
            ? new RecordReference(form.GetString()!, number)
            : Refuse(problems, path + "/form", "reference.form", field, ("form", form.GetString()));
    }

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var parts = text.Trim().Split(':');
        if (parts is [""])
            return null;
        return parts.Length == 2 && field.Targets.Contains(parts[0]) && long.TryParse(parts[1], out var id) && id > 0
            ? new RecordReference(parts[0], id)
            : Refuse(problems, path, "type.reference_any", field);
    }

    public override void Write(Utf8JsonWriter writer, object value)
    {
        var reference = (RecordReference)value;
        writer.WriteStartObject();
        writer.WriteString("form", reference.Form);
        writer.WriteNumber("id", reference.Id);
        writer.WriteEndObject();
    }

    public override string WriteText(object value) => value is RecordReference r ? $"{r.Form}:{r.Id}" : "";
}
