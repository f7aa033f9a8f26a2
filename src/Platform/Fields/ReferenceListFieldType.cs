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

/// <summary>Several references, each once, in the order given; a repeated one is dropped, or refused where the schema says <c>uniqueItems</c>.</summary>
public abstract class ReferenceListFieldType : FieldType
{
    private const int MaxItems = 500;

    public override ColumnKind Column => ColumnKind.Reference;
    public override FieldShape Shape => FieldShape.Links;
    public override ExpressionType Expression => ExpressionType.ReferenceList;
    public override string SchemaType => "array";
    public override FrozenSet<string> SchemaKeywords { get; } = ListKeywords.Names.ToFrozenSet();
    public override string ItemType => "integer";
    public override FrozenSet<string> ItemKeywords { get; } = FrozenSet.ToFrozenSet([TypeKeyword.Name]);
    public override FrozenSet<FilterOperator> Operators => OperatorSets.List;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MaxItems)
            return Refuse(problems, path, "type.references", field, ("max", MaxItems));
        var ids = new List<long>();
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (!RelationFieldType.TryReadId(item, out var id))
                Refuse(problems, $"{path}/{index}", "type.reference", field);
            else if (!ids.Contains(id))
                ids.Add(id);
            else if (field.Rules.List?.UniqueItems == true)
                Refuse(problems, $"{path}/{index}", "list.duplicate", field);
            index++;
        }
        return CheckCount(ids, index, field, path, problems);
    }

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var ids = new List<long>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
                Refuse(problems, path, "type.reference", field);
            else if (!ids.Contains(id))
                ids.Add(id);
        return CheckCount(ids, ids.Count, field, path, problems);
    }

    public override void Write(Utf8JsonWriter writer, object value)
    {
        writer.WriteStartArray();
        foreach (var id in (IReadOnlyList<long>)value)
            writer.WriteNumberValue(id);
        writer.WriteEndArray();
    }

    public override string WriteText(object value) => string.Join("; ", (IReadOnlyList<long>)value);
}
