using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>Plain text. Stored as sent, untrimmed; NUL is refused. Lengths count Unicode code points.</summary>
public class TextFieldType : FieldType
{
    public override string Key => "text";
    public override ColumnKind Column => ColumnKind.Text;
    public override ExpressionType Expression => ExpressionType.Text;
    public override string SchemaType => "string";
    public override FrozenSet<string> SchemaKeywords { get; } = TextKeywords.Names.ToFrozenSet();
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Text;
    protected virtual int DefaultMaxLength => 1_000;

    /// <summary>The error code of a text that does not keep to the schema's format.</summary>
    protected virtual string FormatCode => "text.pattern";

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        json.ValueKind == JsonValueKind.String
            ? Check(json.GetString() ?? "", field, path, problems)
            : Refuse(problems, path, "type.text", field);

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems) =>
        text.Length == 0 ? null : Check(text, field, path, problems);

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue((string)value);

    private object? Check(string text, FieldDefinition field, string path, List<Problem> problems)
    {
        if (text.Contains('\0'))
            return Refuse(problems, path, "text.nul", field);
        var rules = field.Rules.Text;
        var max = rules?.MaxLength ?? DefaultMaxLength;
        if (TextKeywords.Exceeds(text, max))
            return Refuse(problems, path, "text.too_long", field, ("max", max), ("length", TextKeywords.Length(text)));
        if (rules?.IsTooShort(text) == true)
            return Refuse(problems, path, "text.too_short", field, ("min", rules.MinLength));
        if (text.Length == 0)
            return null; // blank, as null is
        if (rules?.Mismatches(text) == true)
            return Refuse(problems, path, "text.pattern", field);
        if (field.Rules.Format?.Accepts(text) == false)
            return Refuse(problems, path, FormatCode, field);
        return CheckFormat(text, field, path, problems);
    }

    /// <summary>What the type asks beyond the schema. The text is not blank.</summary>
    protected virtual object? CheckFormat(string text, FieldDefinition field, string path, List<Problem> problems) => text;
}
