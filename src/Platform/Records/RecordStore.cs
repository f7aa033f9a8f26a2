using System.Data.Common;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Reads records. Every statement carries the actor's row rule; hidden fields are neither selected nor named. Stateless.</summary>
public sealed class RecordStore(ClockSource clock)
{
    public QueryBuilder Query(ISqlSession session, AccessPolicy access, FormModel form) => new(session.Dialect, access, form, clock.For(access.Actor));

    /// <summary>The fields of a form that the actor may see; of those masked for them, a copy that says so.</summary>
    public static IReadOnlyList<FieldDefinition> VisibleFields(AccessPolicy access, FormModel form) => access.Actor.IsUnbound
        ? form.Fields
        : [.. form.Fields.Where(f => !access.IsHidden(form, f.Key) || access.IsMasked(form, f.Key)).Select(f => access.IsMasked(form, f.Key) ? f with { IsMasked = true } : f)];

    /// <summary>One record, or null when it is not there or not visible for the action.</summary>
    public async Task<RecordData?> FindAsync(ISqlSession session, AccessPolicy access, FormModel form, long id, RecordAction action, CancellationToken ct, bool deleted = false, bool forUpdate = false, bool allFields = false)
    {
        var query = Query(session, access, form);
        // A row that is about to be written is locked alone: what other tables say about it is not part of it.
        var fields = allFields ? form.Fields : VisibleFields(access, form);
        var columns = new RecordColumns(query, forUpdate ? [.. fields.Where(f => !f.IsLive)] : fields);
        var conditions = query.BaseConditions(action, deleted);
        conditions.Add($"{query.RootAlias}.id = {query.Parameter(id)}");
        var sql = $"SELECT {columns.Sql} {query.From} WHERE {string.Join(" AND ", conditions)}{(forUpdate ? session.Dialect.ForUpdate : "")}";
        await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? columns.Read(reader) : null;
    }

    public async Task<RecordData> GetAsync(ISqlSession session, AccessPolicy access, FormModel form, long id, CancellationToken ct) =>
        await FindAsync(session, access, form, id, RecordAction.Read, ct) ?? throw new NotFoundException("record");

    public async Task<RecordPage> PageAsync(ISqlSession session, AccessPolicy access, FormModel form, RecordQuery request, CancellationToken ct)
    {
        RequireReadable(access, form);
        var query = Query(session, access, form);
        var fields = Select(access, form, request.Fields);
        var columns = new RecordColumns(query, fields);
        var sort = SortTerm.Parse(request.Sort).Select(t => t.Compile(query)).ToList();
        var conditions = Conditions(query, request);
        var digest = PageCursor.DigestOf(form.Key, request.FilterText, request.Sort, request.Search, request.Deleted ? "d" : "");
        if (request.Cursor is { } cursor)
            conditions.Add(PageCursor.Decode(cursor, digest).Condition(query, sort, $"{query.RootAlias}.id"));
        var sortColumns = string.Concat(sort.Select(s => ", " + s.Sql));
        var order = string.Join(", ", [.. sort.Select(s => s.OrderBy), $"{query.RootAlias}.id ASC"]);
        var sql = $"SELECT {columns.Sql}{sortColumns} {query.From} WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT {request.Limit + 1}";

        var items = new List<RecordData>();
        string? next = null;
        await using (var reader = await query.Command(session, sql).ExecuteReaderAsync(ct))
        {
            List<string?> last = [];
            while (await reader.ReadAsync(ct))
            {
                if (items.Count == request.Limit)
                {
                    next = new PageCursor(digest, last, items[^1].Id).Encode();
                    break;
                }
                items.Add(columns.Read(reader));
                last = [.. sort.Select((s, i) => PageCursor.Write(session.Dialect.FromDb(reader, columns.Count + i, s.Kind, s.Scale)))];
            }
        }
        var page = new RecordPage(items, next);
        return request.Count || request.Totals.Count > 0 ? await WithTotalsAsync(page, session, access, form, request, ct) : page;
    }

    private Task<RecordPage> WithTotalsAsync(RecordPage page, ISqlSession session, AccessPolicy access, FormModel form, RecordQuery request, CancellationToken ct) =>
        SummedAsync(session.Dialect, hasWideSums => WithTotalsAsync(page, session, SumQuery(session, access, form, hasWideSums), request, ct));

    private QueryBuilder SumQuery(ISqlSession session, AccessPolicy access, FormModel form, bool hasWideSums) =>
        new(session.Dialect, access, form, clock.For(access.Actor)) { HasWideSums = hasWideSums };

    // Asked again only where a sum leaves 64 bits.
    private static async Task<T> SummedAsync<T>(SqlDialect dialect, Func<bool, Task<T>> ask)
    {
        try
        {
            return await ask(false);
        }
        catch (DbException e) when (dialect.IsSumOverflow(e))
        {
            return await ask(true);
        }
    }

    private static async Task<RecordPage> WithTotalsAsync(RecordPage page, ISqlSession session, QueryBuilder query, RecordQuery request, CancellationToken ct)
    {
        var conditions = Conditions(query, request);
        var members = TotalMembers(query, request);
        var sums = Sums(query, members);
        await using var reader = await query.Command(session, $"SELECT COUNT(*){sums} {query.From} WHERE {string.Join(" AND ", conditions)}").ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return ReadTotals(reader, session.Dialect, members, page);
    }

    private static List<MemberSql> TotalMembers(QueryBuilder query, RecordQuery request) =>
        [.. request.Totals.Select((key, i) => query.Resolve(key) is { IsList: false, Kind: ColumnKind.Integer or ColumnKind.Decimal } member
            ? member
            : throw ValidationException.BadRequest(new Problem($"/totals/{i}", "member.unknown").With("member", key)))];

    private static string Sums(QueryBuilder query, List<MemberSql> members) =>
        string.Concat(members.Select(m => $", {(query.HasWideSums ? query.Dialect.WideSum(m.Sql) : query.Dialect.Sum(m.Sql))}, COUNT({m.Sql})"));

    private static RecordPage ReadTotals(DbDataReader reader, SqlDialect dialect, List<MemberSql> members, RecordPage page)
    {
        var total = reader.GetInt64(0);
        var totals = new Dictionary<string, FieldTotal>();
        for (var i = 0; i < members.Count; i++)
        {
            var sum = dialect.SumFromDb(reader, 1 + (2 * i), members[i].Kind, members[i].Scale);
            totals[members[i].Path] = new FieldTotal(sum is null ? null : Convert.ToDecimal(sum), total - reader.GetInt64(2 + (2 * i)));
        }
        return page with { Total = total, Totals = totals };
    }

    /// <summary>Totals as of <see cref="PageAsync"/>, one per value of a text member such as a stage; blank values are left out.</summary>
    public Task<Dictionary<string, RecordPage>> GroupTotalsAsync(ISqlSession session, AccessPolicy access, FormModel form, RecordQuery request, string by, CancellationToken ct)
    {
        RequireReadable(access, form);
        return SummedAsync(session.Dialect, hasWideSums => GroupTotalsAsync(session, SumQuery(session, access, form, hasWideSums), request, by, ct));
    }

    private static async Task<Dictionary<string, RecordPage>> GroupTotalsAsync(ISqlSession session, QueryBuilder query, RecordQuery request, string by, CancellationToken ct)
    {
        var group = query.Resolve(by) ?? throw ValidationException.BadRequest(new Problem("/by", "member.unknown").With("member", by));
        var conditions = Conditions(query, request);
        var members = TotalMembers(query, request);
        var sums = Sums(query, members);
        var groups = new Dictionary<string, RecordPage>();
        await using var reader = await query.Command(session, $"SELECT COUNT(*){sums}, {group.Sql} {query.From} WHERE {string.Join(" AND ", conditions)} GROUP BY {group.Sql}").ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            if (!reader.IsDBNull(1 + (2 * members.Count)))
                groups[reader.GetString(1 + (2 * members.Count))] = ReadTotals(reader, session.Dialect, members, new RecordPage([], null));
        return groups;
    }

    /// <summary>The titles of records by id, of those that the actor may see; people always.</summary>
    public async Task<Dictionary<long, string>> TitlesAsync(ISqlSession session, AccessPolicy access, FormModel form, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var titles = new Dictionary<long, string>();
        foreach (var chunk in ids.Chunk(400))
        {
            var query = Query(session, access, form);
            var conditions = form.IsUserForm ? [] : query.BaseConditions();
            conditions.Add($"{query.RootAlias}.id IN ({string.Join(", ", chunk.Select(id => query.Parameter(id)))})");
            var title = form.RecordTitle is { } key ? query.Resolve(form, query.RootAlias, key, unmasked: form.IsUserForm) : null;
            var sql = $"SELECT {query.RootAlias}.id, {title?.Sql ?? "NULL"} {query.From} WHERE {string.Join(" AND ", conditions)}";
            await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                titles[reader.GetInt64(0)] = title is null || reader.IsDBNull(1) ? $"#{reader.GetInt64(0)}" : Convert.ToString(session.Dialect.FromDb(reader, 1, title.Kind, title.Scale)) ?? "";
        }
        return titles;
    }

    /// <summary>WHERE conditions of a list: the base ones, the filter, and every search word in at least one searched member.</summary>
    public static List<string> Conditions(QueryBuilder query, RecordQuery request)
    {
        var conditions = query.BaseConditions(request.Deleted ? RecordAction.Delete : RecordAction.Read, request.Deleted);
        if (FilterCompiler.Compile(query, request.Filter) is { } filter)
            conditions.Add(filter);
        if (TextSearch.Compile(query, request.Search) is { } search)
            conditions.Add(search);
        return conditions;
    }

    private static IReadOnlyList<FieldDefinition> Select(AccessPolicy access, FormModel form, IReadOnlyList<string> keys)
    {
        var visible = VisibleFields(access, form);
        if (keys.Count == 0)
            return visible;
        var problems = keys.Select((key, i) => (key, i))
            .Where(k => SystemMembers.Find(k.key) is null && !visible.Any(f => f.Key == k.key))
            .Select(k => new Problem($"/fields/{k.i}", "member.unknown").With("member", k.key)).ToList();
        return problems.Count == 0 ? [.. visible.Where(f => keys.Contains(f.Key))] : throw ValidationException.BadRequest(problems);
    }

    private static void RequireReadable(AccessPolicy access, FormModel form)
    {
        if (!access.May(form, RecordAction.Read))
            throw new ForbiddenException("forbidden.read", new Problem("", "forbidden.read").With("form", form.Title));
    }
}
