using System.Collections.Immutable;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Metrics;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>Turns a query into a plan for one actor. Touches no database. Throws 400 with every fault, 403 when the actor may not read the form.</summary>
public sealed class ReportPlanner(SqlDialect dialect, ClockSource clock)
{
    private static readonly IReadOnlyList<Action<PlanDraft>> Steps =
    [
        Resolve,    // every member named exists for this actor; a hidden one does not
        Parameters, // date ranges become conditions; every value suits its member
        Access,     // after resolving, so that rights on related forms have spoken; before anything is shaped
        Buckets,    // days and instants into their granularity
        Joins,      // lists and references: what may be a group
        Limits,     // order and size
    ];

    public ReportPlan Plan(ReportQuery query, AccessPolicy access)
    {
        query = MetricMeasures.Expand(query, access.Metadata);
        var form = access.Metadata.Form(query.Source)
            ?? throw ValidationException.BadRequest(new Problem(query.Path + "/source", "form.unknown").With("form", query.Source));
        var moment = clock.For(access.Actor);
        if (query.TimeZone is { } zone)
            moment = moment with { Zone = zone };
        var draft = new PlanDraft(query, access, form, new QueryBuilder(dialect, access, form, moment));
        foreach (var step in Steps)
            step(draft);
        if (draft.Problems.Count > 0)
            throw ValidationException.BadRequest(draft.Problems);
        return Complete(draft, moment);
    }

    /// <summary>Whether a shared filter of a dashboard can mean this member of a form.</summary>
    public bool Suits(string source, string member, DashboardFilterKind kind, AccessPolicy access)
    {
        if (access.Metadata.Form(source) is not { } form || new QueryBuilder(dialect, access, form, clock.For(access.Actor)).Resolve(member) is not { } found)
            return false;
        return kind switch
        {
            DashboardFilterKind.Period => found is { IsList: false, Kind: ColumnKind.Date or ColumnKind.Instant },
            DashboardFilterKind.Choice => IsChoice(found),
            DashboardFilterKind.Boolean => found is { IsList: false, Kind: ColumnKind.Boolean },
            DashboardFilterKind.Number => found is { IsList: false, Kind: ColumnKind.Integer or ColumnKind.Decimal, References: null },
            DashboardFilterKind.Text => found is { IsList: false, Kind: ColumnKind.Text, References: null } && !IsChoice(found),
            _ => found is { References: not null, FormSql: null },
        };
    }

    private static bool IsChoice(MemberSql member) => member.IsStage || member.StageProperty is StageProperties.Kind or StageProperties.Category
        || member.Field?.Type is SelectFieldType or MultiSelectFieldType or StageFieldType;

    private static void Resolve(PlanDraft draft)
    {
        var query = draft.Query;
        for (var i = 0; i < query.Measures.Length; i++)
            if (query.Measures[i].Figure is AggregateMeasure { Member: { } member } measure && Find(draft, member, $"measures/{i}/field") is { } found
                && !Aggregates.Suits(measure.Aggregate, found))
                draft.Fault($"measures/{i}/agg", "report.aggregate_unsuited", ("agg", Aggregates.Name(measure.Aggregate)), ("member", member));
        for (var i = 0; i < query.Dimensions.Length; i++)
            Find(draft, query.Dimensions[i].Field, $"dimensions/{i}/field");
        for (var i = 0; i < query.TimeDimensions.Length; i++)
            if (Find(draft, query.TimeDimensions[i].Field, $"timeDimensions/{i}/field") is { } found
                && (found.IsList || found.Kind is not (ColumnKind.Date or ColumnKind.Instant)))
                draft.Fault($"timeDimensions/{i}/field", "report.not_a_date", ("member", found.Path));
        for (var i = 0; i < query.Fields.Length; i++)
            Find(draft, query.Fields[i], $"fields/{i}");
    }

    private static MemberSql? Find(PlanDraft draft, string path, string place)
    {
        if (draft.Member(path) is { } known)
            return known;
        if (draft.Probe.Resolve(path) is { } found)
            return draft.Members[path] = found;
        draft.Fault(place, "member.unknown", ("member", path));
        return null;
    }

    private static void Parameters(PlanDraft draft)
    {
        var query = draft.Query;
        var ranges = query.TimeDimensions.Select((t, i) => t.Range?.On(t.Field, $"{query.Path}/timeDimensions/{i}/dateRange")).OfType<Filter>()
            .Where(f => draft.Members.ContainsKey(((FilterCondition)f).Member)).ToList();
        draft.Filter = Filter.All([query.Filters, .. ranges]);
        Check(draft, draft.Filter, null);
        foreach (var measure in query.Measures.Select(m => m.Figure).OfType<AggregateMeasure>())
            Check(draft, measure.Filter, null);
        Check(draft, query.Having, id => Measured(draft, id));
    }

    // Compiling for nothing finds every fault, at its own path.
    private static void Check(PlanDraft draft, Filter? filter, Func<string, MemberSql?>? measures)
    {
        try
        {
            FilterCompiler.Compile(draft.Probe, filter, measures);
        }
        catch (ValidationException e)
        {
            draft.Problems.AddRange(e.Problems);
        }
    }

    private static MemberSql? Measured(PlanDraft draft, string id)
    {
        if (draft.Query.Measures.FirstOrDefault(m => m.Id == id) is not { } measure)
            return null;
        var kind = measure.Figure switch
        {
            AggregateMeasure { Aggregate: Aggregate.Count or Aggregate.CountDistinct } => ColumnKind.Integer,
            AggregateMeasure { Aggregate: not Aggregate.Avg } aggregate => draft.Member(aggregate.Member)?.Kind ?? ColumnKind.Decimal,
            _ => ColumnKind.Decimal,
        };
        return new MemberSql { Path = id, Sql = "0", Kind = kind, Form = draft.Form, Alias = draft.Probe.RootAlias };
    }

    private static void Access(PlanDraft draft)
    {
        if (!draft.Access.May(draft.Form, RecordAction.Read))
            throw new ForbiddenException("forbidden.read", new Problem("", "forbidden.read").With("form", draft.Form.Title));
    }

    private static void Buckets(PlanDraft draft) =>
        draft.Keys.AddRange(draft.Query.TimeDimensions.Where(t => t.Granularity is not null).Select(t => new GroupKey(t.Id, t.Field, t.Granularity)));

    private static void Joins(PlanDraft draft)
    {
        var dimensions = draft.Query.Dimensions;
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (draft.Member(dimensions[i].Field) is not { } member)
                continue;
            if (member.FormSql is not null || member.Field?.Type is FileFieldType)
                draft.Fault($"dimensions/{i}/field", "report.dimension_unsuited", ("member", member.Path));
            if (!dimensions[i].Bins.IsEmpty && !Bands(member, dimensions[i].Bins))
                draft.Fault($"dimensions/{i}/bins", "report.bins_unsuited", ("member", member.Path));
        }
        if (draft.Query.Others && draft.Member(dimensions[0].Field) is { } only && (only.IsList || only.FormSql is not null || !dimensions[0].Bins.IsEmpty))
            draft.Fault("others", "report.others");
        draft.Keys.InsertRange(0, dimensions.Select(d => new GroupKey(d.Id, d.Field, null) { Bins = d.Bins }));
    }

    // A limit between two values that the column can hold would be moved to one of them.
    private static bool Bands(MemberSql member, ImmutableArray<decimal> limits) =>
        member is { IsList: false, References: null, Kind: ColumnKind.Integer or ColumnKind.Decimal }
        && limits.All(l => decimal.Round(l, member.Kind == ColumnKind.Integer ? 0 : Math.Max(member.Scale, member.Field?.Scale ?? 0)) == l);

    private static void Limits(PlanDraft draft)
    {
        var query = draft.Query;
        draft.Limit = query.Limit;
        draft.Order.AddRange(query.Order);
        for (var i = 0; query.Ungrouped && i < query.Order.Length; i++)
            if (OrderedMember(query, query.Order[i].Id) is not { } path || draft.Member(path) is { IsList: true })
                draft.Fault($"order/{i}/id", "report.order_unknown", ("id", query.Order[i].Id));
        if (query.Ungrouped || query.Order.Length > 0)
            return;
        draft.Order.AddRange(query.TimeDimensions.Where(t => t.Granularity is not null).Select(t => new GroupOrder(t.Id, false)));
        if (query.Measures.Length > 0)
            draft.Order.Add(new GroupOrder(query.Measures[0].Id, true));
    }

    /// <summary>The member that an order of records means: a field shown, or that of a dimension.</summary>
    private static string? OrderedMember(ReportQuery query, string id) =>
        query.Dimensions.FirstOrDefault(d => d.Id == id)?.Field
        ?? query.TimeDimensions.FirstOrDefault(t => t.Id == id)?.Field
        ?? query.Fields.FirstOrDefault(f => f == id);

    private static ReportPlan Complete(PlanDraft draft, QueryClock moment)
    {
        var plan = new ReportPlan { Form = draft.Form, Clock = moment, Limit = draft.Limit, Columns = [] };
        var columns = new ColumnPlanner(draft);
        if (!draft.Query.Ungrouped)
            return new GroupPlanner(draft).Complete(plan, columns.OfGroups());
        return plan with
        {
            Columns = columns.OfRecords(),
            Rows = new RowQuery
            {
                Members = draft.Query.Fields,
                Filter = draft.Filter,
                Order = [.. draft.Order.Select(o => new SortTerm(OrderedMember(draft.Query, o.Id)!, o.Descending))],
                Limit = draft.Limit + 1,
            },
        };
    }
}
