using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>Reads a query. The keywords are a closed set; every fault is named with its place. Members are checked later, by the planner.</summary>
public static class ReportQueryParser
{
    private static readonly string[] Granularities = ["day", "week", "month", "quarter", "year"];

    /// <summary>Throws 400 with every fault.</summary>
    public static ReportQuery Parse(JsonElement json, string path = "")
    {
        var problems = new List<Problem>();
        return Read(json, path, problems) ?? throw ValidationException.BadRequest(problems);
    }

    /// <summary>Null when there are faults; each is added to the list.</summary>
    public static ReportQuery? Read(JsonElement json, string path, List<Problem> problems)
    {
        var before = problems.Count;
        var root = DocumentReader.On(json, path, problems);
        if (!root.IsObject)
            return null;
        var query = new ReportQuery
        {
            Path = path,
            Source = root.String("source", required: true) ?? "",
            TimeZone = Zone(root),
            Measures = ReadMeasures(root),
            Dimensions = [.. root.Objects("dimensions").Select(Dimension)],
            TimeDimensions = [.. root.Objects("timeDimensions").Select(TimeDimension)],
            Filters = root.Condition("filters"),
            Having = root.Condition("having"),
            Order = [.. root.Objects("order").Select(Order)],
            Limit = root.Integer("limit") ?? ReportQuery.DefaultLimit,
            Others = root.Boolean("others"),
            Subtotals = Subtotals(root),
            Ungrouped = root.Boolean("ungrouped"),
            Fields = root.Strings("fields"),
        };
        root.Close();
        CheckSize(root, query);
        CheckIds(root, query);
        CheckRatios(root, query);
        CheckSubtotals(root, query);
        return problems.Count == before ? query : null;
    }

    internal static ImmutableArray<ReportMeasure> ReadMeasures(DocumentReader root) => [.. root.Objects("measures").Select(Measure)];

    /// <summary>What the measures of a query say of each other.</summary>
    internal static void CheckMeasures(DocumentReader root, ReportQuery query)
    {
        CheckIds(root, query);
        CheckRatios(root, query);
    }

    private static TimeZoneInfo? Zone(DocumentReader root)
    {
        if (root.String("timezone") is not { } id)
            return null;
        // Zones are files by name: only what names look like may be looked up.
        if (id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-')
            && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        root.Fault("timezone", "report.timezone", ("timezone", id));
        return null;
    }

    private static ReportMeasure Measure(DocumentReader reader)
    {
        var type = reader.String("type");
        if (type is not (null or "ratio"))
            reader.Fault("type", "report.measure_type", ("type", type));
        var id = Id(reader);
        if (reader.String("metric") is { } metric)
        {
            var named = new ReportMeasure(new AggregateMeasure(id, Aggregate.Count, null, null), reader.Text("label")) { Metric = metric };
            reader.Close();
            return named;
        }
        GroupMeasure figure = type == "ratio"
            ? new RatioMeasure(id, reader.String("numerator", required: true) ?? "", reader.String("denominator", required: true) ?? "")
            : Aggregated(reader, id);
        var measure = new ReportMeasure(figure, reader.Text("label"));
        reader.Close();
        return measure;
    }

    private static AggregateMeasure Aggregated(DocumentReader reader, string id)
    {
        var name = reader.String("agg", required: true);
        var aggregate = Aggregate.Count;
        if (name is not null && !Aggregates.TryParse(name, out aggregate))
            reader.Fault("agg", "report.aggregate", ("agg", name));
        var field = reader.String("field", required: name is not null && aggregate != Aggregate.Count);
        return new AggregateMeasure(id, aggregate, field, reader.Condition("filters"));
    }

    private static ReportDimension Dimension(DocumentReader reader)
    {
        var dimension = new ReportDimension(Id(reader), reader.String("field", required: true) ?? "", reader.Text("label")) { Bins = Bins(reader) };
        reader.Close();
        return dimension;
    }

    private static ImmutableArray<decimal> Bins(DocumentReader reader)
    {
        if (!reader.Has("bins"))
            return [];
        var json = reader.Raw("bins");
        var limits = json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(l => l.ValueKind == JsonValueKind.Number && l.TryGetDecimal(out _))
            ? json.EnumerateArray().Select(l => l.GetDecimal()).ToImmutableArray() : [];
        if (limits.Length is < 1 or > ReportDimension.MaxBins || limits.Zip(limits.Skip(1)).Any(p => p.First >= p.Second) || limits.Any(l => Math.Abs(l) >= 1_000_000_000_000_000m))
            reader.Fault("bins", "report.bins", ("max", ReportDimension.MaxBins));
        return limits;
    }

    private static ReportTimeDimension TimeDimension(DocumentReader reader)
    {
        var granularity = reader.String("granularity");
        if (granularity is not null && !Granularities.Contains(granularity))
            reader.Fault("granularity", "report.granularity", ("granularity", granularity));
        var range = reader.Has("dateRange") ? DateRange.Read(reader.Raw("dateRange"), reader.Path + "/dateRange", reader.Problems) : null;
        var compare = reader.String("compare");
        if (compare is not (null or "previous"))
            reader.Fault("compare", "report.compare");
        var dimension = new ReportTimeDimension(Id(reader), reader.String("field", required: true) ?? "", granularity, range, reader.Text("label"))
        {
            ComparesPrevious = compare is not null,
        };
        reader.Close();
        return dimension;
    }

    private static ImmutableArray<ImmutableArray<string>> Subtotals(DocumentReader root)
    {
        if (!root.Has("subtotals"))
            return [];
        var json = root.Raw("subtotals");
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= ReportQuery.MaxSubtotals
            && json.EnumerateArray().All(l => l.ValueKind == JsonValueKind.Array && l.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)))
            return [.. json.EnumerateArray().Select(l => l.EnumerateArray().Select(id => id.GetString()!).ToImmutableArray())];
        root.Fault("subtotals", "report.subtotals", ("max", ReportQuery.MaxSubtotals));
        return [];
    }

    private static GroupOrder Order(DocumentReader reader)
    {
        var direction = reader.String("dir") ?? "asc";
        if (direction is not ("asc" or "desc"))
            reader.Fault("dir", "report.direction", ("dir", direction));
        var order = new GroupOrder(reader.String("id", required: true) ?? "", direction == "desc");
        reader.Close();
        return order;
    }

    private static string Id(DocumentReader reader)
    {
        var id = reader.String("id", required: true) ?? "";
        if (id.Length > 100)
            reader.Fault("id", "report.id");
        return id;
    }

    private static void CheckSize(DocumentReader root, ReportQuery query)
    {
        AtMost(root, "measures", query.Measures.Length, ReportQuery.MaxMeasures);
        AtMost(root, "dimensions", query.Dimensions.Length, ReportQuery.MaxDimensions);
        AtMost(root, "timeDimensions", query.TimeDimensions.Length, ReportQuery.MaxTimeDimensions);
        AtMost(root, "order", query.Order.Length, ReportQuery.MaxDimensions);
        AtMost(root, "fields", query.Fields.Length, ReportQuery.MaxFields);
        if (query.Limit is < 1 or > ReportQuery.MaxLimit)
            root.Fault("limit", "report.limit", ("max", ReportQuery.MaxLimit));
        if (query.Ungrouped)
            return;
        if (query.Fields.Length > 0)
            root.Fault("fields", "report.fields_grouped");
        if (query.Measures.IsEmpty && query.Dimensions.IsEmpty && query.TimeDimensions.All(t => t.Granularity is null))
            root.Fault("measures", "report.empty");
    }

    private static void AtMost(DocumentReader root, string name, int count, int max)
    {
        if (count > max)
            root.Fault(name, "report.too_many", ("max", max));
    }

    // One name, one column: order, having and drill all refer by id.
    private static void CheckIds(DocumentReader root, ReportQuery query)
    {
        var places = query.Measures.Select((m, i) => ($"measures/{i}/id", m.Id))
            .Concat(query.Dimensions.Select((d, i) => ($"dimensions/{i}/id", d.Id)))
            .Concat(query.TimeDimensions.Select((t, i) => ($"timeDimensions/{i}/id", t.Id)));
        var seen = new HashSet<string>();
        foreach (var (place, id) in places)
            if (id.Length > 0 && !seen.Add(id))
                root.Fault(place, "report.duplicate_id", ("id", id));
        for (var i = 0; i < query.Order.Length; i++)
            if (query.Order[i].Id is { Length: > 0 } id && !seen.Contains(id) && !(query.Ungrouped && query.Fields.Contains(id)))
                root.Fault($"order/{i}/id", "report.order_unknown", ("id", id));
    }

    private static void CheckSubtotals(DocumentReader root, ReportQuery query)
    {
        var keys = query.Dimensions.Select(d => d.Id).Concat(query.TimeDimensions.Where(t => t.Granularity is not null).Select(t => t.Id)).ToHashSet();
        for (var i = 0; i < query.Subtotals.Length; i++)
            if (query.Ungrouped || query.Subtotals[i].IsEmpty || query.Subtotals[i].Distinct().Count() != query.Subtotals[i].Length || query.Subtotals[i].Any(id => !keys.Contains(id)))
                root.Fault($"subtotals/{i}", "report.subtotals", ("max", ReportQuery.MaxSubtotals));
        if (query.Others && (query.Ungrouped || query.Dimensions.Length != 1 || keys.Count != 1 || query.Measures.IsEmpty))
            root.Fault("others", "report.others");
    }

    private static void CheckRatios(DocumentReader root, ReportQuery query)
    {
        var aggregates = query.Measures.Where(m => m.Metric is null).Select(m => m.Figure).OfType<AggregateMeasure>().Select(m => m.Id).ToHashSet();
        for (var i = 0; i < query.Measures.Length; i++)
        {
            if (query.Measures[i].Figure is not RatioMeasure ratio)
                continue;
            if (!aggregates.Contains(ratio.Numerator))
                root.Fault($"measures/{i}/numerator", "report.ratio_measure", ("id", ratio.Numerator));
            if (!aggregates.Contains(ratio.Denominator))
                root.Fault($"measures/{i}/denominator", "report.ratio_measure", ("id", ratio.Denominator));
        }
    }
}
