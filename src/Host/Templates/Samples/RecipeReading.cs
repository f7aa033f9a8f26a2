using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Reads values of a recipe: plain JSON is itself, an object with one of the words below is told anew for each record.</summary>
internal static class RecipeReading
{
    private static readonly FrozenDictionary<string, Func<DocumentReader, RecipeExpression>> Words = new Dictionary<string, Func<DocumentReader, RecipeExpression>>
    {
        ["pick"] = r => Choices(r, "pick"),
        ["some"] = r => Range(r, "count") is var count ? new Some(Choices(r, "some"), count.Low, count.High) : throw new InvalidOperationException(),
        ["number"] = Amount,
        ["sum"] = r => new Sum(List(r, "sum")),
        ["day"] = r => Range(r, "day") is var days ? new Day(days.Low, days.High, Value(r, "from")) : throw new InvalidOperationException(),
        ["quarter"] = r => new Quarter(r.Integer("quarter") ?? 0),
        ["case"] = r => new Case(Value(r, "case")!, Needed(r, "of").ToDictionary(m => m.Key, m => m.Value), Value(r, "else")),
        ["chance"] = r => new Chance((double)(r.Number("chance") ?? 0), Given(r, "then"), Value(r, "else")),
        ["one"] = r => new OneOf(r.String("one", required: true) ?? "", Members(r, "where"), r.String("weight")),
    }.ToFrozenDictionary();

    // Members that must be there.
    private static IReadOnlyList<(string Key, RecipeExpression Value)> Needed(DocumentReader reader, string name)
    {
        if (!reader.Has(name))
            reader.Fault(name, "document.missing");
        return Members(reader, name);
    }

    private static RecipeExpression Given(DocumentReader reader, string name)
    {
        if (Value(reader, name) is { } value)
            return value;
        reader.Fault(name, "document.missing");
        return new Constant(null);
    }

    public static RecipeExpression? Value(DocumentReader reader, string name)
    {
        var json = reader.Raw(name);
        return json.ValueKind == JsonValueKind.Undefined ? null : Value(json, $"{reader.Path}/{name}", reader.Problems);
    }

    public static IReadOnlyList<(string Key, RecipeExpression Value)> Members(DocumentReader reader, string name)
    {
        var members = reader.Object(name);
        return members.IsObject ? Members(members.Json, members.Path, reader.Problems) : [];
    }

    /// <summary>A list of values, of equal weight, or of rows whose members a path may name.</summary>
    public static Pick Pool(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
            return new Pick([.. json.EnumerateArray().Select((v, i) => (v.ValueKind == JsonValueKind.Object && Word(v) is null ? new Row(Members(v, $"{path}/{i}", problems)) : Value(v, $"{path}/{i}", problems), 1.0))]);
        problems.Add(new Problem(path, "recipe.choices"));
        return new Pick([(new Constant(null), 1)]);
    }

    private static List<(string Key, RecipeExpression Value)> Members(JsonElement json, string path, List<Problem> problems) =>
        [.. json.EnumerateObject().Select(m => (m.Name, Value(m.Value, $"{path}/{m.Name}", problems)))];

    public static IReadOnlyDictionary<string, object?> Row(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().ToDictionary(m => m.Name, m => Plain(m.Value)) : [];

    public static IReadOnlyList<double> Numbers(DocumentReader reader, string name)
    {
        var json = reader.Raw(name);
        if (json.ValueKind == JsonValueKind.Undefined)
            return [];
        if (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number))
            return [.. json.EnumerateArray().Select(v => v.GetDouble())];
        reader.Fault(name, "recipe.numbers");
        return [];
    }

    /// <summary>Two whole numbers, the lower first; one stands for both.</summary>
    public static (int Low, int High) Range(DocumentReader reader, string name)
    {
        var json = reader.Raw(name);
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var only))
            return (only, only);
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out _)) && json[0].GetInt32() <= json[1].GetInt32())
            return (json[0].GetInt32(), json[1].GetInt32());
        reader.Fault(name, "recipe.range");
        return (0, 0);
    }

    private static RecipeExpression Value(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind == JsonValueKind.String)
            return Text(json.GetString()!, path, problems);
        if (json.ValueKind == JsonValueKind.Array)
            return new All([.. json.EnumerateArray().Select((v, i) => Value(v, $"{path}/{i}", problems))]);
        if (json.ValueKind != JsonValueKind.Object)
            return new Constant(Plain(json));
        if (Word(json) is not { } word)
        {
            problems.Add(new Problem(path, "recipe.word").With("words", string.Join(", ", Words.Keys.Order(StringComparer.Ordinal))));
            return new Constant(null);
        }
        var reader = DocumentReader.On(json, path, problems);
        var value = Words[word](reader);
        reader.Close();
        return value;
    }

    private static string? Word(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
            if (Words.ContainsKey(member.Name))
                return member.Name;
        return null;
    }

    public static RecipeExpression Text(string text, string path, List<Problem> problems)
    {
        var parts = new List<(string, bool)>();
        for (var at = 0; at < text.Length;)
        {
            var (open, close) = (text.IndexOf('{', at), text.IndexOf('}', at));
            if (open < 0 && close < 0)
            {
                parts.Add((text[at..], false));
                break;
            }
            if (open < 0 || close < open + 2 || text.IndexOf('{', open + 1) is var next && next >= 0 && next < close)
            {
                problems.Add(new Problem(path, "recipe.place"));
                break;
            }
            if (open > at)
                parts.Add((text[at..open], false));
            parts.Add((text[(open + 1)..close], true));
            at = close + 1;
        }
        return parts.Any(p => p.Item2) ? new Pattern(parts) : new Constant(text);
    }

    // A list, or texts with their weights.
    private static Pick Choices(DocumentReader reader, string name)
    {
        var (json, path) = (reader.Raw(name), $"{reader.Path}/{name}");
        if (json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Any() && json.EnumerateObject().All(m => m.Value.ValueKind == JsonValueKind.Number && m.Value.GetDouble() >= 0))
            return new Pick([.. json.EnumerateObject().Select(m => (Text(m.Name, path, reader.Problems), m.Value.GetDouble()))]);
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
            return new Pick([.. json.EnumerateArray().Select((v, i) => (Value(v, $"{path}/{i}", reader.Problems), 1.0))]);
        reader.Fault(name, "recipe.choices");
        return new Pick([(new Constant(null), 1)]);
    }

    private static RecipeExpression Amount(DocumentReader reader)
    {
        var range = Numbers(reader, "number");
        if (range.Count != 2 || range[0] > range[1])
            reader.Fault("number", "recipe.range");
        var step = reader.Number("step") ?? 1;
        if (step <= 0)
            reader.Fault("step", "recipe.range");
        return new Amount(range.Count == 2 ? range[0] : 0, range.Count == 2 ? range[1] : 0, reader.Integer("skew") ?? 1, step > 0 ? step : 1, reader.Has("times") ? List(reader, "times") : []);
    }

    private static IReadOnlyList<RecipeExpression> List(DocumentReader reader, string name)
    {
        var json = reader.Raw(name);
        if (json.ValueKind == JsonValueKind.Array)
            return [.. json.EnumerateArray().Select((v, i) => Value(v, $"{reader.Path}/{name}/{i}", reader.Problems))];
        reader.Fault(name, "document.array");
        return [];
    }

    private static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
