using System.Security.Cryptography;
using System.Text;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>The indexes of a form's table and its rules of uniqueness: what there must be, and what stands in the way of it.</summary>
public static class SchemaIndexes
{
    private const int MaxName = 60;

    /// <summary>The indexes and rules of uniqueness of the form, once its values are where they belong.</summary>
    public static async Task ApplyAsync(CommandScope scope, FormModel? before, FormModel form, CancellationToken ct)
    {
        await RefuseDuplicatesAsync(scope, before, form, ct);
        foreach (var sql in before is null ? [] : Indexes(scope.Dialect, before).Except(Indexes(scope.Dialect, form)))
            await SchemaEditor.ExecuteAsync(scope, $"DROP INDEX IF EXISTS {Name(scope.Dialect, form.Table, sql.Kind + sql.Columns)}", ct);
        await CreateIndexesAsync(scope, form, ct);
    }

    // A rule of uniqueness that is new to records that exist must hold for them first.
    private static async Task RefuseDuplicatesAsync(CommandScope scope, FormModel? before, FormModel form, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (before is null)
            return;
        foreach (var keys in NewlyUnique(before, form).Concat(MovedUnique(before, form)))
            if (await SchemaScan.CountDuplicatesAsync(scope, form, keys, ct) is > 0 and var count)
                problems.Add(new Problem($"/properties/{keys[0]}/x-field/unique", "form.unique_conflict").With("field", form.Field(keys[0])?.Title ?? LocalizedText.Of(keys[0])).With("count", count));
        if (problems.Count > 0)
            throw new ValidationException("definition.invalid", problems);
    }

    /// <summary>Fields, and groups of fields, that are unique in the second version but not in the first.</summary>
    public static IEnumerable<IReadOnlyList<string>> NewlyUnique(FormModel before, FormModel after)
    {
        foreach (var field in after.Fields.Where(f => f.Unique && before.Field(f.Key)?.Unique != true))
            yield return [field.Key];
        foreach (var group in after.Unique.Where(g => !before.Unique.Any(b => b.SequenceEqual(g))))
            yield return group;
    }

    // What was unique in one column need not be so in another.
    private static IEnumerable<IReadOnlyList<string>> MovedUnique(FormModel before, FormModel after)
    {
        bool HasMoved(string key) => before.Field(key) is { } was && after.Field(key) is { } now && was.Column != now.Column;
        foreach (var field in after.Fields.Where(f => f.Unique && before.Field(f.Key)?.Unique == true && HasMoved(f.Key)))
            yield return [field.Key];
        foreach (var group in after.Unique.Where(g => before.Unique.Any(b => b.SequenceEqual(g)) && g.Any(HasMoved)))
            yield return group;
    }

    private static List<(string Kind, string Columns)> Indexes(SqlDialect dialect, FormModel form)
    {
        var wanted = new List<(string Kind, string Columns)> { ("INDEX", "owner") };
        foreach (var field in form.Fields.Where(f => !f.IsSystem && !f.IsLive && f.Type.Column == ColumnKind.Reference && f.Type.Shape != FieldShape.Links))
            wanted.Add(("INDEX", dialect.Quote(field.Column)));
        foreach (var field in form.Fields.Where(f => f is { Type: StageFieldType }))
            wanted.Add(("INDEX", dialect.Quote(field.Column)));
        foreach (var list in form.Indexes)
        {
            // With deleted_at, which every question asks for, figures over these fields need the index alone.
            wanted.Add(("INDEX", Columns(dialect, form, list) + ", deleted_at"));
            // Blanks come last in both directions; read backwards, an index of PostgreSQL would give them first.
            if (!dialect.IndexServesBothDirections && (form.Field(list[^1])?.Type.Column ?? ColumnKind.Integer) != ColumnKind.Text)
                wanted.Add(("INDEX", Columns(dialect, form, list) + " DESC NULLS LAST"));
        }
        foreach (var list in form.Unique)
            wanted.Add(("UNIQUE INDEX", Columns(dialect, form, list)));
        foreach (var field in form.Fields.Where(f => f.Unique))
            wanted.Add(("UNIQUE INDEX", dialect.Quote(field.Column)));
        return [.. wanted.Distinct()];
    }

    private static async Task CreateIndexesAsync(CommandScope scope, FormModel form, CancellationToken ct)
    {
        var dialect = scope.Dialect;
        foreach (var (kind, columns) in Indexes(dialect, form))
        {
            // Only live records compete for a unique value; a restored one is checked again when it returns.
            var condition = kind == "INDEX" ? "" : " WHERE deleted_at IS NULL";
            await SchemaEditor.ExecuteAsync(scope, $"CREATE {kind} IF NOT EXISTS {Name(dialect, form.Table, kind + columns)} ON {dialect.Quote(form.Table)} ({columns}){condition}", ct);
        }
    }

    private static string Columns(SqlDialect dialect, FormModel form, IEnumerable<string> members) =>
        string.Join(", ", members.Select(m => SystemMembers.Find(m)?.Column ?? dialect.Quote(form.Field(m)!.Column)));

    internal static string Name(SqlDialect dialect, string table, string content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table + content)))[..10];
        var name = $"ix_{table}";
        return dialect.Quote($"{(name.Length > MaxName - 11 ? name[..(MaxName - 11)] : name)}_{digest}");
    }
}
