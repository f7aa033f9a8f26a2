using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// Fetches what expressions read beyond the record itself before they run: fields of related records
/// (<c>account.industry</c>; one query per relation), properties of its stage, and aggregates over records that point to it.
/// Rules judge facts, not what their subject may see, so all are read without the actor's row rules; <see cref="SeenAsync"/> is the exception.
/// </summary>
public sealed class RelatedValues(RecordStore store)
{
    public async Task LoadAsync(RecordChange change, CheckedExpression expression, CancellationToken ct)
    {
        foreach (var member in expression.Members)
            if (change.Form.Field(member) is { IsLive: true, Formula: { } formula })
                await LoadAsync(change, formula, ct);
        var wanted = expression.Members.Where(m => m.Contains('.') && !change.Related.ContainsKey(m)).GroupBy(m => m.Split('.')[0]).ToList();
        foreach (var group in wanted)
        {
            if (change.Form.Field(group.Key) is { Type: StageFieldType } stage)
                foreach (var path in group)
                    change.Related[path] = await StageValueAsync(change, stage, path, ct);
            else
                await LoadAsync(change, group.Key, [.. group], ct);
        }
        foreach (var node in expression.Aggregates.Where(n => !change.Related.ContainsKey(n.Source)))
            change.Related[node.Source] = await AggregateAsync(change, node, ct);
    }

    /// <summary>The fields of related records that an expression reads, by path, as the author of the change sees them.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> SeenAsync(RecordChange change, CheckedExpression expression, CancellationToken ct)
    {
        var seen = new Dictionary<string, object?>();
        foreach (var group in expression.Members.Where(m => m.Contains('.')).GroupBy(m => m.Split('.')[0]))
        {
            if (change.Form.Field(group.Key) is { Type: StageFieldType })
                continue;
            foreach (var path in group)
                seen[path] = null;
            if (change.After[group.Key] is not long id || TargetOf(change, group.Key) is not { } form)
                continue;
            var paths = group.ToList();
            var query = store.Query(change.Session, change.Access, form);
            // People are known to everybody, as they are where they are named.
            var conditions = form.IsUserForm ? [] : query.BaseConditions();
            var (members, sql) = Select(query, group.Key, paths, id);
            await using var reader = await query.Command(change.Session, string.Join(" AND ", conditions.Prepend(sql))).ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct))
                for (var i = 0; i < paths.Count; i++)
                    if (members[i] is { IsList: false } member)
                        seen[paths[i]] = change.Session.Dialect.FromDb(reader, i, member.Kind, member.Scale);
        }
        return seen;
    }

    private static FormModel? TargetOf(RecordChange change, string relation) =>
        (SystemMembers.Find(relation) is { IsUser: true } ? BuiltInForms.User : change.Form.Field(relation)?.Targets.FirstOrDefault()) is { } target ? change.Metadata.Form(target) : null;

    // Ends in its condition on the record, so that more may follow.
    private static (List<MemberSql?> Members, string Sql) Select(QueryBuilder query, string relation, List<string> paths, long id)
    {
        var members = paths.Select(p => query.Resolve(p[(relation.Length + 1)..])).ToList();
        return (members, $"SELECT {string.Join(", ", members.Select(m => m is null or { IsList: true } ? "NULL" : m.Sql))} {query.From} WHERE {query.RootAlias}.id = {query.Parameter(id)}");
    }

    private async Task LoadAsync(RecordChange change, string relation, List<string> paths, CancellationToken ct)
    {
        foreach (var path in paths)
            change.Related[path] = null;
        var facts = change.Request.Facts;
        if (change.After[relation] is not long id || TargetOf(change, relation) is not { } form)
            return;
        paths.RemoveAll(p => IsKnown(change, facts, form, id, relation, p));
        if (paths.Count == 0)
            return;
        var query = Query(change, form);
        var (members, sql) = Select(query, relation, paths, id);
        await using var reader = await query.Command(change.Session, sql).ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return;
        for (var i = 0; i < paths.Count; i++)
        {
            if (members[i] is { IsList: false } member)
                change.Related[paths[i]] = change.Session.Dialect.FromDb(reader, i, member.Kind, member.Scale);
            facts?.Keep(change.Metadata, form, id, paths[i][(relation.Length + 1)..], change.Related[paths[i]]);
        }
    }

    private static bool IsKnown(RecordChange change, KnownFacts? facts, FormModel form, long id, string relation, string path)
    {
        if (facts is null || !facts.TryGet(form, id, path[(relation.Length + 1)..], out var value))
            return false;
        change.Related[path] = value;
        return true;
    }

    private async Task<object?> AggregateAsync(RecordChange change, AggregateNode node, CancellationToken ct)
    {
        if (change.IsCreate)
            return node.Function is AggregateFunction.Count or AggregateFunction.Sum ? 0m : null;
        var query = Query(change, change.Form);
        object? Saved(string path) => path.Contains('.') ? change.Related.GetValueOrDefault(path) : change.After[path];
        var text = new RecordSqlTarget(query, change.Form, query.RootAlias, saved: Saved).Aggregate(node);
        var kind = node.Type switch
        {
            ExpressionType.Date => ColumnKind.Date,
            ExpressionType.Instant => ColumnKind.Instant,
            _ => ColumnKind.Decimal,
        };
        return await ScalarAsync(change, query, kind == ColumnKind.Decimal ? query.Dialect.AsNumber(text.Sql, kind) : text.Sql, kind, text.Scale, ct);
    }

    private async Task<object?> StageValueAsync(RecordChange change, FieldDefinition field, string path, CancellationToken ct)
    {
        if (change.Metadata.PipelineOf(field)?.Stage((string?)change.After[field.Key]) is not { } stage)
            return null;
        var property = path[(field.Key.Length + 1)..];
        if (property != StageProperties.Days)
            return StageProperties.Of(stage, property);
        if (change.IsCreate || change.Changes(field.Key))
            return 0m;
        var query = Query(change, change.Form);
        return await ScalarAsync(change, query, query.Resolve(path)!.Sql, ColumnKind.Integer, 0, ct);
    }

    private static async Task<object?> ScalarAsync(RecordChange change, QueryBuilder query, string value, ColumnKind kind, int scale, CancellationToken ct)
    {
        var sql = $"SELECT {value} {query.From} WHERE {query.RootAlias}.id = {query.Parameter(change.After.Id)}";
        await using var reader = await query.Command(change.Session, sql).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? change.Session.Dialect.FromDb(reader, 0, kind, scale) : null;
    }

    private QueryBuilder Query(RecordChange change, FormModel form) => store.Query(change.Session, new AccessPolicy(Actor.System, change.Metadata), form);
}
