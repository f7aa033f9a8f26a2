using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Metrics;
using NoCodeCrm.ReportEngine.Planning;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>
/// Answers what list stands behind a cell: the query's filters and date ranges, the cell's dimensions, the measure's own
/// filters. A row may name fewer dimensions than the query has; without any it means the total.
/// </summary>
public sealed class ReportDrill(ReportPlanner planner, ClockSource clock, SqlDialect dialect)
{
    /// <summary>Request: <c>{query, row: {dimensionId: value}, measure?}</c>. Throws 400 for what the query does not have.</summary>
    public DrillTarget Target(JsonElement request, AccessPolicy access)
    {
        var problems = new List<Problem>();
        var root = DocumentReader.On(request, "", problems);
        var query = ReportQueryParser.Read(root.Raw("query"), "/query", problems);
        var row = root.Object("row");
        var measure = root.String("measure");
        root.Close();
        if (query is null || problems.Count > 0)
            throw ValidationException.BadRequest(problems);

        query = MetricMeasures.Expand(query, access.Metadata);
        var plan = planner.Plan(query with { Ungrouped = false, Fields = [] }, access);
        var probe = new QueryBuilder(dialect, access, plan.Form, plan.Clock);
        var parts = new List<Filter?> { plan.Filter };
        parts.AddRange(plan.Groups!.Keys.Where(k => row.Json.ValueKind == JsonValueKind.Object && row.Json.TryGetProperty(k.Id, out _))
            .Select(k => Cell(k, row.Raw(k.Id), probe, problems)));
        row.Close();
        parts.Add(MeasureFilter(query, measure, problems));
        if (problems.Count > 0)
            throw ValidationException.BadRequest(problems);
        var filter = Flat(parts);
        FilterCompiler.Compile(probe, filter); // a cell that cannot be is named here, at its place in the row
        return new DrillTarget(plan.Form.Key, InListZone(filter, probe, access));
    }

    private static Filter? Cell(GroupKey key, JsonElement value, QueryBuilder probe, List<Problem> problems)
    {
        var path = "/row/" + key.Id;
        if (value.ValueKind == JsonValueKind.Null)
            return new FilterCondition(path, key.Member, FilterOperator.NotSet, []);
        if (!key.Bins.IsEmpty)
            return Band(key, value, path, problems);
        if (key.Granularity is null)
            return new FilterCondition(path, key.Member, FilterOperator.Equals, [value]);
        if (value.ValueKind != JsonValueKind.String || !DateFieldType.TryRead(value.GetString(), out var day) || day.Year is <= 1 or >= 9998)
        {
            problems.Add(new Problem(path, "filter.value").With("member", key.Member));
            return null;
        }
        var first = Calendar.StartOf(day, key.Granularity)!.Value;
        var last = Calendar.Add(first, 1, key.Granularity).AddDays(-1);
        return new FilterCondition(path, key.Member, FilterOperator.InDateRange, [Iso(first), Iso(last)]);
    }

    private static FilterGroup? Band(GroupKey key, JsonElement value, string path, List<Problem> problems)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var band) || band < 0 || band > key.Bins.Length)
        {
            problems.Add(new Problem(path, "filter.value").With("member", key.Member));
            return null;
        }
        var from = band == 0 ? null : new FilterCondition(path, key.Member, FilterOperator.Gte, [Number(key.Bins[band - 1])]);
        var until = band == key.Bins.Length ? null : new FilterCondition(path, key.Member, FilterOperator.Lt, [Number(key.Bins[band])]);
        return new FilterGroup(path, FilterJoin.And, [.. new[] { from, until }.OfType<Filter>()]);
    }

    private static JsonElement Number(decimal limit) => JsonSerializer.SerializeToElement(limit / 1.000000000000000000000000000000m);

    // A sum is made of records without a value too; they belong to its list. A ratio is a share of its denominator.
    private static Filter? MeasureFilter(ReportQuery query, string? id, List<Problem> problems)
    {
        if (id is null)
            return null;
        var figure = query.Measures.FirstOrDefault(m => m.Id == id)?.Figure;
        if (figure is RatioMeasure ratio)
            figure = query.Measures.First(m => m.Id == ratio.Denominator).Figure;
        if (figure is not AggregateMeasure aggregate)
        {
            problems.Add(new Problem("/measure", "report.measure_unknown").With("id", id));
            return null;
        }
        var counted = aggregate is { Aggregate: Aggregate.Count, Member: { } member } ? new FilterCondition("/measure", member, FilterOperator.Set, []) : null;
        return Filter.All(aggregate.Filter, counted);
    }

    // Lists show conditions one by one: nested conjunctions become one.
    private static Filter? Flat(IEnumerable<Filter?> parts) => Filter.All([.. parts.OfType<Filter>().SelectMany(Parts)]);

    private static IEnumerable<Filter> Parts(Filter filter) =>
        filter is FilterGroup { Join: FilterJoin.And } group ? group.Parts.SelectMany(Parts) : [filter];

    // A list cuts instants into days by its reader's zone; days meant in another zone are told as instants.
    private Filter? InListZone(Filter? filter, QueryBuilder probe, AccessPolicy access) =>
        filter is null || probe.Clock.Zone.Equals(clock.For(access.Actor).Zone) ? filter : ZonedDays.AsInstants(filter, probe);

    private static JsonElement Iso(DateOnly day) => JsonSerializer.SerializeToElement(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
