using System.Data.Common;
using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>One change of one record, for who follows the log. Changes: through the reader's masks of today.</summary>
public sealed record LoggedChange(string Form, long Record, long? Owner, string? Stage, HistoryEntry Entry);

/// <summary>A page of the log. Next: where to go on, also after an empty page. More: there is some more already.</summary>
public sealed record ChangePage(IReadOnlyList<LoggedChange> Items, ChangeCursor Next, bool More);

/// <summary>Which records changed, each once. Next and More as of a page.</summary>
public sealed record TouchedRecords(IReadOnlyCollection<long> Records, ChangeCursor Next, bool More);

/// <summary>A place in the log; written <c>xid-seq</c>.</summary>
public sealed record ChangeCursor(ulong Xid, long Seq)
{
    public static ChangeCursor Start { get; } = new(0, 0);

    public static ChangeCursor? Parse(string text) =>
        text.Split('-') is [var xid, var seq] && ulong.TryParse(xid, NumberStyles.None, CultureInfo.InvariantCulture, out var transaction) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ChangeCursor(transaction, number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Xid}-{Seq}");
}

/// <summary>
/// Reads the change log from a cursor on, each entry once and none skipped. On PostgreSQL a later transaction may commit an
/// earlier sequence number: entries come in the order of transactions, and only once no older one is still running.
/// </summary>
public sealed class ChangeLogReader
{
    private const string Columns = "seq, version, kind, at, actor, via, reason, diff, form, record_id, owner, stage";

    // What was imported may have a past of its own.
    private const string Past = "(at < @before OR via = 'import')";

    /// <summary>Up to limit entries after a cursor, of one form or, with null, of all.</summary>
    public async Task<ChangePage> ReadAsync(ISqlSession session, AccessPolicy access, string? form, ChangeCursor after, int limit, CancellationToken ct)
    {
        var command = After(session, Columns, form is null ? "" : " AND form = @form", limit + 1, after);
        if (form is not null)
            command.With("@form", form);
        var (items, next) = (new List<LoggedChange>(), after);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (items.Count == limit)
                return new ChangePage(items, next, More: true);
            var model = access.Metadata.Form(reader.GetString(8));
            var entry = new HistoryEntry(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), (DateTimeOffset)session.Dialect.FromDb(reader, 3, ColumnKind.Instant, 0)!,
                reader.IsDBNull(4) ? null : reader.GetInt64(4), reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6),
                model is null ? [] : RecordHistory.Changes(reader.GetString(7), access, model));
            items.Add(new LoggedChange(reader.GetString(8), reader.GetInt64(9), reader.IsDBNull(10) ? null : reader.GetInt64(10), reader.IsDBNull(11) ? null : reader.GetString(11), entry));
            next = new ChangeCursor(ulong.Parse(reader.GetString(12), CultureInfo.InvariantCulture), entry.Seq);
        }
        return new ChangePage(items, next, More: false);
    }

    /// <summary>The records of a form that up to limit entries after a cursor are about.</summary>
    public async Task<TouchedRecords> TouchedAsync(ISqlSession session, string form, ChangeCursor after, int limit, CancellationToken ct)
    {
        var (records, next, read) = (new HashSet<long>(), after, 0);
        await using var reader = await After(session, "seq, record_id", " AND form = @form", limit, after).With("@form", form).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            records.Add(reader.GetInt64(1));
            next = new ChangeCursor(ulong.Parse(reader.GetString(2), CultureInfo.InvariantCulture), reader.GetInt64(0));
            read++;
        }
        return new TouchedRecords(records, next, More: read == limit);
    }

    /// <summary>Whether an entry after a cursor tells of something before an instant.</summary>
    public async Task<bool> HasPastAsync(ISqlSession session, string form, ChangeCursor after, DateTimeOffset before, CancellationToken ct) =>
        await After(session, "seq", $" AND form = @form AND {Past}", 1, after).With("@form", form).With("@before", session.Dialect.ToDb(ColumnKind.Instant, before, 0)).ExecuteScalarAsync(ct) is not null;

    /// <summary>
    /// The records of a form with something before an instant that is committed and yet beyond what a cursor can reach: a transaction
    /// of anybody, also of another database on the server, is older and still running. None where commits come in sequence.
    /// </summary>
    public async Task<IReadOnlyCollection<long>> UnsettledPastAsync(ISqlSession session, string form, DateTimeOffset before, CancellationToken ct)
    {
        if (session.Dialect.CommitsInSequence)
            return [];
        var records = new HashSet<long>();
        await using var reader = await session.Statement($"SELECT record_id FROM sys_change_entry WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND form = @form AND {Past}")
            .With("@form", form).With("@before", session.Dialect.ToDb(ColumnKind.Instant, before, 0)).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            records.Add(reader.GetInt64(0));
        return records;
    }

    // The transaction is the last column, as text.
    private static DbCommand After(ISqlSession session, string columns, string condition, int limit, ChangeCursor after)
    {
        var command = session.Statement(session.Dialect.CommitsInSequence
            ? $"SELECT {columns}, '0' FROM sys_change_entry WHERE seq > @seq{condition} ORDER BY seq LIMIT {limit}"
            : $"SELECT {columns}, xid::text FROM sys_change_entry WHERE (xid, seq) > (CAST(@xid AS xid8), @seq) AND xid < pg_snapshot_xmin(pg_current_snapshot()){condition} ORDER BY xid, seq LIMIT {limit}");
        command.With("@seq", after.Seq);
        return session.Dialect.CommitsInSequence ? command : command.With("@xid", after.Xid.ToString(CultureInfo.InvariantCulture));
    }
}
