using System.Text.Json;

namespace NoCodeCrm.Conformance.Tests.Generated;

/// <summary>A schema of the subset, with values as JSON text around what it allows.</summary>
internal sealed record GeneratedCase(JsonElement Schema, IReadOnlyList<string> Values)
{
    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

/// <summary>The keywords of a schema, and a maker of values for it.</summary>
internal sealed record Made(IReadOnlyList<string> Keywords, Func<string> Value)
{
    public string Schema => $"{{{string.Join(", ", Keywords)}}}";
}

/// <summary>Makes schemas of every keyword of the subset, alone and together, with and without a type.</summary>
internal static class Schemas
{
    private const int ValuesPerSchema = 6;

    public static GeneratedCase Any(Dice dice)
    {
        var made = Make(dice, 2);
        return new GeneratedCase(GeneratedCase.Json(made.Schema), [.. Enumerable.Range(0, ValuesPerSchema).Select(_ => dice.Chance(10) ? Other(dice) : made.Value())]);
    }

    private static Made Make(Dice dice, int depth) => dice.Below(depth > 0 ? 6 : 3) switch
    {
        0 or 1 => Text(dice),
        2 => Number(dice),
        3 => Choice(dice),
        4 => List(dice, depth - 1),
        _ => Object(dice, depth - 1),
    };

    public static Made Text(Dice dice)
    {
        var keywords = new Keywords(dice, "\"type\": \"string\"");
        var length = dice.Below(5);
        keywords.Perhaps(40, () => $"\"minLength\": {length}{(dice.Chance(20) ? ".0" : "")}");
        keywords.Perhaps(40, () => $"\"maxLength\": {length + dice.Below(3)}");
        keywords.Perhaps(40, () => $"\"pattern\": {Dice.Quote(Texts.Pattern(dice))}");
        var format = dice.Chance(30) ? dice.Of<string>([.. Texts.Formats]) : null;
        keywords.Perhaps(format is null ? 0 : 100, () => $"\"format\": \"{format}\"");
        return new Made(keywords.Members, () => Dice.Quote(format is not null && dice.Chance(80) ? Texts.Formatted(dice, format) : Texts.Some(dice, Math.Max(0, length - 1 + dice.Below(4)))));
    }

    public static Made Number(Dice dice)
    {
        var keywords = new Keywords(dice, dice.Of("\"type\": \"number\"", "\"type\": \"integer\"", "\"type\": [\"integer\", \"null\"]"));
        var limits = new List<decimal>();
        foreach (var name in new[] { "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" })
            keywords.Perhaps(25, () => $"\"{name}\": {Note(Numbers.Limit(dice))}");
        keywords.Perhaps(35, () => $"\"multipleOf\": {Note(Numbers.Step(dice))}");
        return new Made(keywords.Members, () => Numbers.Near(dice, limits));

        string Note(decimal limit)
        {
            limits.Add(limit);
            return Dice.Number(limit);
        }
    }

    private static Made Choice(Dice dice)
    {
        string[] values = ["\"a\"", "\"中\"", "1", "1.0", "100e-2", "null", "true", "false", "[1, 2]", "[2, 1]", "{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1.0}", "{}", "[]", "\"\"", "0"];
        // JSON Schema asks that no value stands twice.
        var listed = values.Where(_ => dice.Chance(25)).DistinctBy(Worth).DefaultIfEmpty("\"a\"");
        return new Made([$"\"enum\": [{string.Join(", ", listed)}]"], () => dice.Of(values));
    }

    private static string Worth(string value) => value switch
    {
        "1.0" or "100e-2" => "1",
        "{\"b\": 2, \"a\": 1.0}" => "{\"a\": 1, \"b\": 2}",
        _ => value,
    };

    private static Made List(Dice dice, int depth)
    {
        var keywords = new Keywords(dice, "\"type\": \"array\"");
        var count = dice.Below(4);
        var items = Make(dice, depth);
        keywords.Perhaps(70, () => $"\"items\": {(dice.Chance(10) ? dice.Of("true", "false") : items.Schema)}");
        keywords.Perhaps(30, () => $"\"minItems\": {count}");
        keywords.Perhaps(30, () => $"\"maxItems\": {count + dice.Below(2)}");
        keywords.Perhaps(40, () => $"\"uniqueItems\": {dice.Of("true", "true", "false")}");
        return new Made(keywords.Members, () =>
        {
            var list = Enumerable.Range(0, Math.Max(0, count - 1 + dice.Below(4))).Select(_ => items.Value()).ToList();
            if (list.Count > 1 && dice.Chance(30))
                list[^1] = list[0];
            return $"[{string.Join(", ", list)}]";
        });
    }

    private static Made Object(Dice dice, int depth)
    {
        var keywords = new Keywords(dice, "\"type\": \"object\"");
        string[] names = ["name", "金额", "a/b", "x y"];
        var members = names.Where(_ => dice.Chance(60)).Select(name => (Name: name, Made: Make(dice, depth))).ToList();
        keywords.Perhaps(80, () => $"\"properties\": {{{string.Join(", ", members.Select(m => $"{Dice.Quote(m.Name)}: {m.Made.Schema}"))}}}");
        keywords.Perhaps(40, () => $"\"required\": [{string.Join(", ", names.Where(_ => dice.Chance(30)).Select(Dice.Quote))}]");
        keywords.Perhaps(40, () => $"\"additionalProperties\": {dice.Of("false", "true", Make(dice, 0).Schema)}");
        return new Made(keywords.Members, () =>
        {
            var present = members.Where(_ => dice.Chance(75)).Select(m => $"{Dice.Quote(m.Name)}: {m.Made.Value()}").ToList();
            if (dice.Chance(30))
                present.Add($"\"more\": {Other(dice)}");
            return $"{{{string.Join(", ", present)}}}";
        });
    }

    public static string Other(Dice dice) => dice.Of("null", "true", "0", "\"\"", "[]", "{}", "\"text\"", "1.0", "-3", "[null]", "{\"a\": null}");

    /// <summary>The members of a schema that is being made; most often with its type.</summary>
    private sealed class Keywords
    {
        private readonly Dice _dice;
        private readonly List<string> _members = [];

        public IReadOnlyList<string> Members => _members;

        public Keywords(Dice dice, string type)
        {
            _dice = dice;
            Perhaps(80, () => type);
        }

        public void Perhaps(int percent, Func<string> member)
        {
            if (_dice.Chance(percent))
                _members.Add(member());
        }
    }
}
