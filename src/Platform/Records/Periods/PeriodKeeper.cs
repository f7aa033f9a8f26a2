using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>
/// Brings the periods of every tracked form up to the change log. Whatever changed since the last time is replayed from its whole log, so
/// that it does not matter how many nights were missed, in what order changes came in, or whether a change tells of the past; doing it
/// again writes nothing. One at a time; work is committed a few hundred records at a time.
/// </summary>
public sealed class PeriodKeeper(Database database, UnitOfWork work, MetadataCache metadata, ChangeLogReader log, ClockSource clock, IEnumerable<ITrackedForms> tracked) : IDisposable
{
    private const int EntriesAtOnce = 200_000;
    private const int RecordsAtOnce = 250;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes in everything that the log has. Answers how many rows were written.</summary>
    public Task<int> CatchUpAsync(CancellationToken ct) => RunAsync(form: null, always: true, ct);

    /// <summary>As <see cref="CatchUpAsync"/> for one form, when something that happened before today is not in its periods yet; for readers.</summary>
    public Task EnsureAsync(string form, CancellationToken ct) => RunAsync(form, always: false, ct);

    private async Task<int> RunAsync(string? form, bool always, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var written = 0;
            foreach (var one in Tracked().Where(t => form is null || t.Form.Key == form))
                written += await KeepAsync(one, always, ct);
            return written;
        }
        finally
        {
            _one.Release();
        }
    }

    private IEnumerable<TrackedForm> Tracked() => tracked.SelectMany(t => t.Of(metadata.Current)).GroupBy(t => t.Form.Key).Select(same => same.First() with
    {
        Members = [.. same.SelectMany(t => t.Members).Distinct().Order(StringComparer.Ordinal)],
    });

    private async Task<int> KeepAsync(TrackedForm form, bool always, CancellationToken ct)
    {
        var basis = form.Basis(clock.Zone, metadata.Current);
        var cursor = await CursorAsync(form, basis, ct);
        var written = always || cursor is null || await IsBehindAsync(form, cursor, ct) ? await FollowAsync(form, basis, cursor, ct) : 0;
        // A reader is told what is committed now. The cursor stays where it is: these come again once they are settled.
        return always ? written : written + await ReplayAsync(form, await UnsettledAsync(form, ct), ct);
    }

    private async Task<int> FollowAsync(TrackedForm form, string basis, ChangeCursor? cursor, CancellationToken ct)
    {
        var written = 0;
        for (var page = await TouchedAsync(form, cursor ?? ChangeCursor.Start, ct); ; page = await TouchedAsync(form, page.Next, ct))
        {
            written += await ReplayAsync(form, page.Records, ct);
            await work.ExecuteAsync(scope => SaveAsync(scope, form, basis, page.Next, ct), ct);
            if (!page.More)
                return written;
        }
    }

    private async Task<ChangeCursor?> CursorAsync(TrackedForm form, string basis, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var progress = await db.PeriodProgress.FirstOrDefaultAsync(p => p.Form == form.Form.Key, ct);
        return progress?.Basis == basis ? ChangeCursor.Parse(progress.Cursor) : null;
    }

    private async Task<bool> IsBehindAsync(TrackedForm form, ChangeCursor cursor, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        return await log.HasPastAsync(session, form.Form.Key, cursor, Calendar.StartOfDay(clock.Today, clock.Zone), ct);
    }

    private async Task<TouchedRecords> TouchedAsync(TrackedForm form, ChangeCursor after, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        return await log.TouchedAsync(session, form.Form.Key, after, EntriesAtOnce, ct);
    }

    private async Task<IReadOnlyCollection<long>> UnsettledAsync(TrackedForm form, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        return await log.UnsettledPastAsync(session, form.Form.Key, Calendar.StartOfDay(clock.Today, clock.Zone), ct);
    }

    private async Task<int> ReplayAsync(TrackedForm form, IReadOnlyCollection<long> records, CancellationToken ct)
    {
        var written = 0;
        foreach (var chunk in records.Order().Chunk(RecordsAtOnce))
            written += await work.ExecuteAsync(scope => ReplayAsync(scope, form, chunk, ct), ct);
        return written;
    }

    private async Task<int> ReplayAsync(CommandScope scope, TrackedForm tracked, long[] ids, CancellationToken ct)
    {
        var form = tracked.Form;
        var replay = new PeriodReplay(tracked, metadata.Current, clock.Zone);
        var there = await PeriodTable.ThereAsync(scope, form, ids, ct);
        var changes = await PeriodTable.LogAsync(scope, form.Key, ids, ct);
        var stage = metadata.Current.PipelinesOf(form).Select(p => p.Field.Key).FirstOrDefault();
        var visits = stage is null ? [] : await PeriodTable.VisitsAsync(scope, form.Key, stage, ids, ct);
        var stored = await PeriodTable.StoredAsync(scope, form.Key, ids, ct);
        var written = 0;
        foreach (var id in ids)
        {
            var wanted = there.Contains(id) ? replay.Replay(changes.GetValueOrDefault(id, []), visits.GetValueOrDefault(id, [])) : [];
            written += await PeriodTable.ReplaceAsync(scope, form.Key, id, stored.GetValueOrDefault(id, []), wanted, ct);
        }
        return written;
    }

    private static async Task SaveAsync(CommandScope scope, TrackedForm form, string basis, ChangeCursor cursor, CancellationToken ct)
    {
        await PeriodTable.SweepAsync(scope, form.Form, ct);
        if (await scope.Db.PeriodProgress.FindAsync([form.Form.Key], ct) is { } progress)
            (progress.Basis, progress.Cursor) = (basis, cursor.ToString());
        else
            scope.Db.PeriodProgress.Add(new PeriodProgress { Form = form.Form.Key, Basis = basis, Cursor = cursor.ToString() });
        await scope.Db.SaveChangesAsync(ct);
    }

    public void Dispose() => _one.Dispose();
}
