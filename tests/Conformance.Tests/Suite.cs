using System.Text.Json;
using NoCodeCrm.Platform.Schema;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>The suite as it stands in the folder of this name, unchanged.</summary>
internal static class Suite
{
    public static readonly IReadOnlyList<SuiteGroup> Groups = [.. Load()];

    /// <summary>Every keyword that decides something, at any depth; formats as <c>format date</c> besides.</summary>
    public static IEnumerable<string> Keywords(JsonElement schema) => schema.ValueKind != JsonValueKind.Object ? [] : schema.EnumerateObject().SelectMany(p => p.Name switch
    {
        "properties" => p.Value.EnumerateObject().SelectMany(inner => Keywords(inner.Value)).Append(p.Name),
        "format" => [p.Name, $"format {p.Value}"],
        "items" or "additionalProperties" => Keywords(p.Value).Append(p.Name),
        _ => [p.Name],
    });

    private static IEnumerable<SuiteGroup> Load()
    {
        var folder = Repository.At("tests/Conformance.Tests/Suite/draft7");
        return from path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
               let file = Path.GetRelativePath(folder, path).Replace('\\', '/')
               from item in Repository.Json(path).EnumerateArray()
               select new SuiteGroup(file, item.GetProperty("description").GetString()!, item.GetProperty("schema"),
                   [.. item.GetProperty("tests").EnumerateArray().Select(t => new SuiteTest(t.GetProperty("description").GetString()!, t.GetProperty("data"), t.GetProperty("valid").GetBoolean()))]);
    }
}

internal sealed record SuiteGroup(string File, string Description, JsonElement Schema, IReadOnlyList<SuiteTest> Tests)
{
    /// <summary>Keywords by which the schema leaves the subset.</summary>
    public IReadOnlyList<string> Outside { get; } = [.. SchemaSubset.Outside(Schema).Select(o => o.Keyword).Distinct()];
}

internal sealed record SuiteTest(string Description, JsonElement Data, bool Valid);
