using System.Text;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Properties of a record's stage: <c>stage.kind</c>, <c>stage.order</c>, <c>stage.probability</c>, translated to a CASE over stage keys.</summary>
internal static class StageMembers
{
    public static MemberSql? Resolve(QueryBuilder query, FormModel form, string alias, FieldDefinition field, string property, string path)
    {
        if (query.Metadata.PipelineOf(field) is not { } pipeline)
            return null;
        var (kind, scale) = property switch
        {
            "kind" => (ColumnKind.Text, 0),
            "order" => (ColumnKind.Integer, 0),
            "probability" => (ColumnKind.Decimal, 2),
            _ => (default(ColumnKind?), 0),
        };
        if (kind is null)
            return null;
        return new MemberSql
        {
            Path = path,
            Sql = Case(query, pipeline, $"{alias}.{query.Dialect.Quote(field.Column)}", property, kind.Value, scale),
            Kind = kind.Value,
            Scale = scale,
            Form = form,
            Alias = alias,
            StageProperty = property,
        };
    }

    public static object Value(StageModel stage, string property) => property switch
    {
        "kind" => stage.Kind.ToString().ToLowerInvariant(),
        "order" => (long)stage.Order,
        _ => stage.Probability,
    };

    private static string Case(QueryBuilder query, PipelineModel pipeline, string column, string property, ColumnKind kind, int scale)
    {
        var sql = new StringBuilder("CASE ").Append(column);
        foreach (var stage in pipeline.Stages)
            sql.Append(" WHEN ").Append(query.Parameter(stage.Key)).Append(" THEN ").Append(query.Parameter(kind, Value(stage, property), scale));
        return sql.Append(" END").ToString();
    }
}
