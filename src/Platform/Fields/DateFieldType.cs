using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A calendar day, <c>yyyy-MM-dd</c>; it never shifts by zone.</summary>
public sealed class DateFieldType : FieldType
{
    private static readonly string[] IsoForms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyy年M月d日"];

    public override string Key => "date";
    public override ColumnKind Column => ColumnKind.Date;
    public override ExpressionType Expression => ExpressionType.Date;
    public override string SchemaType => "string";
    public override string SchemaFormat => "date";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Date;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        json.ValueKind == JsonValueKind.String && json.GetString()! is var text && field.Rules.Format?.Accepts(text) != false && TryRead(text, out var day) ? day : Refuse(problems, path, "type.date", field);

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        var forms = format.DateFormat is { } chosen ? [chosen] : IsoForms;
        return DateOnly.TryParseExact(trimmed, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Refuse(problems, path, "type.date", field);
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(WriteText(value));

    public override string WriteText(object value) => ((DateOnly)value).ToString("O", CultureInfo.InvariantCulture);

    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
