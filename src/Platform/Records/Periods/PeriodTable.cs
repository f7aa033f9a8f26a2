using System.Globalization;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>The statements of making periods: what a record's log and history say, what is stored, and the difference.</summary>
internal static class PeriodTable
{
    /// <summary>The log of records, each in the order of its versions.</summary>
    public static async Task<Dictionary<long, List<LoggedState>>> LogAsync(ISqlSession session, string form, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var command = session.Statement($"SELECT record_id, kind, at, diff FROM sys_change_entry WHERE form = @form AND record_id IN ({Among(ids)}) ORDER BY record_id, version, seq").With("@form", form);
        var log = new Dictionary<long, List<LoggedState>>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            Add(log, reader.GetInt64(0), new LoggedState(reader.GetString(1), (DateTimeOffset)session.Dialect.FromDb(reader, 2, ColumnKind.Instant, 0)!, reader.GetString(3)));
        return log;
    }

    /// <summary>The stages that records entered, each in their order; those only passed over are left out.</summary>
    public static async Task<Dictionary<long, List<EarlierVisit>>> VisitsAsync(ISqlSession session, string form, string field, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var command = session.Statement($"SELECT record_id, at, \"to\", amount, owner FROM sys_stage_visit WHERE form = @form AND field = @field AND skipped = @no AND record_id IN ({Among(ids)}) ORDER BY record_id, at, id")
            .With("@form", form).With("@field", field).With("@no", session.Dialect.ToDb(ColumnKind.Boolean, false, 0));
        var visits = new Dictionary<long, List<EarlierVisit>>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            Add(visits, reader.GetInt64(0), new EarlierVisit((DateTimeOffset)session.Dialect.FromDb(reader, 1, ColumnKind.Instant, 0)!, reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetInt64(4)));
        return visits;
    }

    /// <summary>Which of the records there are, the recycle bin included.</summary>
    public static async Task<HashSet<long>> ThereAsync(ISqlSession session, FormModel form, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var there = new HashSet<long>();
        await using var reader = await session.Statement($"SELECT id FROM {session.Dialect.Quote(form.Table)} WHERE id IN ({Among(ids)})").ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            there.Add(reader.GetInt64(0));
        return there;
    }

    public static async Task<Dictionary<long, List<Period>>> StoredAsync(ISqlSession session, string form, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var command = session.Statement($"SELECT record_id, valid_from, valid_to, stage, state FROM sys_record_period WHERE form = @form AND record_id IN ({Among(ids)}) ORDER BY record_id, valid_from").With("@form", form);
        var stored = new Dictionary<long, List<Period>>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            Add(stored, reader.GetInt64(0), new Period((DateOnly)session.Dialect.FromDb(reader, 1, ColumnKind.Date, 0)!, (DateOnly)session.Dialect.FromDb(reader, 2, ColumnKind.Date, 0)!, reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4)));
        return stored;
    }

    /// <summary>Makes the stored periods of a record equal to others; what they have in common at the beginning stays untouched. Answers how many rows were written.</summary>
    public static async Task<int> ReplaceAsync(CommandScope scope, string form, long id, IReadOnlyList<Period> stored, IReadOnlyList<Period> wanted, CancellationToken ct)
    {
        var same = 0;
        while (same < stored.Count && same < wanted.Count && stored[same] == wanted[same])
            same++;
        if (same < stored.Count)
            await scope.PostAsync(scope.Statement("DELETE FROM sys_record_period WHERE form = @form AND record_id = @id AND valid_from >= @from")
                .With("@form", form).With("@id", id).With("@from", Day(scope, stored[same].From)), ct);
        foreach (var period in wanted.Skip(same))
            await scope.PostAsync(scope.Statement("INSERT INTO sys_record_period (form, record_id, valid_from, valid_to, stage, state) VALUES (@form, @id, @from, @to, @stage, @state)")
                .With("@form", form).With("@id", id).With("@from", Day(scope, period.From)).With("@to", Day(scope, period.To)).With("@stage", period.Stage).With("@state", period.State), ct);
        return stored.Count - same + wanted.Count - same;
    }

    /// <summary>Takes away the periods of records that are no more at all.</summary>
    public static Task SweepAsync(CommandScope scope, FormModel form, CancellationToken ct) => scope.PostAsync(
        scope.Statement($"DELETE FROM sys_record_period WHERE form = @form AND NOT EXISTS (SELECT 1 FROM {scope.Dialect.Quote(form.Table)} r WHERE r.id = sys_record_period.record_id)").With("@form", form.Key), ct);

    private static object Day(ISqlSession session, DateOnly day) => session.Dialect.ToDb(ColumnKind.Date, day, 0);

    private static string Among(IReadOnlyList<long> ids) => string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));

    private static void Add<T>(Dictionary<long, List<T>> lists, long id, T item)
    {
        if (!lists.TryGetValue(id, out var list))
            lists[id] = list = [];
        list.Add(item);
    }
}
