using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Metrics;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Lets the publisher check metrics by the report engine's own parser.</summary>
internal sealed class MetricCheck : IDefinitionCheck
{
    public string Kind => DefinitionKinds.Metric;

    public IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata) => MetricDefinition.Check(document, metadata);
}

/// <summary>Named figures, as documents.</summary>
internal static class MetricsApi
{
    public static void MapMetrics(this WebApplication app) => app.MapGet("/api/metrics", List);

    private static ApiAnswer List(HttpContext http)
    {
        var access = http.Access();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var metric in access.Metadata.Documents.Values.Where(d => d.Kind == DefinitionKinds.Metric && MayRead(d.Document, access)).OrderBy(d => d.Key, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                foreach (var member in metric.Document.EnumerateObject())
                    member.WriteTo(writer);
                writer.WriteNumber("version", metric.Version);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Throws 422 while a dashboard or a home page uses the metric, private ones included.</summary>
    public static void RequireUnused(MetadataSnapshot metadata, string key)
    {
        var users = metadata.Documents.Values.Count(d => d.Kind is DefinitionKinds.Dashboard or DefinitionKinds.Home && Names(d.Document, key));
        if (users > 0)
            throw ValidationException.Refused(new Problem("", "metric.used").With("count", users));
    }

    /// <summary>A metric tells of its form's fields: who may not read the form, or one of them, does not learn of it.</summary>
    public static bool MayRead(JsonElement document, AccessPolicy access) => MetricDefinition.Check(document, access.Metadata, access).Count == 0;

    private static bool Names(JsonElement json, string key) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => Names(item, key)),
        JsonValueKind.Object => json.EnumerateObject().Any(p => (p.Name == "metric" && p.Value.ValueKind == JsonValueKind.String && p.Value.GetString() == key) || Names(p.Value, key)),
        _ => false,
    };
}
