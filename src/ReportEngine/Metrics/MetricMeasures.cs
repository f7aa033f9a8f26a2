using System.Collections.Immutable;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Metrics;

/// <summary>Puts what a metric is made of in its place, so that the rest of planning knows no metrics.</summary>
internal static class MetricMeasures
{
    // No id that a person writes has it, so that the parts of a metric meet no measure of the query.
    private const char Separator = '\u001f';

    /// <summary>The query with every metric spelled out. Throws 400 for one that is not there or belongs to another form.</summary>
    public static ReportQuery Expand(ReportQuery query, MetadataSnapshot metadata)
    {
        if (query.Measures.All(m => m.Metric is null))
            return query;
        var problems = new List<Problem>();
        var measures = query.Measures.SelectMany((m, i) => m.Metric is null ? [m] : Parts(query, m, i, metadata, problems)).ToImmutableArray();
        return problems.Count == 0 ? query with { Measures = measures } : throw ValidationException.BadRequest(problems);
    }

    private static IEnumerable<ReportMeasure> Parts(ReportQuery query, ReportMeasure measure, int index, MetadataSnapshot metadata, List<Problem> problems)
    {
        var metric = metadata.Documents.TryGetValue((MetricDefinition.Kind, measure.Metric!), out var document) ? MetricDefinition.Read(document.Document, []) : null;
        if (metric is null || metric.Source != query.Source)
        {
            problems.Add(new Problem($"{query.Path}/measures/{index}/metric", metric is null ? "metric.unknown" : "metric.source").With("metric", measure.Metric!));
            return [];
        }
        string Named(string part) => part == metric.Result ? measure.Id : measure.Id + Separator + part;
        return metric.Measures.Select(part => new ReportMeasure(Renamed(part.Figure, Named), part.Id == metric.Result ? measure.Label ?? metric.Title : null)
        {
            IsHidden = part.Id != metric.Result,
        });
    }

    private static GroupMeasure Renamed(GroupMeasure figure, Func<string, string> named) => figure switch
    {
        RatioMeasure ratio => new RatioMeasure(named(ratio.Id), named(ratio.Numerator), named(ratio.Denominator)),
        AggregateMeasure aggregate => aggregate with { Id = named(aggregate.Id) },
        _ => throw new NotSupportedException(figure.GetType().Name),
    };
}
