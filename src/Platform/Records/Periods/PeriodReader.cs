using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>
/// A period of a record that the reader may read now. Values: by member, as fields have them; blanks are left out. IsDeleted: it lies in the
/// recycle bin now. StageNow: its stage now.
/// </summary>
public sealed record RecordState(long Record, DateOnly From, DateOnly To, IReadOnlyDictionary<string, object> Values, string? StageNow, bool IsDeleted);

/// <summary>Reads periods through the reader's row rule of today. The caller has made sure that none of the members is hidden from them.</summary>
public sealed class PeriodReader
{
    /// <summary>
    /// Every period that touches the days from one to another, both included, of records that are in one of the stages now or were on at least one
    /// of these days (a stage of another pipeline than the form's first: of all records); by record, in order of time. Records that have been moved to the recycle bin since are among them.
    /// </summary>
    public async Task<List<RecordState>> BetweenAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition stage, IReadOnlyCollection<string> stages, DateOnly from, DateOnly until, QueryClock clock, CancellationToken ct)
    {
        var query = new QueryBuilder(session.Dialect, access, form, clock);
        var record = query.RootAlias;
        var (name, first, last) = (query.Parameter(form.Key), query.Parameter(ColumnKind.Date, from, 0), query.Parameter(ColumnKind.Date, until, 0));
        var wanted = string.Join(", ", stages.Select(s => query.Parameter(s)));
        List<string> conditions = [$"p.valid_from <= {last} AND p.valid_to > {first}"];
        // Periods name the stage of the form's first pipeline alone; by that of another one nothing can be left out beforehand.
        if (access.Metadata.PipelinesOf(form).FirstOrDefault().Field?.Key == stage.Key)
            conditions.Add($"({record}.{session.Dialect.Quote(stage.Column)} IN ({wanted}) OR EXISTS (SELECT 1 FROM sys_record_period o WHERE o.form = {name} AND o.record_id = {record}.id AND o.valid_from <= {last} AND o.valid_to > {first} AND o.stage IN ({wanted})))");
        if (RowRules.Compile(query, form, record, RecordAction.Read) is { } rule)
            conditions.Add(rule);
        var sql = $"SELECT p.record_id, p.valid_from, p.valid_to, p.state, {record}.{session.Dialect.Quote(stage.Column)}, {record}.deleted_at {query.From} " +
            $"JOIN sys_record_period p ON p.form = {name} AND p.record_id = {record}.id WHERE {string.Join(" AND ", conditions)} ORDER BY p.record_id, p.valid_from";
        var states = new List<RecordState>();
        await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            states.Add(Read(reader, session.Dialect, form));
        return states;
    }

    /// <summary>The first day of which there is any state of a form; null when there is none.</summary>
    public async Task<DateOnly?> FirstDayAsync(ISqlSession session, FormModel form, CancellationToken ct)
    {
        await using var reader = await session.Statement("SELECT MIN(valid_from) FROM sys_record_period WHERE form = @form").With("@form", form.Key).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (DateOnly?)session.Dialect.FromDb(reader, 0, ColumnKind.Date, 0) : null;
    }

    /// <summary>What lies behind references today: by id the value of a member of their form, of those that the reader may see. People keep what they had after they are gone.</summary>
    public async Task<Dictionary<long, object>> BehindAsync(ISqlSession session, AccessPolicy access, FormModel form, string member, IReadOnlyCollection<long> ids, QueryClock clock, CancellationToken ct)
    {
        var values = new Dictionary<long, object>();
        foreach (var chunk in ids.Chunk(5_000))
        {
            var query = new QueryBuilder(session.Dialect, access, form, clock);
            var value = query.Resolve(member) ?? throw ValidationException.BadRequest(new Problem("", "member.unknown").With("member", member));
            var conditions = form.IsUserForm ? [] : new List<string> { $"{query.RootAlias}.deleted_at IS NULL" };
            if (RowRules.Compile(query, form, query.RootAlias, RecordAction.Read) is { } rule)
                conditions.Add(rule);
            conditions.Add($"{query.RootAlias}.id IN ({string.Join(", ", chunk.Select(id => id.ToString(CultureInfo.InvariantCulture)))})");
            await using var reader = await query.Command(session, $"SELECT {query.RootAlias}.id, {value.Sql} {query.From} WHERE {string.Join(" AND ", conditions)}").ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                if (session.Dialect.FromDb(reader, 1, value.Kind, value.Scale) is { } found)
                    values[reader.GetInt64(0)] = found;
        }
        return values;
    }

    private static RecordState Read(DbDataReader reader, SqlDialect dialect, FormModel form) => new(
        reader.GetInt64(0), (DateOnly)dialect.FromDb(reader, 1, ColumnKind.Date, 0)!, (DateOnly)dialect.FromDb(reader, 2, ColumnKind.Date, 0)!,
        Values(reader.GetString(3), form), reader.IsDBNull(4) ? null : reader.GetString(4), !reader.IsDBNull(5));

    private static Dictionary<string, object> Values(string state, FormModel form)
    {
        using var document = JsonDocument.Parse(state);
        var values = new Dictionary<string, object>();
        var faults = new List<Problem>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == SystemMembers.Owner)
                values[property.Name] = property.Value.GetInt64();
            else if (form.Field(property.Name) is { } field && field.Type.Read(property.Value, field, "", faults) is { } value)
                values[property.Name] = value;
        }
        return values;
    }
}
