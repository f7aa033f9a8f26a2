using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Fetches what expressions read from other records (<c>account.industry</c>) before they run; one query per relation.</summary>
public sealed class RelatedValues(RecordStore store)
{
    public async Task LoadAsync(RecordChange change, CheckedExpression expression, CancellationToken ct)
    {
        var wanted = expression.Members.Where(m => m.Contains('.') && !change.Related.ContainsKey(m)).GroupBy(m => m.Split('.')[0]).ToList();
        foreach (var group in wanted)
        {
            if (change.Form.Field(group.Key) is { Type: StageFieldType } stage)
                foreach (var path in group)
                    change.Related[path] = StageValue(change, stage, path);
            else
                await LoadAsync(change, group.Key, [.. group], ct);
        }
    }

    private async Task LoadAsync(RecordChange change, string relation, List<string> paths, CancellationToken ct)
    {
        foreach (var path in paths)
            change.Related[path] = null;
        var facts = change.Request.Facts;
        var target = SystemMembers.Find(relation) is { IsUser: true } ? BuiltInForms.User : change.Form.Field(relation)?.Targets.FirstOrDefault();
        if (change.After[relation] is not long id || target is null || change.Metadata.Form(target) is not { } form)
            return;
        paths.RemoveAll(p => IsKnown(change, facts, form, id, relation, p));
        if (paths.Count == 0)
            return;
        // Rules judge facts, not what their subject may see.
        var query = store.Query(change.Session, new AccessPolicy(Actor.System, change.Metadata), form);
        var members = paths.Select(p => query.Resolve(p[(relation.Length + 1)..])).ToList();
        var sql = $"SELECT {string.Join(", ", members.Select(m => m is null or { IsList: true } ? "NULL" : m.Sql))} {query.From} WHERE {query.RootAlias}.id = {query.Parameter(id)}";
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

    private static object? StageValue(RecordChange change, FieldDefinition field, string path)
    {
        if (change.Metadata.PipelineOf(field)?.Stage((string?)change.After[field.Key]) is not { } stage)
            return null;
        return path[(field.Key.Length + 1)..] switch
        {
            "kind" => stage.Kind.ToString().ToLowerInvariant(),
            "order" => (decimal)stage.Order,
            "probability" => stage.Probability,
            _ => null,
        };
    }
}
