using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Every reference that a write sets must exist and be visible to its actor; which of the two failed is not told.</summary>
internal static class ReferenceChecks
{
    public static async Task CheckAsync(RecordStore store, RecordChange change, CancellationToken ct)
    {
        if (change.Request.TrustedReferences)
            return;
        if (change.Changes(SystemMembers.Owner) && change.Touches(SystemMembers.Owner) && change.After.Owner is { } owner)
            await RequireAsync(store, change, SystemMembers.Owner, change.Form.Field(SystemMembers.Owner)?.Title ?? LocalizedText.Of(SystemMembers.Owner), BuiltInForms.User, [owner], ct);
        foreach (var field in change.Form.Fields.Where(f => !f.IsSystem && f.Type.Column == ColumnKind.Reference && change.Changes(f.Key)))
        {
            switch (change.After[field.Key])
            {
                case long id:
                    await RequireAsync(store, change, field.Key, field.Title, field.Targets[0], [id], ct);
                    break;
                case RecordReference reference:
                    await RequireAsync(store, change, field.Key, field.Title, reference.Form, [reference.Id], ct);
                    break;
                case IReadOnlyList<long> ids when field.Type is FileFieldType:
                    await RequireFilesAsync(change, field, ids, ct);
                    break;
                case IReadOnlyList<long> ids:
                    await RequireAsync(store, change, field.Key, field.Title, field.Targets[0], ids, ct);
                    break;
            }
        }
    }

    private static async Task RequireAsync(RecordStore store, RecordChange change, string key, LocalizedText label, string target, IReadOnlyList<long> ids, CancellationToken ct)
    {
        if (change.Metadata.Form(target) is { } form)
        {
            var query = store.Query(change.Scope, change.Access, form);
            var conditions = query.BaseConditions(RecordAction.Read);
            conditions.Add($"{query.RootAlias}.id IN ({string.Join(", ", ids.Select(id => query.Parameter(id)))})");
            var sql = $"SELECT COUNT(*) {query.From} WHERE {string.Join(" AND ", conditions)}";
            if (Convert.ToInt64(await query.Command(change.Scope, sql).ExecuteScalarAsync(ct)) == ids.Count)
                return;
        }
        change.Problems.Add(new Problem(change.PathOf(key), "reference.unknown", $"field:{key}:reference").With("label", label));
    }

    // A file may be named by who uploaded it, or by a record that it already belongs to.
    private static async Task RequireFilesAsync(RecordChange change, FieldDefinition field, IReadOnlyList<long> ids, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            var file = await change.Scope.Db.Files.FindAsync([id], ct);
            var mine = file is { DeletedAt: null, RecordId: null } && (file.By == change.Access.Actor.UserId || change.Access.Actor.IsSystem);
            var here = file is { DeletedAt: null } && file.Form == change.Form.Key && file.RecordId == change.Before?.Id && change.Before is not null;
            if (!mine && !here)
                change.Refuse(field, "reference.unknown", $"field:{field.Key}:reference");
        }
    }
}
