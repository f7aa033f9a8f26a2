using System.Collections.Frozen;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Homes;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>The home of an application that brings none.</summary>
public sealed class HomeDefaultsFacts
{
    [Fact]
    public void It_leaves_out_pipelines_and_amounts_that_one_may_not_read()
    {
        Assert.Equal(["n", "amount"], Measures("""{"key": "seer", "title": "Seer", "forms": {"opportunity": {"read": "all"}}}"""));
        Assert.Equal(["n"], Measures("""{"key": "counter", "title": "Counter", "forms": {"opportunity": {"read": "all", "fields": {"amount": "hidden"}}}}"""));
        Assert.Null(Measures("""{"key": "stranger", "title": "Stranger", "forms": {"account": {"read": "all"}}}"""));
    }

    /// <summary>What the figure of the sales pipeline counts for a role; null without one.</summary>
    private static List<string?>? Measures(string role)
    {
        var parsed = RoleParser.Parse(ReportWorld.Json(role), [])!;
        var metadata = ShippedMetadata.Snapshot with { Roles = new[] { parsed }.ToFrozenDictionary(r => r.Key) };
        var home = HomeData.For(ReportWorld.As(parsed.Key, metadata: metadata));
        return home.Sections.OfType<WidgetsSection>().SelectMany(s => s.Widgets).FirstOrDefault(w => w.Query.GetProperty("source").GetString() == "opportunity")?
            .Query.GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("id").GetString()).ToList();
    }
}
