using System.Collections.Immutable;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Values that must be unique among live records, told by field; the database's index is who decides. Blanks never collide.</summary>
internal static class UniqueChecks
{
    public static bool Has(FormModel form) => !form.Unique.IsEmpty || form.Fields.Any(f => f.Unique);

    public static async Task CheckAsync(RecordChange change, CancellationToken ct)
    {
        var sets = change.Form.Unique.Concat(change.Form.Fields.Where(f => f.Unique).Select(f => ImmutableArray.Create(f.Key)));
        foreach (var keys in sets)
        {
            var isNew = change.Request.Kind is WriteKind.Create or WriteKind.Restore || keys.Any(change.Changes);
            if (isNew && keys.All(k => change.After[k] is not null) && await ExistsAsync(change, keys, ct))
                change.Problems.Add(new Problem(change.PathOf(keys[0]), "unique", $"unique:{string.Join('+', keys)}")
                    .With("label", change.Form.Field(keys[0])?.Title).With("value", Told(change, keys[0])));
        }
    }

    // Of several fields one may be hidden from who changed another; its value is not theirs to hear.
    private static string? Told(RecordChange change, string key) => change.Access.IsHidden(change.Form, key) ? MaskedValue.Dots : change.After[key]?.ToString();

    private static async Task<bool> ExistsAsync(RecordChange change, ImmutableArray<string> keys, CancellationToken ct)
    {
        var dialect = change.Scope.Dialect;
        var conditions = string.Join(" AND ", keys.Select((k, i) => $"{Column(dialect, change.Form, k)} = @v{i}"));
        var command = change.Scope.Statement($"SELECT 1 FROM {dialect.Quote(change.Form.Table)} WHERE deleted_at IS NULL AND id <> @id AND {conditions} LIMIT 1");
        for (var i = 0; i < keys.Length; i++)
        {
            var field = change.Form.Field(keys[i]);
            command.With($"@v{i}", field is { IsSystem: false } ? dialect.ToDb(field.Type.Column, change.After[keys[i]]!, field.Scale) : change.After[keys[i]]);
        }
        command.With("@id", change.After.Id);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static string Column(SqlDialect dialect, FormModel form, string key) =>
        SystemMembers.Find(key)?.Column ?? dialect.Quote(form.Field(key)!.Column);
}
