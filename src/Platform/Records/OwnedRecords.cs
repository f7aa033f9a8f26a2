using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>A record with its owner; Stage and Amount of the form's first pipeline where it has one and the actor may see them.</summary>
public sealed record OwnedRecord(long Id, long? Owner, string? Stage = null, decimal? Amount = null)
{
    /// <summary>The record that it points to, where it was asked for by that.</summary>
    public long? Target { get; init; }
}

/// <summary>Finds records by who owns them or by what they point to. Every statement carries the actor's row rule. Stateless.</summary>
public sealed class OwnedRecords(RecordStore store)
{
    private const int MaxList = 400;

    /// <summary>Live records of a person, by id. InReach: only those that the actor may change and whose owner is the actor or below.</summary>
    public Task<List<OwnedRecord>> OfPersonAsync(ISqlSession session, AccessPolicy access, FormModel form, long owner, Filter? filter, bool inReach, CancellationToken ct) =>
        ListAsync(session, access, form, inReach, filter, query => [$"{query.RootAlias}.owner = {query.Parameter(owner)}"], null, ct);

    /// <summary>Those of the ids that are live, by id.</summary>
    public async Task<List<OwnedRecord>> ByIdAsync(ISqlSession session, AccessPolicy access, FormModel form, IReadOnlyCollection<long> ids, bool inReach, CancellationToken ct)
    {
        var found = new List<OwnedRecord>();
        foreach (var chunk in ids.Distinct().Order().Chunk(MaxList))
            found.AddRange(await ListAsync(session, access, form, inReach, null, query => [$"{query.RootAlias}.id IN ({Parameters(query, chunk)})"], null, ct));
        return found;
    }

    /// <summary>Live records in reach that point to one of the targets through a relation, by id.</summary>
    public async Task<List<OwnedRecord>> PointingAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition relation, string targetForm, IReadOnlyCollection<long> targets, Filter? filter, CancellationToken ct)
    {
        var found = new List<OwnedRecord>();
        foreach (var chunk in targets.Distinct().Order().Chunk(MaxList))
            found.AddRange(await ListAsync(session, access, form, true, filter, query => Pointing(query, relation, targetForm, chunk), relation, ct));
        return found;
    }

    private static List<string> Pointing(QueryBuilder query, FieldDefinition relation, string targetForm, long[] targets)
    {
        List<string> conditions = [$"{query.RootAlias}.{query.Dialect.Quote(relation.Column)} IN ({Parameters(query, targets)})"];
        if (relation.Type.Shape == FieldShape.PolymorphicReference)
            conditions.Add($"{query.RootAlias}.{query.Dialect.Quote(relation.Column + "_form")} = {query.Parameter(targetForm)}");
        return conditions;
    }

    private async Task<List<OwnedRecord>> ListAsync(ISqlSession session, AccessPolicy access, FormModel form, bool inReach, Filter? filter, Func<QueryBuilder, List<string>> which, FieldDefinition? relation, CancellationToken ct)
    {
        var query = store.Query(session, access, form);
        var conditions = query.BaseConditions(inReach ? RecordAction.Update : RecordAction.Read);
        if (inReach && !access.Actor.IsUnbound)
            conditions.Add($"({query.RootAlias}.owner IS NULL OR {query.RootAlias}.owner IN ({query.Below()}))");
        conditions.AddRange(which(query));
        if (FilterCompiler.Compile(query, filter) is { } condition)
            conditions.Add(condition);
        var (field, pipeline) = access.Metadata.PipelinesOf(form).FirstOrDefault();
        var stage = field is null ? null : query.Resolve(field.Key);
        var amount = pipeline?.AmountField is { } key ? query.Resolve(key) : null;
        var target = relation is null ? "NULL" : $"{query.RootAlias}.{session.Dialect.Quote(relation.Column)}";
        var sql = $"SELECT {query.RootAlias}.id, {query.RootAlias}.owner, {target}, {stage?.Sql ?? "NULL"}, {amount?.Sql ?? "NULL"} {query.From} WHERE {string.Join(" AND ", conditions)} ORDER BY {query.RootAlias}.id";
        var found = new List<OwnedRecord>();
        await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found.Add(new OwnedRecord(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(3) ? null : reader.GetString(3),
                amount is null || reader.IsDBNull(4) ? null : Convert.ToDecimal(session.Dialect.FromDb(reader, 4, amount.Kind, amount.Scale)))
            { Target = reader.IsDBNull(2) ? null : reader.GetInt64(2) });
        return found;
    }

    private static string Parameters(QueryBuilder query, long[] ids) => string.Join(", ", ids.Select(id => query.Parameter(id)));
}
