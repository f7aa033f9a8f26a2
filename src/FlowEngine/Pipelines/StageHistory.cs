using System.Globalization;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>
/// Appends stage changes to their history with what was forecast at that moment. Skipped stages get a row with no dwell,
/// so that a funnel can count them. A historical record's visits carry the dates of its stages' date fields.
/// </summary>
public sealed class StageHistory(ClockSource clock) : IRecordEffect
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var move in change.Moves)
        {
            var (cycle, since) = await LastAsync(change, move, ct);
            if (StagePath.KindOf(move.From, move.To) == MoveKind.Reopen)
                cycle++;
            if (change.Request.LacksPast)
                await AppendPastAsync(change, move, cycle, since, ct);
            else
                await AppendNowAsync(change, move, cycle, since, ct);
        }
    }

    private static async Task AppendNowAsync(RecordChange change, StageMove move, int cycle, DateTimeOffset? since, CancellationToken ct)
    {
        var dwell = since is { } entered ? (long)Math.Max(0, (change.Now - entered).TotalSeconds) : (long?)null;
        var from = move.From;
        foreach (var skipped in StagePath.Skipped(move))
        {
            await InsertAsync(change, move, from, skipped, change.Now, cycle, dwell, skipped: true, ct);
            (from, dwell) = (skipped, 0);
        }
        await InsertAsync(change, move, from, move.To, change.Now, cycle, dwell, skipped: false, ct);
    }

    // From the dated stages on the way (such as "engaged on") to the present one; on an update those before it are already told.
    private async Task AppendPastAsync(RecordChange change, StageMove move, int cycle, DateTimeOffset? since, CancellationToken ct)
    {
        var from = move.From;
        foreach (var (stage, day) in Visits(change, move))
        {
            var at = day is { } known ? Platform.Querying.Calendar.StartOfDay(known, clock.Zone) : since ?? change.Now;
            await InsertAsync(change, move, from, stage, at, cycle, since is { } start ? (long)Math.Max(0, (at - start).TotalSeconds) : null, skipped: false, ct);
            (from, since) = (stage, at);
        }
    }

    private static IEnumerable<(StageModel Stage, DateOnly? Day)> Visits(RecordChange change, StageMove move) =>
        move.Pipeline.Stages
            .Where(s => s.Key == move.To.Key || (s.IsOpen && s.Order > (move.From?.Order ?? -1) && (s.Order < move.To.Order || !move.To.IsOpen) && s.DateField is not null && change.After[s.DateField] is DateOnly))
            .Select(s => (s, s.DateField is { } field ? (DateOnly?)change.After[field] : null));

    private static async Task<(int Cycle, DateTimeOffset? Since)> LastAsync(RecordChange change, StageMove move, CancellationToken ct)
    {
        if (change.IsCreate)
            return (1, null);
        if (change.Earlier is not null)
            return LastInPast(change, move);
        var command = change.Scope.Statement("SELECT cycle, at FROM sys_stage_visit WHERE form = @form AND record_id = @id AND field = @field ORDER BY id DESC LIMIT 1")
            .With("@form", change.Form.Key).With("@id", change.After.Id).With("@field", move.Field.Key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (reader.GetInt32(0), (DateTimeOffset?)change.Scope.Dialect.FromDb(reader, 1, ColumnKind.Instant, 0))
            : (1, change.After.CreatedAt);
    }

    // The visits of the same life, which stand in no table yet.
    private static (int Cycle, DateTimeOffset? Since) LastInPast(RecordChange change, StageMove move)
    {
        var (cycle, since) = (1, (DateTimeOffset?)null);
        for (var earlier = change.Earlier; earlier is not null; earlier = earlier.Earlier)
            foreach (var before in earlier.Moves.Where(m => m.Field.Key == move.Field.Key))
            {
                since ??= earlier.Now;
                cycle += StagePath.KindOf(before.From, before.To) == MoveKind.Reopen ? 1 : 0;
            }
        return (cycle, since ?? change.After.CreatedAt);
    }

    private static async Task InsertAsync(RecordChange change, StageMove move, StageModel? from, StageModel to, DateTimeOffset at, int cycle, long? dwell, bool skipped, CancellationToken ct)
    {
        const string sql = "INSERT INTO sys_stage_visit (form, field, record_id, cycle, \"from\", \"to\", at, actor, via, amount, close_date, probability_before, probability_after, dwell_seconds, skipped, reason, owner) " +
            "VALUES (@form, @field, @id, @cycle, @from, @to, @at, @actor, @via, @amount, @close, @before, @after, @dwell, @skipped, @reason, @owner)";
        var dialect = change.Scope.Dialect;
        await change.Scope.PostAsync(change.Scope.Statement(sql)
            .With("@form", change.Form.Key).With("@field", move.Field.Key).With("@id", change.After.Id).With("@cycle", (long)cycle)
            .With("@from", from?.Key).With("@to", to.Key).With("@at", dialect.ToDb(ColumnKind.Instant, at, 0))
            .With("@actor", change.After.UpdatedBy).With("@via", change.Request.Via)
            .With("@amount", Text(move.Pipeline.AmountField, change.After)).With("@close", Text(move.Pipeline.BoardSort, change.After))
            .With("@before", Text(move.Pipeline.ProbabilityField, change.Before)).With("@after", Text(move.Pipeline.ProbabilityField, change.After))
            .With("@dwell", dwell).With("@skipped", dialect.ToDb(ColumnKind.Boolean, skipped, 0)).With("@reason", change.Request.Reason).With("@owner", change.After.Owner), ct);
    }

    private static string? Text(string? key, RecordData? record) => key is null ? null : record?[key.TrimStart('-')] switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
