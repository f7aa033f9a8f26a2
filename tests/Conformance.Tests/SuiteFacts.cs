using System.Text.Json;
using NoCodeCrm.Platform.Schema;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>The draft-07 cases of the public JSON-Schema-Test-Suite (Suite/README.md), through the evaluator whose keywords field types share.</summary>
public sealed class SuiteFacts
{
    public static TheoryData<string> Files => new(Suite.Groups.Select(g => g.File).Distinct());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_that_is_not_excluded_has_the_verdict_of_the_suite(string file)
    {
        var wrong = new List<string>();
        foreach (var group in Suite.Groups.Where(g => g.File == file && !Exclusions.Covers(g)))
            foreach (var test in group.Tests)
                if (Verdict(group.Schema, test.Data) is var verdict && verdict != (test.Valid ? "valid" : "invalid"))
                    wrong.Add($"{group.Description} / {test.Description}: {verdict}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_exclusion_matches_something()
    {
        foreach (var exclusion in Exclusions.Keywords)
            foreach (var file in exclusion.Files)
                Assert.True(Suite.Groups.Any(g => g.File == file && g.Outside.Contains(exclusion.Keyword)), $"No group of {file} uses {exclusion.Keyword}.");
    }

    [Fact]
    public void Every_keyword_and_format_of_the_subset_is_run()
    {
        var run = Suite.Groups.Where(g => !Exclusions.Covers(g)).SelectMany(g => Suite.Keywords(g.Schema)).ToHashSet();
        Assert.Empty(SchemaSubset.Assertions.Except(run));
        Assert.Empty(new[] { "format date", "format date-time", "format email", "format uri" }.Except(run));
    }

    [Fact]
    public void Most_of_the_suite_about_the_subset_is_there()
    {
        var run = Suite.Groups.Where(g => !Exclusions.Covers(g)).Sum(g => g.Tests.Count);
        Assert.True(run >= 600, $"Only {run} cases were run.");
    }

    private static string Verdict(JsonElement schema, JsonElement value)
    {
        try
        {
            return SchemaEvaluator.Evaluate(schema, value).Count == 0 ? "valid" : "invalid";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
