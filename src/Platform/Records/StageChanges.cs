using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>What happened to records of a pipeline: created into it, moved on among open stages, won, lost.</summary>
public enum StageChangeKind
{
    New,
    Moved,
    Won,
    Lost,
}

/// <summary>Records with one kind of change, each once, with the sum of their present amounts: 0 over no records, null when none of them has one or the reader may not see it.</summary>
public sealed record StageChange(StageChangeKind Kind, IReadOnlyList<long> Ids, decimal? Amount);

/// <summary>Reads the stage history of the records that the reader may see. Imported history is no news and left out.</summary>
public sealed class StageChanges(ClockSource clock)
{
    /// <summary>Every kind, in order, with nothing in it where nothing happened.</summary>
    public async Task<IReadOnlyList<StageChange>> SinceAsync(ISqlSession session, AccessPolicy access, PipelineModel pipeline, DateTimeOffset since, CancellationToken ct)
    {
        var form = access.Metadata.Form(pipeline.Form)!;
        var query = new QueryBuilder(session.Dialect, access, form, clock.For(access.Actor));
        var amount = pipeline.AmountField is { } key ? query.Resolve(key) : null;
        var conditions = query.BaseConditions();
        conditions.Add($"v.form = {query.Parameter(form.Key)} AND v.field = {query.Parameter(pipeline.Field)} AND v.at >= {query.Parameter(ColumnKind.Instant, since, 0)} AND v.via <> 'import'");
        var sql = $"SELECT v.record_id, v.\"from\", v.\"to\", {amount?.Sql ?? "NULL"} {query.From} JOIN sys_stage_visit v ON v.record_id = {query.RootAlias}.id WHERE {string.Join(" AND ", conditions)} ORDER BY v.id";
        var found = Enum.GetValues<StageChangeKind>().ToDictionary(k => k, _ => new Dictionary<long, decimal?>());
        await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            if (KindOf(pipeline, reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2)) is { } kind)
                found[kind][reader.GetInt64(0)] = amount is not null && session.Dialect.FromDb(reader, 3, amount.Kind, amount.Scale) is { } value ? Convert.ToDecimal(value) : null;
        return [.. found.Select(f => new StageChange(f.Key, [.. f.Value.Keys], amount is null ? null : SumOf(f.Value.Values)))];
    }

    private static decimal? SumOf(IReadOnlyCollection<decimal?> amounts) => amounts.Count > 0 && amounts.All(a => a is null) ? null : amounts.Sum();

    private static StageChangeKind? KindOf(PipelineModel pipeline, string? from, string to) => pipeline.Stage(to)?.Kind switch
    {
        StageKind.Won => StageChangeKind.Won,
        StageKind.Lost => StageChangeKind.Lost,
        StageKind.Open => from is null ? StageChangeKind.New : StageChangeKind.Moved,
        _ => null,
    };
}
