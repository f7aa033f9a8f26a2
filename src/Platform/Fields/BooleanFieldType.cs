using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>Yes or no; blank is neither.</summary>
public sealed class BooleanFieldType : FieldType
{
    private static readonly FrozenSet<string> Yes = FrozenSet.ToFrozenSet(["true", "yes", "y", "1", "是", "✓"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> No = FrozenSet.ToFrozenSet(["false", "no", "n", "0", "否", "✗"], StringComparer.OrdinalIgnoreCase);

    public override string Key => "boolean";
    public override ColumnKind Column => ColumnKind.Boolean;
    public override ExpressionType Expression => ExpressionType.Boolean;
    public override string SchemaType => "boolean";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Choice;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Refuse(problems, path, "type.boolean", field),
    };

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        return Yes.Contains(trimmed) ? true : No.Contains(trimmed) ? false : Refuse(problems, path, "type.boolean", field);
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteBooleanValue((bool)value);

    public override string WriteText(object value) => (bool)value ? "true" : "false";
}
