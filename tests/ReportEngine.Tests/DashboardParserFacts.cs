using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

public sealed class DashboardParserFacts
{
    [Fact]
    public void The_shipped_dashboard_has_no_fault() => Assert.Empty(Check(_ => { }));

    [Fact]
    public void Every_fault_of_a_dashboard_is_named_at_its_place()
    {
        var paths = Check(d =>
        {
            d["colour"] = "red";
            d["filters"]![0]!["kind"] = "range";
            d["filters"]![1]!["form"] = "squad";
            d["filters"]![2]!["id"] = "team";
            d["filters"]![2]!["member"] = "name";
            d["widgets"]![0]!["type"] = "dial";
            d["widgets"]![1]!["layout"]!["w"] = 13;
            d["widgets"]![2]!["query"]!["measures"]![0]!["field"] = "gone";
            d["widgets"]![3]!["ignoreFilters"]![0] = "season";
            d["widgets"]![4]!["id"] = "won_total";
            d["widgets"]![5]!["options"]!["format"] = "roman";
            d["widgets"]![10]!["filterMembers"]!["period"] = "stage";
            d["filters"]!.AsArray().Add(new JsonObject { ["id"] = "size", ["kind"] = "choice", ["member"] = "amount" });
            foreach (var (id, kind, member) in new[] { ("unlike", "number", "name"), ("untrue", "boolean", "amount"), ("unsaid", "text", "stage") })
                d["filters"]!.AsArray().Add(new JsonObject { ["id"] = id, ["kind"] = kind, ["member"] = member });
        });
        foreach (var path in new[]
        {
            "/colour", "/filters/0/kind", "/filters/1/form", "/filters/2/id", "/widgets/0/type", "/widgets/1/layout/w", "/widgets/2/query/measures/0/field",
            "/widgets/3/ignoreFilters", "/widgets/4/id", "/widgets/5/options/format", "/widgets/10/filterMembers/period", "/widgets/0/filterMembers/team", "/widgets/0/filterMembers/size",
            "/widgets/0/filterMembers/unlike", "/widgets/0/filterMembers/untrue", "/widgets/0/filterMembers/unsaid",
        })
            Assert.Contains(path, paths);
    }

    private static List<string> Check(Action<JsonNode> change)
    {
        var document = JsonNode.Parse(ShippedMetadata.Snapshot.Documents[("dashboard", "sales_overview")].Document.GetRawText())!;
        change(document);
        return [.. DashboardParser.Check(JsonSerializer.SerializeToElement(document), ShippedMetadata.Snapshot).Select(p => p.Path)];
    }
}
