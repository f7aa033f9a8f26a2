using System.Globalization;
using System.Text;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Properties of a record's stage: <c>stage.kind</c>, <c>stage.order</c>, <c>stage.probability</c>, <c>stage.limit</c>, <c>stage.category</c>, translated to a CASE over stage keys, and from the stage history <c>stage.days</c>, <c>stage.owner</c> and <c>stage.from</c>.</summary>
internal static class StageMembers
{
    public static MemberSql? Resolve(QueryBuilder query, FormModel form, string alias, FieldDefinition field, string property, string path)
    {
        if (query.Metadata.PipelineOf(field) is not { } pipeline)
            return null;
        if (property == StageProperties.Owner)
            return new MemberSql { Path = path, Sql = query.JoinVisit(form, alias, field) + ".owner", Kind = ColumnKind.Reference, Form = form, Alias = alias, StageProperty = property, References = BuiltInForms.User };
        var (kind, scale) = property switch
        {
            StageProperties.Kind or StageProperties.Category or StageProperties.From => (ColumnKind.Text, 0),
            StageProperties.Order or StageProperties.Days or StageProperties.Limit => (ColumnKind.Integer, 0),
            StageProperties.Probability => (ColumnKind.Decimal, 2),
            _ => (default(ColumnKind?), 0),
        };
        if (kind is null)
            return null;
        return new MemberSql
        {
            Path = path,
            Sql = property switch
            {
                StageProperties.Days => Days(query, form, alias, field),
                StageProperties.From => From(query, form, alias, field),
                _ => Case(query, pipeline, $"{alias}.{query.Dialect.Quote(field.Column)}", property, kind.Value, scale),
            },
            Kind = kind.Value,
            Scale = scale,
            Form = form,
            Alias = alias,
            StageProperty = property,
            StagesOf = property == StageProperties.From ? pipeline : null,
            Pipeline = pipeline,
        };
    }

    // From the last entry of the stage history; a record without one has been where it is since it was created.
    private static string Days(QueryBuilder query, FormModel form, string alias, FieldDefinition field)
    {
        var visit = query.NextAlias();
        var entered = $"(SELECT {visit}.at FROM sys_stage_visit {visit} WHERE {visit}.form = {query.Parameter(form.Key)} AND {visit}.record_id = {alias}.id " +
            $"AND {visit}.field = {query.Parameter(field.Key)} ORDER BY {visit}.id DESC LIMIT 1)";
        return query.Dialect.WholeDays($"COALESCE({entered}, {alias}.created_at)", query.Parameter(ColumnKind.Instant, query.Clock.Now, 0));
    }

    // The stage of the visit before the last one, of those in which it really was; blank for a record that has seen one stage only.
    private static string From(QueryBuilder query, FormModel form, string alias, FieldDefinition field)
    {
        var visit = query.NextAlias();
        return $"(SELECT {visit}.\"to\" FROM sys_stage_visit {visit} WHERE {visit}.form = {query.Parameter(form.Key)} AND {visit}.record_id = {alias}.id " +
            $"AND {visit}.field = {query.Parameter(field.Key)} AND NOT {visit}.skipped ORDER BY {visit}.id DESC LIMIT 1 OFFSET 1)";
    }

    private static string Case(QueryBuilder query, PipelineModel pipeline, string column, string property, ColumnKind kind, int scale)
    {
        var sql = new StringBuilder("CASE ").Append(column);
        foreach (var stage in pipeline.Stages)
            if (StageProperties.Of(stage, property) is { } value)
                sql.Append(" WHEN ").Append(query.Parameter(stage.Key)).Append(" THEN ").Append(query.Parameter(kind, kind == ColumnKind.Integer ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : value, scale));
        return sql.Length == "CASE ".Length + column.Length ? "CAST(NULL AS " + query.Dialect.ColumnType(kind) + ")" : sql.Append(" END").ToString();
    }
}
