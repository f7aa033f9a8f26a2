using System.Collections.Frozen;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>What a field's values need when its definition changes from one to another.</summary>
public enum Conversion
{
    /// <summary>Nothing: they are stored as before.</summary>
    None,

    /// <summary>Nothing either, although the type is another: every value of the one is a value of the other.</summary>
    InPlace,

    /// <summary>Each is read anew and kept in a column of its own.</summary>
    Copy,

    /// <summary>The one says nothing about the other.</summary>
    Refused,
}

/// <summary>The one list of types that a field may change between. Whatever is not here is refused.</summary>
public static class FieldConversions
{
    private static readonly string[] Texts = ["text", "longText"];
    private static readonly string[] Numbers = ["integer", "decimal", "money", "percent"];
    private static readonly string[] Days = ["date", "dateTime"];
    private static readonly string[] Choices = ["select", "multiSelect"];
    private static readonly string[] Addresses = ["email", "phone", "url"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Targets = new (string From, string[] To)[]
    {
        ("text", ["longText", .. Numbers, .. Days, .. Choices, .. Addresses, "boolean"]),
        ("longText", ["text", .. Numbers, .. Days, .. Choices, .. Addresses, "boolean"]),
        ("email", Texts),
        ("phone", Texts),
        ("url", Texts),
        ("integer", [.. Texts, "decimal", "money", "percent"]),
        ("decimal", [.. Texts, "integer", "money", "percent"]),
        ("money", [.. Texts, "integer", "decimal", "percent"]),
        ("percent", [.. Texts, "integer", "decimal", "money"]),
        ("date", [.. Texts, "dateTime"]),
        ("dateTime", [.. Texts, "date"]),
        ("boolean", Texts),
        ("select", [.. Texts, "multiSelect"]),
        ("multiSelect", [.. Texts, "select"]),
        ("autoNumber", Texts),
    }.ToFrozenDictionary(p => p.From, p => p.To.ToFrozenSet());

    // Text of any kind is long text; a short one fits where a text may be as long.
    private static readonly FrozenSet<(string, string)> Wider = FrozenSet.ToFrozenSet<(string, string)>(
    [
        ("text", "longText"), ("email", "longText"), ("phone", "longText"), ("url", "longText"), ("autoNumber", "longText"),
        ("email", "text"), ("phone", "text"), ("autoNumber", "text"),
    ]);

    /// <summary>The types that a type may become, itself left out.</summary>
    public static IReadOnlyCollection<string> From(string type) => Targets.GetValueOrDefault(type) ?? FrozenSet<string>.Empty;

    public static Conversion Between(FieldDefinition from, FieldDefinition to)
    {
        if (from.Type.Key == to.Type.Key)
            return from.Type.Shape != to.Type.Shape ? Conversion.Refused : IsRescaled(from, to) ? Conversion.Copy : Conversion.None;
        if (Targets.GetValueOrDefault(from.Type.Key)?.Contains(to.Type.Key) != true)
            return Conversion.Refused;
        var isSameNumber = from.Type.Column == ColumnKind.Decimal && to.Type.Column == ColumnKind.Decimal && from.Scale == to.Scale;
        return isSameNumber || Wider.Contains((from.Type.Key, to.Type.Key)) ? Conversion.InPlace : Conversion.Copy;
    }

    private static bool IsRescaled(FieldDefinition from, FieldDefinition to) => to.Type.Column == ColumnKind.Decimal && from.Scale != to.Scale;
}
