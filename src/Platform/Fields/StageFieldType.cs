using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>The stage of a pipeline, by key. Which moves are allowed is the pipeline's affair, not the type's.</summary>
public sealed class StageFieldType : FieldType
{
    public override string Key => "stage";
    public override ColumnKind Column => ColumnKind.Text;
    public override ExpressionType Expression => ExpressionType.Text;
    public override string SchemaType => "string";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Choice;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        json.ValueKind == JsonValueKind.String ? json.GetString() : Refuse(problems, path, "type.option", field);

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems) =>
        text.Trim() is { Length: > 0 } key ? key : null;

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue((string)value);

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
        if (field.Pipeline is null)
            problems.Add(new Problem(path + "/x-field/pipeline", "required").With("label", LocalizedText.Of("pipeline")));
    }
}
