using System.Globalization;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>Writes the values of a retype into their new column, many in a statement; what stands there already is not written again.</summary>
internal static class RetypeWriter
{
    private const int PerStatement = 400;

    /// <param name="scope">The command.</param>
    /// <param name="form">The form.</param>
    /// <param name="to">The field with its new column.</param>
    /// <param name="rows">What was read in the same command.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(CommandScope scope, FormModel form, FieldDefinition to, IEnumerable<RetypedRow> rows, CancellationToken ct)
    {
        foreach (var part in rows.Where(r => !RecordValues.Same(r.Present, r.Value)).Chunk(PerStatement))
            if (to.Type.Shape == FieldShape.Links)
                await WriteLinksAsync(scope, form.LinkTable(to), part, ct);
            else
                await WriteColumnAsync(scope, form, to, part, ct);
    }

    private static async Task WriteColumnAsync(CommandScope scope, FormModel form, FieldDefinition to, RetypedRow[] rows, CancellationToken ct)
    {
        var (table, column) = (scope.Dialect.Quote(form.Table), scope.Dialect.Quote(to.Column));
        var filled = rows.Where(r => r.Value is not null).Select(r => (r.Id, scope.Dialect.ToDb(to.Type.Column, r.Value!, to.Scale))).ToList();
        if (filled.Count > 0)
            await WithAsync(scope, $"UPDATE {table} AS t SET {column} = v.column2 FROM (VALUES {Places(filled.Count)}) AS v WHERE t.id = v.column1", filled, ct);
        if (rows.Where(r => r.Value is null).Select(r => r.Id).ToList() is { Count: > 0 } blank)
            await scope.Statement($"UPDATE {table} SET {column} = NULL WHERE id IN ({string.Join(", ", blank)})").ExecuteNonQueryAsync(ct);
    }

    private static async Task WriteLinksAsync(CommandScope scope, string name, RetypedRow[] rows, CancellationToken ct)
    {
        var table = scope.Dialect.Quote(name);
        await scope.Statement($"DELETE FROM {table} WHERE record_id IN ({string.Join(", ", rows.Select(r => r.Id))})").ExecuteNonQueryAsync(ct);
        var links = rows.SelectMany(r => ((IReadOnlyList<string>?)r.Value ?? []).Select((value, pos) => (r.Id, value, (long)pos))).ToList();
        foreach (var part in links.Chunk(PerStatement))
        {
            var places = string.Join(", ", Enumerable.Range(0, part.Length).Select(i => $"(@i{Number(i)}, @v{Number(i)}, @p{Number(i)})"));
            var insert = scope.Statement($"INSERT INTO {table} (record_id, value, pos) VALUES {places}");
            for (var i = 0; i < part.Length; i++)
                insert.With("@i" + Number(i), part[i].Id).With("@v" + Number(i), part[i].value).With("@p" + Number(i), part[i].Item3);
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task WithAsync(CommandScope scope, string sql, List<(long Id, object Value)> rows, CancellationToken ct)
    {
        var command = scope.Statement(sql);
        for (var i = 0; i < rows.Count; i++)
            command.With("@i" + Number(i), rows[i].Id).With("@v" + Number(i), rows[i].Value);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Places(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"(@i{Number(i)}, @v{Number(i)})"));

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
