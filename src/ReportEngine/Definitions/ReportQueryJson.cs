using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>Writes a query as <see cref="ReportQueryParser"/> reads it.</summary>
public static class ReportQueryJson
{
    public static void Write(Utf8JsonWriter writer, ReportQuery query)
    {
        writer.WriteStartObject();
        writer.WriteString("source", query.Source);
        if (query.TimeZone is { } zone)
            writer.WriteString("timezone", zone.Id);
        List(writer, "measures", query.Measures, Measure);
        List(writer, "dimensions", query.Dimensions, Dimension);
        List(writer, "timeDimensions", query.TimeDimensions, TimeDimension);
        FilterOf(writer, "filters", query.Filters);
        FilterOf(writer, "having", query.Having);
        List(writer, "order", query.Order, Order);
        writer.WriteNumber("limit", query.Limit);
        if (query.Others)
            writer.WriteBoolean("others", true);
        List(writer, "subtotals", query.Subtotals, Ids);
        if (query.Ungrouped)
            writer.WriteBoolean("ungrouped", true);
        if (query.Fields.Length > 0)
            List(writer, "fields", query.Fields, (w, field) => w.WriteStringValue(field));
        writer.WriteEndObject();
    }

    private static void Measure(Utf8JsonWriter writer, ReportMeasure measure)
    {
        writer.WriteStartObject();
        writer.WriteString("id", measure.Id);
        switch (measure.Figure)
        {
            case { } when measure.Metric is { } metric:
                writer.WriteString("metric", metric);
                break;
            case RatioMeasure ratio:
                writer.WriteString("type", "ratio");
                writer.WriteString("numerator", ratio.Numerator);
                writer.WriteString("denominator", ratio.Denominator);
                break;
            case AggregateMeasure aggregate:
                writer.WriteString("agg", Aggregates.Name(aggregate.Aggregate));
                if (aggregate.Member is { } member)
                    writer.WriteString("field", member);
                FilterOf(writer, "filters", aggregate.Filter);
                break;
        }
        Label(writer, measure.Label);
        writer.WriteEndObject();
    }

    private static void Ids(Utf8JsonWriter writer, ImmutableArray<string> ids)
    {
        writer.WriteStartArray();
        foreach (var id in ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }

    private static void Dimension(Utf8JsonWriter writer, ReportDimension dimension)
    {
        writer.WriteStartObject();
        writer.WriteString("id", dimension.Id);
        writer.WriteString("field", dimension.Field);
        if (!dimension.Bins.IsEmpty)
            List(writer, "bins", dimension.Bins, (w, limit) => w.WriteNumberValue(limit));
        Label(writer, dimension.Label);
        writer.WriteEndObject();
    }

    private static void TimeDimension(Utf8JsonWriter writer, ReportTimeDimension dimension)
    {
        writer.WriteStartObject();
        writer.WriteString("id", dimension.Id);
        writer.WriteString("field", dimension.Field);
        if (dimension.Granularity is { } granularity)
            writer.WriteString("granularity", granularity);
        if (dimension.Range is { } range)
        {
            writer.WritePropertyName("dateRange");
            range.Json.WriteTo(writer);
        }
        if (dimension.ComparesPrevious)
            writer.WriteString("compare", "previous");
        Label(writer, dimension.Label);
        writer.WriteEndObject();
    }

    private static void Order(Utf8JsonWriter writer, GroupOrder order)
    {
        writer.WriteStartObject();
        writer.WriteString("id", order.Id);
        writer.WriteString("dir", order.Descending ? "desc" : "asc");
        writer.WriteEndObject();
    }

    private static void FilterOf(Utf8JsonWriter writer, string name, Filter? filter)
    {
        if (filter is null)
            return;
        writer.WritePropertyName(name);
        FilterJson.Write(writer, filter);
    }

    private static void Label(Utf8JsonWriter writer, LocalizedText? label)
    {
        if (label is null)
            return;
        writer.WriteStartObject("label");
        foreach (var (language, text) in label.Values)
            writer.WriteString(language, text);
        writer.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
