using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Writes the row of a change, its link tables and its entry in the change log.</summary>
public sealed class RecordRows(MetadataCache cache)
{
    private static readonly ConditionalWeakTable<FormModel, string> InsertTexts = [];
    private static readonly ConditionalWeakTable<FormModel, string> PostedTexts = [];

    private const string Row = "row";

    public async Task WriteAsync(RecordChange change, CancellationToken ct)
    {
        await WriteRowAsync(change, ct);
        await WriteLinksAsync(change, ct);
        await LogAsync(change, ct);
    }

    private async Task WriteRowAsync(RecordChange change, CancellationToken ct)
    {
        var scope = change.Scope;
        scope.BeforeCommit(change.Form, () => cache.RequireUnmoved(change.Form));
        var mayCollide = change.Request.Kind != WriteKind.Delete && UniqueChecks.Has(change.Form) && !IsPosted(change);
        if (mayCollide)
            await scope.SaveAsync(Row, ct);
        try
        {
            if (change.IsCreate)
                await InsertAsync(change, ct);
            else
                await UpdateAsync(change, ct);
        }
        catch (DbException e) when (scope.Dialect.IsUniqueViolation(e))
        {
            if (mayCollide)
                await scope.RollBackToAsync(Row, ct);
            throw await CollisionAsync(change, mayCollide, ct);
        }
        if (mayCollide)
            await scope.ReleaseAsync(Row, ct);
    }

    /// <summary>The row of a past record as its life (oldest write first, at least one) left it, with an entry for each write. Fills in the id everywhere.</summary>
    public async Task WritePastAsync(IReadOnlyList<RecordChange> life, CancellationToken ct)
    {
        var last = life[^1];
        var whole = new RecordChange
        {
            Session = last.Session,
            Request = last.Request with { Kind = WriteKind.Create },
            Before = null,
            After = last.After,
            Now = last.Now,
            Today = last.Today,
            WriteAlsoAsync = last.WriteAlsoAsync,
        };
        await WriteRowAsync(whole, ct);
        await WriteLinksAsync(whole, ct);
        foreach (var change in life)
        {
            change.After.Id = last.After.Id;
            await LogAsync(change, ct);
        }
    }

    // Which field it was, told as any other fault. The other record may be gone again by now, or the index be that of a rule which is no more.
    private static async Task<ValidationException> CollisionAsync(RecordChange change, bool isKnown, CancellationToken ct)
    {
        if (isKnown)
            await UniqueChecks.CheckAsync(change, ct);
        return ValidationException.Refused(change.Problems.Count > 0 ? change.Problems : [new Problem("", "unique", "unique")]);
    }

    private static bool IsPosted(RecordChange change) => change is { IsCreate: true, Request.Ids: not null };

    private static async Task InsertAsync(RecordChange change, CancellationToken ct)
    {
        var (scope, form, after) = (change.Scope, change.Form, change.After);
        var command = scope.Statement(InsertTexts.GetValue(form, f => InsertText(scope.Dialect, f)));
        if (change.Request.Ids is { } ids)
        {
            after.Id = await ids.TakeAsync(scope, form, ct);
            command = scope.Statement(PostedTexts.GetValue(form, f => InsertText(scope.Dialect, f, "id"))).With("@id", after.Id);
        }
        var n = 0;
        Add(command, n++, after.Version);
        Add(command, n++, after.Owner);
        Add(command, n++, Instant(scope, after.CreatedAt));
        Add(command, n++, after.CreatedBy);
        Add(command, n++, Instant(scope, after.UpdatedAt));
        Add(command, n++, after.UpdatedBy);
        Add(command, n++, after.Unmet);
        foreach (var field in form.Fields)
            n = AddField(command, n, scope, field, after[field.Key]);
        if (IsPosted(change))
            await scope.PostAsync(command, ct);
        else
            after.Id = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private static string InsertText(SqlDialect dialect, FormModel form, string? id = null)
    {
        var columns = new List<string> { "version", "owner", "created_at", "created_by", "updated_at", "updated_by", "unmet" };
        foreach (var field in form.Fields)
            columns.AddRange(ColumnsOf(dialect, field));
        var values = string.Join(", ", columns.Select((_, i) => $"@p{i}"));
        return id is null
            ? $"INSERT INTO {dialect.Quote(form.Table)} ({string.Join(", ", columns)}) VALUES ({values}) RETURNING id"
            : $"INSERT INTO {dialect.Quote(form.Table)} ({id}, {string.Join(", ", columns)}) VALUES (@{id}, {values})";
    }

    private static async Task UpdateAsync(RecordChange change, CancellationToken ct)
    {
        var (scope, form, after) = (change.Scope, change.Form, change.After);
        var changed = form.Fields.Where(f => !f.IsSystem && change.Changes(f.Key)).ToList();
        var columns = new List<string> { "version", "owner", "updated_at", "updated_by", "deleted_at", "unmet" };
        foreach (var field in changed)
            columns.AddRange(ColumnsOf(scope.Dialect, field));
        var sets = string.Join(", ", columns.Select((c, i) => $"{c} = @p{i}"));
        var command = scope.Statement($"UPDATE {scope.Dialect.Quote(form.Table)} SET {sets} WHERE id = @id AND version = @was");
        var n = 0;
        Add(command, n++, after.Version);
        Add(command, n++, after.Owner);
        Add(command, n++, Instant(scope, after.UpdatedAt));
        Add(command, n++, after.UpdatedBy);
        Add(command, n++, after.DeletedAt is { } deleted ? Instant(scope, deleted) : null);
        Add(command, n++, after.Unmet);
        foreach (var field in changed)
            n = AddField(command, n, scope, field, after[field.Key]);
        command.With("@id", after.Id);
        command.With("@was", change.Before!.Version);
        if (await command.ExecuteNonQueryAsync(ct) != 1)
            throw new ConflictException("record.stale", new Problem("", "record.stale")) { Record = (form.Key, after.Id) };
    }

    private static IEnumerable<string> ColumnsOf(SqlDialect dialect, FieldDefinition field)
    {
        if (field.IsSystem || field.IsLive || field.Type.Shape == FieldShape.Links)
            yield break;
        yield return dialect.Quote(field.Column);
        if (field.Type.Shape == FieldShape.PolymorphicReference)
            yield return dialect.Quote(field.Column + "_form");
    }

    private static int AddField(DbCommand command, int n, CommandScope scope, FieldDefinition field, object? value)
    {
        if (field.IsSystem || field.IsLive || field.Type.Shape == FieldShape.Links)
            return n;
        if (field.Type.Shape == FieldShape.PolymorphicReference)
        {
            var reference = (RecordReference?)value;
            Add(command, n, reference?.Id);
            Add(command, n + 1, reference?.Form);
            return n + 2;
        }
        Add(command, n, value is null ? null : scope.Dialect.ToDb(field.Type.Column, value, field.Scale));
        return n + 1;
    }

    private static async Task WriteLinksAsync(RecordChange change, CancellationToken ct)
    {
        var scope = change.Scope;
        foreach (var field in change.Form.Fields.Where(f => f.Type.Shape == FieldShape.Links && change.Changes(f.Key)))
        {
            var table = scope.Dialect.Quote(change.Form.LinkTable(field));
            if (change.Before?[field.Key] is not null)
            {
                var clear = scope.Statement($"DELETE FROM {table} WHERE record_id = @id");
                clear.With("@id", change.After.Id);
                await scope.PostAsync(clear, ct);
            }
            var position = 0L;
            foreach (var value in change.After[field.Key] is System.Collections.IEnumerable values ? values : Array.Empty<object>())
            {
                var insert = scope.Statement($"INSERT INTO {table} (record_id, value, pos) VALUES (@id, @value, @pos)");
                insert.With("@id", change.After.Id);
                insert.With("@value", value);
                insert.With("@pos", position++);
                await scope.PostAsync(insert, ct);
            }
        }
    }

    private static async Task LogAsync(RecordChange change, CancellationToken ct)
    {
        const string sql = "INSERT INTO sys_change_entry (form, record_id, version, kind, actor, on_behalf_of, via, at, diff, owner, stage, reason) " +
            "VALUES (@form, @record, @version, @kind, @actor, NULL, @via, @at, @diff, @owner, @stage, @reason)";
        var (scope, after) = (change.Scope, change.After);
        var stage = change.Metadata.PipelinesOf(change.Form).Select(p => (string?)after[p.Field.Key]).FirstOrDefault();
        var command = scope.Statement(sql);
        command.With("@form", change.Form.Key);
        command.With("@record", after.Id);
        command.With("@version", after.Version);
        command.With("@kind", change.Request.Kind.ToString().ToLowerInvariant());
        command.With("@actor", change.Request.Kind is WriteKind.Recompute ? null : after.UpdatedBy);
        command.With("@via", change.Request.Via);
        command.With("@at", Instant(scope, change.Now));
        command.With("@diff", RecordValues.Diff(change.Form, change.Before, after));
        command.With("@owner", after.Owner);
        command.With("@stage", stage);
        command.With("@reason", change.Request.Reason);
        await scope.PostAsync(command, ct);
    }

    private static object Instant(CommandScope scope, DateTimeOffset instant) => scope.Dialect.ToDb(ColumnKind.Instant, instant, 0);

    private static void Add(DbCommand command, int n, object? value) => command.With("@p" + n.ToString(CultureInfo.InvariantCulture), value);
}
