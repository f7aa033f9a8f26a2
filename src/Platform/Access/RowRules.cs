using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Access;

/// <summary>
/// Compiles who may see or change which rows into a condition on a table reference. Every table that a query touches
/// gets its condition from here; there is no other place.
/// </summary>
public static class RowRules
{
    /// <summary>
    /// The condition on rows of a form under an alias; null when every row is allowed, <c>1=0</c> when none is. Nobody
    /// changes or deletes what they can't read, however wide that rule of theirs is.
    /// </summary>
    public static string? Compile(QueryBuilder query, FormModel form, string alias, RecordAction action)
    {
        var policy = query.Access;
        if (policy.Actor.IsUnbound)
            return null;
        if (!policy.May(form, action))
            return "1=0";
        if (form.AccessFollows is { } relation && form.Field(relation) is { } field)
            return Follow(query, form, alias, field);
        var rule = Scoped(query, form, alias, action);
        if (action is not (RecordAction.Update or RecordAction.Delete) || Scoped(query, form, alias, RecordAction.Read) is not { } readable || readable == rule)
            return rule;
        return rule is null ? readable : $"({rule} AND {readable})";
    }

    private static string? Scoped(QueryBuilder query, FormModel form, string alias, RecordAction action)
    {
        var scopes = query.Access.Scopes(form, action).ToList();
        if (scopes.Any(s => s.IsAll))
            return null;
        var parts = new HashSet<string>();
        foreach (var scope in scopes)
        {
            foreach (var name in scope.Names.Order()) // a set has no order, a statement should have one
                if (Named(query, form, alias, name) is { } part)
                    parts.Add(part);
            if (scope.When is { } source)
                parts.Add(query.RowExpression(form, alias, source));
        }
        return parts.Count == 0 ? "1=0" : $"({string.Join(" OR ", parts)})";
    }

    private static string? Named(QueryBuilder query, FormModel form, string alias, string scope)
    {
        // A person's own record is the person's, whoever is noted as its owner.
        var owner = $"{alias}.{(form.IsUserForm ? "id" : "owner")}";
        return scope switch
        {
            "own" => $"{owner} = {query.Me()}",
            "below" => $"{owner} IN ({query.Below()})",
            "team" => $"{owner} IN ({query.MyTeam()})",
            "collaborating" => Collaborating(query, form, alias),
            _ => null,
        };
    }

    private static string? Collaborating(QueryBuilder query, FormModel form, string alias)
    {
        var fields = form.Fields.Where(f => f.GrantsAccess && f.Type.Shape == FieldShape.Links).ToList();
        if (fields.Count == 0)
            return null;
        return string.Join(" OR ", fields.Select(f =>
            $"EXISTS (SELECT 1 FROM {query.Dialect.Quote(form.LinkTable(f))} c WHERE c.record_id = {alias}.id AND c.value = {query.Me()})"));
    }

    // Whoever sees the record that this one belongs to sees and keeps this one; a free one belongs to its owner and those above.
    private static string Follow(QueryBuilder query, FormModel form, string alias, FieldDefinition relation)
    {
        var column = $"{alias}.{query.Dialect.Quote(relation.Column)}";
        var parts = new List<string> { $"({column} IS NULL AND {alias}.owner IN ({query.Below()}))" };
        foreach (var key in relation.Targets)
        {
            if (query.Metadata.Form(key) is not { } target || target.Key == form.Key)
                continue;
            var inner = query.NextAlias();
            var rule = Compile(query, target, inner, RecordAction.Read);
            var ofForm = relation.Type.Shape == FieldShape.PolymorphicReference
                ? $"{alias}.{query.Dialect.Quote(relation.Column + "_form")} = {query.Parameter(key)} AND "
                : "";
            parts.Add($"({ofForm}EXISTS (SELECT 1 FROM {query.Dialect.Quote(target.Table)} {inner} WHERE {inner}.id = {column} AND {inner}.deleted_at IS NULL{And(rule)}))");
        }
        return $"({string.Join(" OR ", parts)})";
    }

    private static string And(string? rule) => rule is null ? "" : " AND " + rule;
}
