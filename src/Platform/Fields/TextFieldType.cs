using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>Plain text. Stored as sent, untrimmed; NUL is refused. Lengths count Unicode code points.</summary>
public class TextFieldType : FieldType
{
    public override string Key => "text";
    public override ColumnKind Column => ColumnKind.Text;
    public override ExpressionType Expression => ExpressionType.Text;
    public override string SchemaType => "string";
    public override FrozenSet<string> SchemaKeywords { get; } = FrozenSet.ToFrozenSet(["minLength", "maxLength", "pattern"]);
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Text;
    protected virtual int DefaultMaxLength => 1_000;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        json.ValueKind == JsonValueKind.String
            ? Check(json.GetString() ?? "", field, path, problems)
            : Refuse(problems, path, "type.text", field);

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems) =>
        text.Length == 0 ? null : Check(text, field, path, problems);

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue((string)value);

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
        if (field.Schema.TryGetProperty("pattern", out var pattern) && !IsUsablePattern(pattern))
            problems.Add(new Problem(path + "/pattern", "form.pattern"));
        foreach (var keyword in new[] { "minLength", "maxLength" })
            if (field.Schema.TryGetProperty(keyword, out var limit) && !(limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var length) && length >= 0))
                problems.Add(new Problem($"{path}/{keyword}", "document.integer"));
    }

    private object? Check(string text, FieldDefinition field, string path, List<Problem> problems)
    {
        if (text.Contains('\0'))
            return Refuse(problems, path, "text.nul", field);
        var max = Limit(field, "maxLength") ?? DefaultMaxLength;
        var length = text.Length <= max ? text.Length : CodePoints(text);
        if (length > max)
            return Refuse(problems, path, "text.too_long", field, ("max", max), ("length", length));
        if (Limit(field, "minLength") is { } min && CodePoints(text) < min)
            return Refuse(problems, path, "text.too_short", field, ("min", min));
        if (text.Length > 0 && field.Schema.TryGetProperty("pattern", out var pattern) && !Matches(text, pattern.GetString() ?? ""))
            return Refuse(problems, path, "text.pattern", field);
        return CheckFormat(text, field, path, problems);
    }

    protected virtual object? CheckFormat(string text, FieldDefinition field, string path, List<Problem> problems) =>
        text.Length == 0 ? null : text;

    private static int? Limit(FieldDefinition field, string keyword) =>
        field.Schema.TryGetProperty(keyword, out var limit) && limit.TryGetInt32(out var value) ? value : null;

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    // NonBacktracking bounds the time by the length of the text, so that no pattern can stall a save.
    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));

    private static bool IsUsablePattern(JsonElement pattern)
    {
        if (pattern.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            _ = new Regex(pattern.GetString()!, RegexOptions.NonBacktracking, TimeSpan.FromMilliseconds(200));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false; // not a pattern, or one that cannot be bounded in time
        }
    }
}
