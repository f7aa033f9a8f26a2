using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A record of one other form, kept by id. Whether it exists and may be seen is checked when the record is saved.</summary>
public class RelationFieldType : FieldType
{
    public override string Key => "relation";
    public override ColumnKind Column => ColumnKind.Reference;
    public override ExpressionType Expression => ExpressionType.Reference;
    public override string SchemaType => "integer";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Choice;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        TryReadId(json, out var id) ? id : Refuse(problems, path, "type.reference", field);

    // A file names records by text; the import resolves names before it comes here, so only ids are left.
    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems) =>
        text.Trim() is { Length: > 0 } trimmed
            ? long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : Refuse(problems, path, "type.reference", field)
            : null;

    /// <summary>An id as JSON: a whole number above zero, however it is written.</summary>
    internal static bool TryReadId(JsonElement json, out long id)
    {
        id = 0;
        return json.ValueKind == JsonValueKind.Number && (json.TryGetInt64(out id) || JsonNumber.Of(json).TryGetInt64(out id)) && id > 0;
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteNumberValue((long)value);
}
