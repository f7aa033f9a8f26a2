using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Metrics;

/// <summary>
/// A figure of a form that is defined once and used by name (docs/documents.md, Metric). Measures: what it is made of, at least one;
/// Result: the id of the one that it is.
/// </summary>
public sealed record MetricDefinition(string Key, LocalizedText Title, string Source, ImmutableArray<ReportMeasure> Measures, string Result)
{
    public const string Kind = DefinitionKinds.Metric;
    public const int MaxMeasures = 10;

    /// <summary>The definition, as far as it can be read; each fault is added to the list.</summary>
    public static MetricDefinition Read(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var measures = ReportQueryParser.ReadMeasures(root);
        var metric = new MetricDefinition(
            root.Key("key"), root.Text("title") ?? LocalizedText.Empty, root.String("source", required: true) ?? "", measures,
            root.String("result") ?? (measures.IsEmpty ? "" : measures[^1].Id));
        root.Text("description");
        root.Close("$schema");
        if (measures.Length is < 1 or > MaxMeasures)
            root.Fault("measures", "metric.measures", ("max", MaxMeasures));
        else if (measures.All(m => m.Id != metric.Result))
            root.Fault("result", "report.measure_unknown", ("id", metric.Result));
        for (var i = 0; i < measures.Length; i++)
            if (measures[i].Metric is not null)
                root.Fault($"measures/{i}/metric", "metric.nested");
        return metric;
    }

    /// <summary>Every fault of a document about to be published, its fields included.</summary>
    /// <param name="reader">Whose fields and forms there are; null = all.</param>
    public static IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata, AccessPolicy? reader = null)
    {
        var problems = new List<Problem>();
        var metric = Read(document, problems);
        if (problems.Count > 0)
            return problems;
        if (metadata.Form(metric.Source) is null)
            return [new Problem("/source", "form.unknown").With("form", metric.Source)];
        try
        {
            var query = new ReportQuery { Source = metric.Source, Measures = metric.Measures };
            ReportQueryParser.CheckMeasures(new DocumentReader(document, "", problems), query);
            if (problems.Count == 0)
                new ReportPlanner(new SqliteDialect(), new ClockSource(TimeProvider.System)).Plan(query, reader ?? new AccessPolicy(Actor.System, metadata));
        }
        catch (DomainException e) when (e is ValidationException or ForbiddenException)
        {
            problems.AddRange(e.Problems);
        }
        return problems;
    }
}
