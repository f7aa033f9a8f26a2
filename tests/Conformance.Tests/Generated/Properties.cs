namespace NoCodeCrm.Conformance.Tests.Generated;

/// <summary>Schemas that are properties of a form: a field type with keywords that it may carry.</summary>
internal static class Properties
{
    private const int ValuesPerProperty = 6;

    public static GeneratedCase Any(Dice dice)
    {
        var (property, value) = Make(dice);
        return new GeneratedCase(GeneratedCase.Json(property), [.. Enumerable.Range(0, ValuesPerProperty).Select(_ => dice.Chance(8) ? Schemas.Other(dice) : value())]);
    }

    private static (string Property, Func<string> Value) Make(Dice dice) => dice.Below(8) switch
    {
        0 => Field(dice.Of("text", "longText"), "string", Schemas.Text(dice)),
        1 => Field(dice.Of("decimal", "money", "percent", "integer"), null, Schemas.Number(dice)),
        2 => Formatted(dice, "date", "date"),
        3 => Formatted(dice, "dateTime", "date-time"),
        4 => dice.Chance(50) ? Formatted(dice, "email", "email") : Formatted(dice, "url", "uri"),
        5 => Select(dice),
        6 => MultiSelect(dice),
        _ => References(dice),
    };

    // The type of the schema is the field type's; whatever else was made stays.
    private static (string, Func<string>) Field(string type, string? schemaType, Made made)
    {
        // A plain text field has no format.
        var members = made.Keywords.Where(m => !m.StartsWith("\"type\"", StringComparison.Ordinal) && !m.StartsWith("\"format\"", StringComparison.Ordinal)).ToList();
        members.Add($"\"type\": \"{schemaType ?? (type == "integer" ? "integer" : "number")}\"");
        return (Property(type, members), made.Value);
    }

    private static (string, Func<string>) Formatted(Dice dice, string type, string format)
    {
        List<string> members = ["\"type\": \"string\""];
        if (dice.Chance(80))
            members.Add($"\"format\": \"{format}\"");
        return (Property(type, members), () => Dice.Quote(Texts.Formatted(dice, format)));
    }

    private static (string, Func<string>) Select(Dice dice)
    {
        List<string> members = ["\"type\": \"string\""];
        if (dice.Chance(70))
            members.Add("\"enum\": [\"a\", \"b\"]");
        return (Property("select", members, Options), () => dice.Of("\"a\"", "\"b\"", "\"c\"", "\"A\"", "\"\""));
    }

    private static (string, Func<string>) MultiSelect(Dice dice)
    {
        var members = Counted(dice, dice.Of("{\"type\": \"string\"}", "{\"type\": \"string\", \"enum\": [\"a\", \"b\"]}", "{\"enum\": [\"a\", \"b\"]}"));
        return (Property("multiSelect", members, Options), () => Some(dice, "\"a\"", "\"b\"", "\"a\"", "\"c\""));
    }

    private static (string, Func<string>) References(Dice dice) => dice.Below(3) switch
    {
        0 => (Property("users", Counted(dice, "{\"type\": \"integer\"}")), () => Some(dice, "1", "2", "1.0", "3e0", "0", "-1", "1.5")),
        1 => (Property("file", Counted(dice, "{\"type\": \"integer\"}")), () => Some(dice, "1", "2", "12345678901234567890")),
        _ => (Property("relation", ["\"type\": \"integer\""], ", \"form\": \"thing\""), () => dice.Of("1", "1.0", "10e-1", "0", "-1", "1.5", "1e30", "\"1\"")),
    };

    private static List<string> Counted(Dice dice, string items)
    {
        List<string> members = ["\"type\": \"array\""];
        if (dice.Chance(70))
            members.Add($"\"items\": {items}");
        if (dice.Chance(50))
            members.Add("\"uniqueItems\": true");
        if (dice.Chance(30))
            members.Add("\"minItems\": 2");
        if (dice.Chance(30))
            members.Add("\"maxItems\": 2");
        return members;
    }

    private static string Some(Dice dice, params string[] items) => $"[{string.Join(", ", Enumerable.Range(0, dice.Below(4)).Select(_ => dice.Of(items)))}]";

    private const string Options = ", \"options\": [{\"key\": \"a\"}, {\"key\": \"b\"}]";

    private static string Property(string type, IEnumerable<string> members, string settings = "") =>
        $$"""{ {{string.Join(", ", members)}}, "x-field": { "id": "fld_it", "type": "{{type}}"{{settings}} } }""";
}
