using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Expressions over the records of one table of a statement. Members are resolved without masks: a rule or a formula may
/// look at what its reader may not. Rows of other tables are those that the actor may read.
/// </summary>
/// <param name="outer">For the records of a list: the target of the record that asks.</param>
/// <param name="saved">For a record that is being saved: its values by path, which the table does not hold yet; null reads the table.</param>
internal sealed class RecordSqlTarget(QueryBuilder query, FormModel form, string alias, RecordSqlTarget? outer = null, Func<string, object?>? saved = null) : IExpressionSqlTarget
{
    public ExpressionSqlDialect Dialect => query.Dialect is PostgreSqlDialect ? ExpressionSqlDialect.PostgreSql : ExpressionSqlDialect.Sqlite;

    public string Column(string path) => Outer(path) is { } asked ? outer!.Shown(asked) : Member(path).Sql;

    public ColumnShape ShapeOf(string path) => Outer(path) is { } asked ? outer!.ShapeOf(asked) : new(query.Dialect is SqliteDialect ? Member(path).Scale : 0);

    public string ListIncludes(string path, string valueSql) =>
        $"EXISTS (SELECT 1 FROM {Member(path).LinkTable} x WHERE x.record_id = {Member(path).Sql} AND x.value = {valueSql})";

    public string ListIsEmpty(string path) => $"NOT EXISTS (SELECT 1 FROM {Member(path).LinkTable} x WHERE x.record_id = {Member(path).Sql})";

    public ExpressionSqlText Aggregate(AggregateNode node)
    {
        var list = RelatedLists.Find(query.Metadata, form, node.List) ?? throw new InvalidOperationException($"The checked list '{node.List}' does not resolve.");
        var inner = query.SubQuery(list.Form);
        var target = new RecordSqlTarget(inner, list.Form, inner.RootAlias, this);
        var value = node.Path is null ? null : target.Member(node.Path);
        var conditions = inner.BaseConditions();
        conditions.Add(PointsHere(inner, list));
        if (node.Condition is { } condition)
            conditions.Add(ExpressionSql.Translate(condition, target).Sql);
        var scale = query.Dialect is SqliteDialect && value is { Kind: ColumnKind.Decimal } ? value.Scale : 0;
        return new ExpressionSqlText($"(SELECT {Function(query.Dialect, node, value)} {inner.From} WHERE {string.Join(" AND ", conditions)})", scale);
    }

    public string Parameter(object? value, ExpressionType type) => value switch
    {
        DateOnly day => query.Parameter(ColumnKind.Date, day, 0),
        DateTimeOffset instant => query.Parameter(ColumnKind.Instant, instant, 0),
        bool flag => query.Parameter(ColumnKind.Boolean, flag, 0),
        _ => query.Parameter(value),
    };

    public string Today() => query.Parameter(ColumnKind.Date, query.Clock.Today, 0);

    public string Now() => query.Parameter(ColumnKind.Instant, query.Clock.Now, 0);

    public bool HasRole(string role) => query.Access.Actor.Roles.Contains(role);

    public bool IsMember(string team) => false; // teams by key arrive with team rules; until then nobody is a member

    private string? Outer(string path) =>
        outer is not null && path.StartsWith(AggregateNode.Outer, StringComparison.Ordinal) ? path[AggregateNode.Outer.Length..] : null;

    // What a list's condition sees of the record that asks.
    private string Shown(string path)
    {
        if (saved is null)
            return Column(path);
        var member = Member(path);
        var value = saved(path) is { } known ? query.Parameter(member.Kind, known, member.Scale) : "NULL";
        return $"CAST({value} AS {query.Dialect.ColumnType(member.Kind)})";
    }

    private string PointsHere(QueryBuilder inner, RelatedList list)
    {
        var relation = list.Relation;
        var (record, column) = (inner.RootAlias, query.Dialect.Quote(relation.Column));
        return relation.Type.Shape switch
        {
            FieldShape.Links => $"EXISTS (SELECT 1 FROM {query.Dialect.Quote(list.Form.LinkTable(relation))} x WHERE x.record_id = {record}.id AND x.value = {alias}.id)",
            FieldShape.PolymorphicReference => $"{record}.{column} = {alias}.id AND {record}.{query.Dialect.Quote(relation.Column + "_form")} = {query.Parameter(form.Key)}",
            _ when relation.IsSystem => $"{record}.owner = {alias}.id",
            _ => $"{record}.{column} = {alias}.id",
        };
    }

    private static string Function(SqlDialect dialect, AggregateNode node, MemberSql? value) => node.Function switch
    {
        AggregateFunction.Count => "COUNT(*)",
        AggregateFunction.Sum => dialect.InnerSum(value!.Sql),
        AggregateFunction.Min => $"MIN({value!.Sql})",
        _ => $"MAX({value!.Sql})",
    };

    private MemberSql Member(string path) => query.Resolve(form, alias, path, unmasked: true)
        ?? throw new InvalidOperationException($"The checked member '{path}' does not resolve.");
}
