using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// Brings tables to what a form says, only ever adding: a table, columns, link tables, indexes. Columns of deleted or
/// retyped fields stay, so that nothing a person entered is ever lost by a change of form. Runs in a command of its own.
/// </summary>
public sealed class SchemaEditor
{
    private const int MaxIndexName = 60;

    /// <summary>Applies the form and answers it with every field's column filled in.</summary>
    public async Task<FormModel> ApplyAsync(CommandScope scope, FormModel? before, FormModel form, CancellationToken ct)
    {
        var known = await scope.Db.FieldColumns.Where(c => c.Form == form.Key).ToListAsync(ct);
        if (known.Count == 0)
            await ExecuteAsync(scope, CreateTable(scope.Dialect, form), ct);
        var placed = new List<FieldDefinition>();
        foreach (var field in form.Fields)
            placed.Add(field.IsSystem ? field with { Column = "owner" } : field.IsLive ? field : await PlaceAsync(scope, form, field, known, ct));
        foreach (var column in known.Where(c => c.Active && c.Key.Length > 0 && !placed.Any(f => f.Id == c.FieldId)))
            column.Active = false;
        await scope.Db.SaveChangesAsync(ct);
        var result = form with { Fields = [.. placed] };
        await RefuseDuplicatesAsync(scope, before, result, ct);
        await CreateIndexesAsync(scope, result, ct);
        return result;
    }

    private static async Task<FieldDefinition> PlaceAsync(CommandScope scope, FormModel form, FieldDefinition field, List<FieldColumn> known, CancellationToken ct)
    {
        // A restored field finds its old column again; a retyped one gets a new column and leaves the old one be.
        var fitting = known.FirstOrDefault(c => c.FieldId == field.Id && c.Type == StorageType(field) && c.Scale == field.Scale);
        foreach (var other in known.Where(c => c.FieldId == field.Id && c != fitting))
            other.Active = false;
        if (fitting is not null)
        {
            fitting.Active = true;
            return field with { Column = fitting.Column };
        }
        var column = FreeColumn(field.Key, known);
        var added = new FieldColumn { Form = form.Key, Column = column, FieldId = field.Id, Key = field.Key, Type = StorageType(field), Scale = field.Scale, Active = true };
        known.Add(added);
        scope.Db.FieldColumns.Add(added);
        field = field with { Column = column };
        foreach (var sql in AddColumn(scope.Dialect, form, field))
            await ExecuteAsync(scope, sql, ct);
        return field;
    }

    // Types that are stored alike share a column, so that text can become e-mail without moving data.
    private static string StorageType(FieldDefinition field) => $"{field.Type.Shape}:{field.Type.Column}";

    private static string FreeColumn(string key, List<FieldColumn> known)
    {
        var name = "f_" + key;
        for (var n = 2; known.Any(c => c.Column == name); n++)
            name = $"f_{key}_{n}";
        return name;
    }

    private static string CreateTable(SqlDialect dialect, FormModel form)
    {
        var integer = dialect.ColumnType(ColumnKind.Integer);
        var instant = dialect.ColumnType(ColumnKind.Instant);
        return $"CREATE TABLE {dialect.Quote(form.Table)} ({dialect.IdentityColumn}, version {integer} NOT NULL, owner {integer}, " +
            $"created_at {instant} NOT NULL, created_by {integer}, updated_at {instant} NOT NULL, updated_by {integer}, deleted_at {instant}, unmet {dialect.ColumnType(ColumnKind.Text)})";
    }

    private static IEnumerable<string> AddColumn(SqlDialect dialect, FormModel form, FieldDefinition field)
    {
        var type = dialect.ColumnType(field.Type.Column);
        if (field.Type.Shape == FieldShape.Links)
        {
            var table = dialect.Quote(form.LinkTable(field));
            var integer = dialect.ColumnType(ColumnKind.Integer);
            yield return $"CREATE TABLE {table} (record_id {integer} NOT NULL, value {type} NOT NULL, pos {integer} NOT NULL, PRIMARY KEY (record_id, value))";
            yield return $"CREATE INDEX {IndexName(dialect, form.LinkTable(field), "value")} ON {table} (value)";
            yield break;
        }
        yield return $"ALTER TABLE {dialect.Quote(form.Table)} ADD COLUMN {dialect.Quote(field.Column)} {type}";
        if (field.Type.Shape == FieldShape.PolymorphicReference)
            yield return $"ALTER TABLE {dialect.Quote(form.Table)} ADD COLUMN {dialect.Quote(field.Column + "_form")} {dialect.ColumnType(ColumnKind.Text)}";
    }

    // A rule of uniqueness that is new to records that exist must hold for them first.
    private static async Task RefuseDuplicatesAsync(CommandScope scope, FormModel? before, FormModel form, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (before is null)
            return;
        foreach (var keys in NewlyUnique(before, form))
            if (keys.All(k => form.Field(k) is { IsSystem: true } || before.Fields.Any(f => f.Id == form.Field(k)?.Id)) && await SchemaScan.CountDuplicatesAsync(scope, form, keys, ct) is > 0 and var count)
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

    private static async Task CreateIndexesAsync(CommandScope scope, FormModel form, CancellationToken ct)
    {
        var dialect = scope.Dialect;
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
        foreach (var (kind, columns) in wanted.Distinct())
        {
            // Only live records compete for a unique value; a restored one is checked again when it returns.
            var condition = kind == "INDEX" ? "" : " WHERE deleted_at IS NULL";
            await ExecuteAsync(scope, $"CREATE {kind} IF NOT EXISTS {IndexName(dialect, form.Table, kind + columns)} ON {dialect.Quote(form.Table)} ({columns}){condition}", ct);
        }
    }

    private static string Columns(SqlDialect dialect, FormModel form, IEnumerable<string> members) =>
        string.Join(", ", members.Select(m => SystemMembers.Find(m)?.Column ?? dialect.Quote(form.Field(m)!.Column)));

    private static string IndexName(SqlDialect dialect, string table, string content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table + content)))[..10];
        var name = $"ix_{table}";
        return dialect.Quote($"{(name.Length > MaxIndexName - 11 ? name[..(MaxIndexName - 11)] : name)}_{digest}");
    }

    private static async Task ExecuteAsync(CommandScope scope, string sql, CancellationToken ct)
    {
        await scope.FlushAsync(ct);
        await using var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
