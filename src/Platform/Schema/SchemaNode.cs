using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>
/// A schema of the subset, read once: one part per family of keywords, null where it has none of them. Immutable, apart
/// from patterns that are compiled on first use; kept with the field that it describes.
/// </summary>
public sealed class SchemaNode
{
    private static readonly SchemaNode Anything = new();
    private static readonly SchemaNode Nothing = new() { _refusesAll = true };

    private bool _refusesAll;

    public TypeKeyword? Type { get; private init; }
    public ChoiceKeyword? Choice { get; private init; }
    public TextKeywords? Text { get; private init; }
    public FormatKeyword? Format { get; private init; }
    public NumberKeywords? Number { get; private init; }
    public ListKeywords? List { get; private init; }
    public ObjectKeywords? Object { get; private init; }

    /// <summary>Reads an object or a boolean schema; an absent one allows everything. Throws ArgumentException on a malformed keyword.</summary>
    public static SchemaNode Read(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.Undefined => Anything,
        JsonValueKind.False => Nothing,
        JsonValueKind.Object => new SchemaNode
        {
            Type = TypeKeyword.Read(schema),
            Choice = ChoiceKeyword.Read(schema),
            Text = TextKeywords.Read(schema),
            Format = FormatKeyword.Read(schema),
            Number = NumberKeywords.Read(schema),
            List = ListKeywords.Read(schema),
            Object = ObjectKeywords.Read(schema),
        },
        _ => throw new ArgumentException("A schema is an object or a boolean.", nameof(schema)),
    };

    internal void Evaluate(JsonElement value, string path, List<SchemaViolation> violations)
    {
        if (_refusesAll)
            violations.Add(new SchemaViolation(path, "false"));
        if (Type?.Accepts(value) == false)
            violations.Add(new SchemaViolation(path, TypeKeyword.Name));
        if (Choice?.Allows(value) == false)
            violations.Add(new SchemaViolation(path, ChoiceKeyword.Name));
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = value.GetString()!;
                Add(Text?.Broken(text));
                if (Format?.Accepts(text) == false)
                    violations.Add(new SchemaViolation(path, FormatKeyword.Name));
                break;
            case JsonValueKind.Number:
                Add(Number?.Broken(JsonNumber.Of(value)));
                break;
            case JsonValueKind.Array:
                List?.Evaluate(value, path, violations);
                break;
            case JsonValueKind.Object:
                Object?.Evaluate(value, path, violations);
                break;
        }

        void Add(IEnumerable<string>? keywords)
        {
            foreach (var keyword in keywords ?? [])
                violations.Add(new SchemaViolation(path, keyword));
        }
    }
}
