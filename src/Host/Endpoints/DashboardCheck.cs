using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Lets the publisher check dashboards by the report engine's own parser.</summary>
internal sealed class DashboardCheck : IDefinitionCheck
{
    public string Kind => DefinitionKinds.Dashboard;

    public IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata) => DashboardParser.Check(document, metadata);
}
