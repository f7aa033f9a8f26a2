using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>Any number of the field's options, in the order given, each once: a repeated one is dropped, or refused where the schema says <c>uniqueItems</c>; from a file always dropped.</summary>
public sealed class MultiSelectFieldType : FieldType
{
    private static readonly char[] Separators = [';', '；', ',', '，', '|', '\n'];

    public override string Key => "multiSelect";
    public override ColumnKind Column => ColumnKind.Text;
    public override FieldShape Shape => FieldShape.Links;
    public override ExpressionType Expression => ExpressionType.TextList;
    public override string SchemaType => "array";
    public override FrozenSet<string> SchemaKeywords { get; } = ListKeywords.Names.ToFrozenSet();
    public override string ItemType => "string";
    public override FrozenSet<string> ItemKeywords { get; } = FrozenSet.ToFrozenSet([TypeKeyword.Name, ChoiceKeyword.Name]);
    public override FrozenSet<FilterOperator> Operators => OperatorSets.List;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return Refuse(problems, path, "type.options", field);
        var keys = new List<string>();
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            var at = $"{path}/{index++}";
            if (item.ValueKind != JsonValueKind.String)
                Refuse(problems, at, "type.option", field);
            else if (!SelectFieldType.IsOption(field, field.Rules.List?.Items, item.GetString()!))
                Refuse(problems, at, "option.unknown", field, ("value", item.GetString()));
            else if (!keys.Contains(item.GetString()!))
                keys.Add(item.GetString()!);
            else if (field.Rules.List?.UniqueItems == true)
                Refuse(problems, at, "list.duplicate", field);
        }
        return CheckCount(keys, index, field, path, problems);
    }

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var keys = new List<string>();
        foreach (var part in Parts(text))
            if (SelectFieldType.Match(field, part) is not { } key)
                Refuse(problems, path, "option.unknown", field, ("value", part));
            else if (!keys.Contains(key))
                keys.Add(key);
        return CheckCount(keys, keys.Count, field, path, problems);
    }

    /// <summary>The options that a cell names, one by one.</summary>
    public static string[] Parts(string text) => text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override void Write(Utf8JsonWriter writer, object value)
    {
        writer.WriteStartArray();
        foreach (var key in (IReadOnlyList<string>)value)
            writer.WriteStringValue(key);
        writer.WriteEndArray();
    }

    public override string WriteText(object value) => string.Join("; ", (IReadOnlyList<string>)value);

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
        var items = field.Schema.TryGetProperty("items", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        if (items.ValueKind == JsonValueKind.Object)
            OptionRules.Check(field, items, path + "/items", problems);
    }
}
