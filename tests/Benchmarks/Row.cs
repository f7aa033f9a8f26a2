using System.Globalization;

namespace NoCodeCrm.Benchmarks;

/// <summary>The work: a record of twenty typed fields, made from a seed.</summary>
internal static class Row
{
    public static readonly string[] Texts = ["title", "customer", "region", "source", "competitor", "step", "description", "contact_name", "contact_phone", "city"];
    public static readonly string[] Numbers = ["amount", "budget", "discount", "score_points"];
    public static readonly string[] Integers = ["headcount", "months", "seats"];
    public static readonly string[] Dates = ["expected_close", "booked_on"];
    public static readonly string[] Stages = ["contact", "needs", "proposal", "negotiation", "contract"];

    public static IReadOnlyList<string> Columns { get; } = [.. Texts, .. Numbers, .. Integers, .. Dates, "phase"];

    public static Dictionary<string, object> Make(int seed)
    {
        var random = new Random(seed);
        var row = new Dictionary<string, object>();
        foreach (var key in Texts)
            row[key] = $"{key} {random.Next(10_000)} 客户";
        foreach (var key in Numbers)
            row[key] = random.Next(1, 10_000_000) / 100m;
        foreach (var key in Integers)
            row[key] = random.Next(1, 5_000);
        foreach (var key in Dates)
            row[key] = new DateOnly(2026, 1, 1).AddDays(random.Next(700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row["phase"] = Stages[random.Next(Stages.Length)];
        return row;
    }

    /// <summary>The form of these fields, as the product knows it.</summary>
    public static object Form() => new Dictionary<string, object>
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["$id"] = "bench",
        ["title"] = "Bench",
        ["type"] = "object",
        ["x-form"] = new Dictionary<string, object> { ["recordTitle"] = "title", ["indexes"] = new[] { new[] { "phase", "amount" } } },
        ["required"] = new[] { "title" },
        ["properties"] = Columns.ToDictionary(c => c, Property),
    };

    private static object Property(string key) =>
        Numbers.Contains(key) ? Schema("number", "money", ("minimum", 0))
        : Integers.Contains(key) ? Schema("integer", "integer", ("minimum", 0))
        : Dates.Contains(key) ? Schema("string", "date", ("format", "date"))
        : key == "phase" ? new Dictionary<string, object>
        {
            ["type"] = "string",
            ["enum"] = Stages,
            ["x-field"] = new { type = "select", options = Stages.Select(s => new { key = s, title = new { en = s } }) },
        }
        : Schema("string", "text", ("maxLength", 200));

    private static Dictionary<string, object> Schema(string type, string fieldType, (string Name, object Value) keyword) => new()
    {
        ["type"] = type,
        [keyword.Name] = keyword.Value,
        ["x-field"] = new { type = fieldType },
    };
}
