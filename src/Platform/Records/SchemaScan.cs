using System.Data.Common;
using System.Globalization;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>What stands in the way of a rule that a new version of a form brings: looked up before it is published, over live records whoever may see them.</summary>
public static class SchemaScan
{
    /// <summary>Records whose values another live record has too. Blanks never collide.</summary>
    public static Task<long> CountDuplicatesAsync(ISqlSession session, FormModel form, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var columns = string.Join(", ", keys.Select(k => Column(session.Dialect, form, k)));
        var present = string.Join(" AND ", keys.Select(k => $"{Column(session.Dialect, form, k)} IS NOT NULL"));
        return CountAsync(session, $"SELECT COALESCE(SUM(n), 0) FROM (SELECT COUNT(*) AS n FROM {session.Dialect.Quote(form.Table)} WHERE deleted_at IS NULL AND {present} GROUP BY {columns} HAVING COUNT(*) > 1) AS d", ct);
    }

    /// <summary>All records, those in the recycle bin included.</summary>
    public static Task<long> CountRowsAsync(ISqlSession session, FormModel form, CancellationToken ct) =>
        CountAsync(session, $"SELECT COUNT(*) FROM {session.Dialect.Quote(form.Table)}", ct);

    /// <summary>The highest id so far; zero when there is no record.</summary>
    public static Task<long> LastIdAsync(ISqlSession session, FormModel form, CancellationToken ct) =>
        CountAsync(session, $"SELECT COALESCE(MAX(id), 0) FROM {session.Dialect.Quote(form.Table)}", ct);

    public static Task<long> CountLiveAsync(ISqlSession session, FormModel form, CancellationToken ct) =>
        CountAsync(session, $"SELECT COUNT(*) FROM {session.Dialect.Quote(form.Table)} WHERE deleted_at IS NULL", ct);

    /// <summary>Records, live or not, that hold a value in a column or link table that no field uses any more.</summary>
    public static Task<long> CountKeptAsync(ISqlSession session, FormModel form, FieldColumn column, CancellationToken ct) =>
        CountAsync(session, column.IsLinks
            ? $"SELECT COUNT(DISTINCT record_id) FROM {session.Dialect.Quote(form.LinkTable(column.Column))}"
            : $"SELECT COUNT({session.Dialect.Quote(column.Column)}) FROM {session.Dialect.Quote(form.Table)}", ct);

    /// <summary>Live records without a value in the field.</summary>
    public static Task<long> CountBlanksAsync(ISqlSession session, FormModel form, FieldDefinition field, CancellationToken ct) =>
        CountAsync(session, $"SELECT COUNT(*) {Lacking(session, form, field)}", ct);

    /// <summary>Some of the live records without a value in the field, the newest first.</summary>
    public static Task<List<long>> BlanksAsync(ISqlSession session, FormModel form, FieldDefinition field, int limit, CancellationToken ct) =>
        IdsAsync(session.Statement($"SELECT r.id {Lacking(session, form, field)} ORDER BY r.id DESC LIMIT {limit}"), ct);

    private static string Lacking(ISqlSession session, FormModel form, FieldDefinition field) =>
        $"FROM {session.Dialect.Quote(form.Table)} r WHERE r.deleted_at IS NULL AND {Blank(session.Dialect, form, field, "r")}";

    /// <summary>The condition that a record has no value in the field.</summary>
    internal static string Blank(SqlDialect dialect, FormModel form, FieldDefinition field, string alias) => field.Type.Shape == FieldShape.Links
        ? $"NOT EXISTS (SELECT 1 FROM {dialect.Quote(form.LinkTable(field))} x WHERE x.record_id = {alias}.id)"
        : $"{alias}.{Column(dialect, form, field.Key)} IS NULL";

    internal static async Task<List<long>> IdsAsync(DbCommand command, CancellationToken ct)
    {
        var ids = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    /// <summary>Records in a stage, or in none (null), those in the recycle bin included.</summary>
    public static async Task<long> CountStageAsync(ISqlSession session, FormModel form, FieldDefinition field, string? stage, CancellationToken ct)
    {
        var sql = $"SELECT COUNT(*) FROM {session.Dialect.Quote(form.Table)} WHERE {session.Dialect.Quote(field.Column)}";
        return stage is null ? await CountAsync(session, sql + " IS NULL", ct)
            : Convert.ToInt64(await session.Statement(sql + " = @stage").With("@stage", stage).ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private static string Column(SqlDialect dialect, FormModel form, string key) => SystemMembers.Find(key)?.Column ?? dialect.Quote(form.Field(key)!.Column);

    private static async Task<long> CountAsync(ISqlSession session, string sql, CancellationToken ct) =>
        Convert.ToInt64(await session.Statement(sql).ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
}
