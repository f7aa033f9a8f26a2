using System.Collections.Immutable;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>Names and types the columns of an answer, in their order: dimensions, time dimensions, measures.</summary>
internal sealed class ColumnPlanner(PlanDraft draft)
{
    public ImmutableArray<ReportColumn> OfGroups()
    {
        var query = draft.Query;
        return
        [
            .. query.Dimensions.Select(d => OfMember(d.Id, draft.Members[d.Field]) with { Label = d.Label ?? TitleOf(draft.Members[d.Field]), Bins = d.Bins }),
            .. query.TimeDimensions.Where(t => t.Granularity is not null).Select(t =>
                new ReportColumn(t.Id, t.Label ?? TitleOf(draft.Members[t.Field]), "date") { Granularity = t.Granularity }),
            .. query.Measures.Select(m => new ReportColumn(m.Id, m.Label ?? LabelOf(m.Figure), TypeOf(m.Figure))),
        ];
    }

    public ImmutableArray<ReportColumn> OfRecords() =>
    [
        new ReportColumn(SystemMembers.Id, draft.Form.Title, "relation") { Form = draft.Form },
        .. draft.Query.Fields.Select(path => OfMember(path, draft.Members[path])),
    ];

    private ReportColumn OfMember(string id, MemberSql member) => new(id, TitleOf(member), TypeOf(member))
    {
        Options = OptionsOf(member),
        Form = member is { References: { } form, FormSql: null } ? draft.Probe.Metadata.Form(form) : null,
    };

    private ImmutableArray<(string, LocalizedText)> OptionsOf(MemberSql member) => member switch
    {
        { StageProperty: StageProperties.Category, Pipeline: { } pipeline } => [.. pipeline.Categories.Select(c => (c.Key, c.Title))],
        { StagesOf: { } pipeline } => StagesOf(pipeline),
        { Field: { Type: StageFieldType } stage } => StagesOf(draft.Probe.Metadata.PipelineOf(stage)),
        { Field: { Options.IsEmpty: false } field } => [.. field.Options.Select(o => (o.Key, o.Title))],
        _ => [],
    };

    private static ImmutableArray<(string, LocalizedText)> StagesOf(PipelineModel? pipeline) => [.. (pipeline?.Stages ?? []).Select(s => (s.Key, s.Title))];

    private static LocalizedText TitleOf(MemberSql member) =>
        member.Field?.Title ?? SystemLabels.For(member.StageProperty is null ? member.Path.Split('.')[^1] : "stage." + member.StageProperty);

    private LocalizedText LabelOf(GroupMeasure figure) => figure switch
    {
        AggregateMeasure { Member: { } member } => TitleOf(draft.Members[member]),
        AggregateMeasure => SystemLabels.For("$count"),
        _ => SystemLabels.For("$ratio"),
    };

    private string TypeOf(GroupMeasure figure) => figure switch
    {
        AggregateMeasure { Aggregate: Aggregate.Count or Aggregate.CountDistinct } => "integer",
        AggregateMeasure { Aggregate: Aggregate.Avg, Member: { } member } => TypeOf(draft.Members[member]) is "integer" ? "decimal" : TypeOf(draft.Members[member]),
        AggregateMeasure { Member: { } member } => TypeOf(draft.Members[member]),
        _ => "ratio",
    };

    private static string TypeOf(MemberSql member) => member switch
    {
        { Field: { } field } => field.Type.Key,
        { References: BuiltInForms.User, Kind: ColumnKind.Reference } => "user",
        { References: not null } => "relation",
        { StageProperty: "probability" } => "percent",
        { StagesOf: not null } => "stage",
        _ => member.Kind switch
        {
            ColumnKind.Date => "date",
            ColumnKind.Instant => "dateTime",
            ColumnKind.Integer => "integer",
            ColumnKind.Decimal => "decimal",
            ColumnKind.Boolean => "boolean",
            _ => "text",
        },
    };
}
