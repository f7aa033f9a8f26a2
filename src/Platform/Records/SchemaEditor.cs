using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records.Retypes;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// Brings tables to what a form says, only ever adding: a table, columns, link tables, indexes. Columns of deleted or
/// retyped fields stay, so that nothing a person entered is ever lost by a change of form. Runs in a command of its own:
/// first <see cref="PlaceAsync(CommandScope, FormModel?, FormModel, IReadOnlyList{FieldRetype}, long?, CancellationToken)"/>, then, when values have been moved, <see cref="SchemaIndexes.ApplyAsync"/>.
/// </summary>
public sealed class SchemaEditor(ClockSource clock)
{
    /// <summary>Gives every field its column and answers the form with them. Author: who leaves the columns that are no longer used.</summary>
    public async Task<FormModel> PlaceAsync(CommandScope scope, FormModel? before, FormModel form, IReadOnlyList<FieldRetype> retypes, long? author, CancellationToken ct)
    {
        var known = await scope.Db.FieldColumns.Where(c => c.Form == form.Key).ToListAsync(ct);
        if (scope.Dialect.Impatience is { } impatience && known.Count > 0)
            await ExecuteAsync(scope, impatience, ct);
        if (known.Count == 0)
            await ExecuteAsync(scope, CreateTable(scope.Dialect, form), ct);
        var used = known.Where(c => c.Active).ToList();
        var placed = new List<FieldDefinition>();
        foreach (var field in form.Fields)
            placed.Add(field.IsSystem ? field with { Column = "owner" } : field.IsLive ? field : await PlaceAsync(scope, before, form, field, retypes, known, ct));
        await RetireAsync(scope, before, form, used, placed, author, ct);
        await scope.Db.SaveChangesAsync(ct);
        return form with { Fields = [.. placed] };
    }

    /// <summary>Columns for values that will be copied before the form is published; they are nobody's until then. Answers the fields with their column.</summary>
    public async Task<IReadOnlyList<FieldDefinition>> PrepareAsync(CommandScope scope, FormModel form, IReadOnlyList<FieldRetype> retypes, CancellationToken ct)
    {
        var known = await scope.Db.FieldColumns.Where(c => c.Form == form.Key).ToListAsync(ct);
        if (scope.Dialect.Impatience is { } impatience)
            await ExecuteAsync(scope, impatience, ct);
        var prepared = new List<FieldDefinition>();
        foreach (var retype in retypes)
            prepared.Add(retype.To with { Column = (Target(retype, known) ?? await AddAsync(scope, form, retype.To, known, ct)).Column });
        await scope.Db.SaveChangesAsync(ct);
        return prepared;
    }

    /// <summary>Takes the columns of a field away with every value in them. Nothing brings them back.</summary>
    internal async Task DropAsync(CommandScope scope, FormModel form, IEnumerable<FieldColumn> columns, CancellationToken ct)
    {
        if (scope.Dialect.Impatience is { } impatience)
            await ExecuteAsync(scope, impatience, ct);
        foreach (var column in columns)
        {
            var table = scope.Dialect.Quote(form.Table);
            if (column.IsLinks)
                await ExecuteAsync(scope, $"DROP TABLE {scope.Dialect.Quote(form.LinkTable(column.Column))}", ct);
            else
                await ExecuteAsync(scope, $"ALTER TABLE {table} DROP COLUMN {scope.Dialect.Quote(column.Column)}", ct);
            if (column.IsPolymorphic)
                await ExecuteAsync(scope, $"ALTER TABLE {table} DROP COLUMN {scope.Dialect.Quote(column.Column + "_form")}", ct);
            scope.Db.FieldColumns.Remove(column);
        }
        await scope.Db.SaveChangesAsync(ct);
    }

    // The column that it had before, or one that an earlier attempt has added.
    private static FieldColumn? Target(FieldRetype retype, List<FieldColumn> known) =>
        known.FirstOrDefault(c => c.Column == retype.Back?.Column)
        ?? known.FirstOrDefault(c => !c.Active && c.FieldId == retype.To.Id && c.RetiredAt is null && c.TypeKey == retype.To.Type.Key && c.Scale == retype.To.Scale);

    // What is no longer used stays, with what is needed to bring it back.
    private async Task RetireAsync(CommandScope scope, FormModel? before, FormModel form, List<FieldColumn> used, List<FieldDefinition> placed, long? author, CancellationToken ct)
    {
        var inUse = placed.Where(f => f.Column.Length > 0).Select(f => f.Column).ToHashSet();
        var left = used.Where(c => !inUse.Contains(c.Column)).ToList();
        if (left.Count == 0)
            return;
        var seq = await RetypeReader.LastSeqAsync(scope, ct);
        foreach (var column in left)
        {
            column.Active = false;
            column.Deleted = form.Fields.All(f => f.Id != column.FieldId);
            (column.RetiredAt, column.RetiredBy, column.RetiredSeq) = (clock.Now, author, seq);
            var was = before?.Fields.FirstOrDefault(f => f.Id == column.FieldId);
            column.TypeKey ??= was?.Type.Key;
            column.Property = was?.Schema.GetRawText() ?? column.Property;
        }
    }

    private static async Task<FieldDefinition> PlaceAsync(CommandScope scope, FormModel? before, FormModel form, FieldDefinition field, IReadOnlyList<FieldRetype> retypes, List<FieldColumn> known, CancellationToken ct)
    {
        var column = (retypes.FirstOrDefault(r => r.To.Id == field.Id) is { } retype ? Target(retype, known) : Present(before, field, known)) ?? await AddAsync(scope, form, field, known, ct);
        foreach (var other in known.Where(c => c.FieldId == field.Id && c != column))
        {
            other.Active = false;
            other.Deleted = false; // the field is there again, wherever it lives
        }
        column.Active = true;
        column.Deleted = false;
        column.TypeKey = field.Type.Key;
        (column.RetiredAt, column.RetiredBy, column.RetiredSeq) = (null, null, null);
        return field with { Column = column.Column };
    }

    // A field that stays keeps its column, one that returns finds the last that held values of its type.
    private static FieldColumn? Present(FormModel? before, FieldDefinition field, List<FieldColumn> known)
    {
        var fitting = known.Where(c => c.FieldId == field.Id && c.Type == StorageType(field) && c.Scale == field.Scale && (c.Active || RelationTargets.Fits(c, field))).ToList();
        var was = before?.Fields.FirstOrDefault(f => f.Id == field.Id);
        // What people entered is not overwritten by a formula, and comes back when the formula goes.
        var isKept = was is { IsLive: false } && (was.FormulaSource is null) == (field.FormulaSource is null) && (field.FormulaSource is not null || FieldConversions.Between(was, field) is Conversion.None or Conversion.InPlace);
        // A form that was deleted left its columns as they were.
        return fitting.FirstOrDefault(c => c.Active && (isKept || (before is null && (c.TypeKey is null || c.TypeKey == field.Type.Key))))
            ?? (field.FormulaSource is not null ? null : fitting.Where(c => !c.Active && (c.TypeKey is null || c.TypeKey == field.Type.Key) && (c.RetiredAt is not null || c.TypeKey is null)).MaxBy(c => c.RetiredSeq ?? 0))
            // What a formula had computed is kept where nobody had entered anything before.
            ?? (was is { FormulaSource: not null, IsLive: false } && field.FormulaSource is null ? fitting.FirstOrDefault(c => c.Active) : null);
    }

    private static async Task<FieldColumn> AddAsync(CommandScope scope, FormModel form, FieldDefinition field, List<FieldColumn> known, CancellationToken ct)
    {
        var added = new FieldColumn { Form = form.Key, Column = FreeColumn(field.Key, known), FieldId = field.Id, Key = field.Key, Type = StorageType(field), Scale = field.Scale, TypeKey = field.Type.Key };
        known.Add(added);
        scope.Db.FieldColumns.Add(added);
        foreach (var sql in AddColumn(scope.Dialect, form, field with { Column = added.Column }))
            await ExecuteAsync(scope, sql, ct);
        return added;
    }

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
            yield return $"CREATE INDEX {SchemaIndexes.Name(dialect, form.LinkTable(field), "value")} ON {table} (value)";
            yield break;
        }
        yield return $"ALTER TABLE {dialect.Quote(form.Table)} ADD COLUMN {dialect.Quote(field.Column)} {type}";
        if (field.Type.Shape == FieldShape.PolymorphicReference)
            yield return $"ALTER TABLE {dialect.Quote(form.Table)} ADD COLUMN {dialect.Quote(field.Column + "_form")} {dialect.ColumnType(ColumnKind.Text)}";
    }

    internal static async Task ExecuteAsync(CommandScope scope, string sql, CancellationToken ct)
    {
        await scope.FlushAsync(ct);
        await using var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
