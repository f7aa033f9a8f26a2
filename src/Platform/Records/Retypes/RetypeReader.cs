using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>
/// Reads the rows of a form and says what becomes of one field's values, those in the recycle bin included. Changes nothing.
/// Column: where the values go; null while there is none.
/// </summary>
public sealed class RetypeReader(FormModel form, FieldRetype retype, string? column, TextFormat format)
{
    private readonly FieldConversion _conversion = new(retype.From, retype.To, format);
    private readonly HashSet<long> _touched = [];
    private long _touchedUpTo = -1;

    public FieldRetype Retype { get; } = retype;

    public FieldConversion Conversion => _conversion;

    /// <summary>At most limit rows after an id, in order of ids.</summary>
    public async Task<List<RetypedRow>> AfterAsync(ISqlSession session, long after, int limit, CancellationToken ct)
    {
        await LearnTouchedAsync(session, ct);
        return await ReadAsync(session, session.Statement($"{Select(session.Dialect)} WHERE r.id > @after ORDER BY r.id LIMIT {limit}").With("@after", after), ct);
    }

    /// <summary>The rows that were written after an entry of the change log, a part at a time.</summary>
    public async IAsyncEnumerable<List<RetypedRow>> SinceAsync(ISqlSession session, long seq, [EnumeratorCancellation] CancellationToken ct)
    {
        await LearnTouchedAsync(session, ct);
        var ids = await IdsAsync(session.Statement("SELECT DISTINCT record_id FROM sys_change_entry WHERE seq > @seq AND form = @form").With("@seq", seq).With("@form", form.Key), ct);
        foreach (var part in ids.Chunk(400))
            yield return await ReadAsync(session, session.Statement($"{Select(session.Dialect)} WHERE r.id IN ({string.Join(", ", part)}) ORDER BY r.id"), ct);
    }

    // Who wrote the field since it left its former column, so that it must not simply come back from there.
    private async Task LearnTouchedAsync(ISqlSession session, CancellationToken ct)
    {
        if (Retype.Back?.RetiredSeq is not { } left)
            return;
        var last = await LastSeqAsync(session, ct);
        var command = session.Statement("SELECT DISTINCT record_id FROM sys_change_entry WHERE seq > @seq AND form = @form AND diff LIKE @field")
            .With("@seq", Math.Max(left, _touchedUpTo)).With("@form", form.Key).With("@field", $"%\"{Retype.To.Id}\":[%");
        _touched.UnionWith(await IdsAsync(command, ct));
        // Where rows become visible out of order the next look begins at the start again.
        _touchedUpTo = session.Dialect.CommitsInSequence ? last : -1;
    }

    public static async Task<long> LastSeqAsync(ISqlSession session, CancellationToken ct) =>
        Convert.ToInt64(await session.Statement("SELECT COALESCE(MAX(seq), 0) FROM sys_change_entry").ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);

    private static async Task<List<long>> IdsAsync(DbCommand command, CancellationToken ct)
    {
        var ids = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private string Select(SqlDialect dialect) =>
        $"SELECT r.id, CASE WHEN r.deleted_at IS NULL THEN 0 ELSE 1 END, {StoredField.Sql(dialect, form, Retype.From)}, {(column is null ? "NULL" : StoredField.Sql(dialect, form, Retype.To with { Column = column }))} FROM {dialect.Quote(form.Table)} r";

    private async Task<List<RetypedRow>> ReadAsync(ISqlSession session, DbCommand command, CancellationToken ct)
    {
        var rows = new List<RetypedRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(Judge(reader.GetInt64(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture) != 0,
                StoredField.Read(session.Dialect, reader, 2, Retype.From), column is null ? null : StoredField.Read(session.Dialect, reader, 3, Retype.To)));
        return rows;
    }

    private RetypedRow Judge(long id, bool isDeleted, object? old, object? present)
    {
        if (Retype.Back is not null && !_touched.Contains(id) && (present is not null || old is null) && Fits(present))
            return new RetypedRow(id, isDeleted, old, present, present, present is null ? RetypeVerdict.Blank : RetypeVerdict.Returns, null);
        if (old is null)
            return new RetypedRow(id, isDeleted, null, present, null, RetypeVerdict.Blank, null);
        var problems = new List<Problem>();
        var value = _conversion.Convert(old, problems);
        return problems.Count > 0
            ? new RetypedRow(id, isDeleted, old, present, null, RetypeVerdict.Fails, problems[0])
            : new RetypedRow(id, isDeleted, old, present, value, value is null ? RetypeVerdict.Blank : RetypeVerdict.Converts, null);
    }

    // A choice that is no longer offered must not come back.
    private bool Fits(object? present) => (present, Retype.To.Type) switch
    {
        (string key, SelectFieldType) => Retype.To.Option(key) is not null,
        (IReadOnlyList<string> keys, MultiSelectFieldType) => keys.All(k => Retype.To.Option(k) is not null),
        _ => true,
    };
}
