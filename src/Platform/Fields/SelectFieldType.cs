using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>One of the field's options, kept by its key.</summary>
public sealed class SelectFieldType : FieldType
{
    public override string Key => "select";
    public override ColumnKind Column => ColumnKind.Text;
    public override ExpressionType Expression => ExpressionType.Text;
    public override string SchemaType => "string";
    public override FrozenSet<string> SchemaKeywords { get; } = FrozenSet.ToFrozenSet([ChoiceKeyword.Name]);
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Choice;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.String)
            return Refuse(problems, path, "type.option", field);
        var key = json.GetString()!;
        return !IsOption(field, field.Rules, key) ? Refuse(problems, path, "option.unknown", field, ("value", key)) : key;
    }

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null
            : Match(field, trimmed) ?? Refuse(problems, path, "option.unknown", field, ("value", trimmed));
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue((string)value);

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems) => OptionRules.Check(field, field.Schema, path, problems);

    /// <summary>By the schema's <c>enum</c> where there is one, which lists exactly the options (<see cref="OptionRules"/>).</summary>
    internal static bool IsOption(FieldDefinition field, SchemaNode? rules, string key) => rules?.Choice is { } choice ? choice.Allows(key) : field.Option(key) is not null;

    /// <summary>The option that a file means: by key, else by a title in any language, without case.</summary>
    public static string? Match(FieldDefinition field, string text)
    {
        foreach (var option in field.Options)
            if (string.Equals(option.Key, text, StringComparison.OrdinalIgnoreCase)
                || option.Title.Values.Values.Any(t => string.Equals(t, text, StringComparison.OrdinalIgnoreCase)))
                return option.Key;
        return null;
    }
}
