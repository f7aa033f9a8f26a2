using System.Globalization;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// What people wrote themselves that points to sample records. Some of it cannot be without them (a field that must not be
/// blank, a task that a pipeline gave) and goes along; the rest stays, with the reference emptied. Stateless.
/// </summary>
internal static class SampleReferences
{
    /// <summary>Adds to the sample what cannot be without it, and answers how many of these somebody had written.</summary>
    public static async Task<long> AdoptAsync(CommandScope scope, MetadataSnapshot metadata, CancellationToken ct)
    {
        var written = 0L;
        for (var (more, rounds) = (true, 0); more && rounds < 20; rounds++)
        {
            more = false;
            foreach (var form in metadata.Forms.Values)
            {
                foreach (var field in Binding(form))
                    more |= await AdoptAsync(scope, form, $"{PointsToSample(scope.Dialect, field)}", counts: n => written += n, ct);
                foreach (var field in metadata.Pipelines.Values.Where(p => p.TaskForm?.Form == form.Key).Select(p => form.Field(p.TaskForm!.Record)).OfType<FieldDefinition>().Distinct())
                    more |= await AdoptAsync(scope, form, $"{PointsToSample(scope.Dialect, field)} AND EXISTS (SELECT 1 FROM sys_change_entry c WHERE c.form = @form AND c.record_id = r.id AND c.kind = 'create' AND c.via = 'flow')", counts: null, ct);
            }
        }
        return written;
    }

    /// <summary>Live records that stay, with the members (field keys, <c>owner</c>) that point to sample records.</summary>
    public static async Task<IReadOnlyDictionary<(FormModel Form, long Id), IReadOnlyList<string>>> StayingAsync(CommandScope scope, MetadataSnapshot metadata, CancellationToken ct)
    {
        var found = new Dictionary<(FormModel, long), IReadOnlyList<string>>();
        foreach (var form in metadata.Forms.Values)
            foreach (var (member, condition) in Members(scope.Dialect, form))
            {
                var command = scope.Statement($"SELECT r.id FROM {scope.Dialect.Quote(form.Table)} r WHERE r.deleted_at IS NULL AND {condition} AND {IsNoSample}").With("@form", form.Key);
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                    found[(form, reader.GetInt64(0))] = [.. found.GetValueOrDefault((form, reader.GetInt64(0))) ?? [], member];
            }
        return found;
    }

    /// <summary>Empties the references of what lies in the recycle bin, which no write reaches.</summary>
    public static async Task EmptyDeletedAsync(CommandScope scope, MetadataSnapshot metadata, CancellationToken ct)
    {
        foreach (var form in metadata.Forms.Values)
        {
            var table = scope.Dialect.Quote(form.Table);
            await scope.Statement($"UPDATE {table} SET owner = NULL WHERE owner IN ({SampleOf("'user'")})").ExecuteNonQueryAsync(ct);
            foreach (var field in References(form))
            {
                if (field.Type.Shape == FieldShape.Links)
                {
                    await scope.Statement($"DELETE FROM {scope.Dialect.Quote(form.LinkTable(field))} WHERE value IN ({SampleOf("@target")})").With("@target", field.Targets[0]).ExecuteNonQueryAsync(ct);
                    continue;
                }
                var column = scope.Dialect.Quote(field.Column);
                var also = field.Type.Shape == FieldShape.PolymorphicReference ? $", {scope.Dialect.Quote(field.Column + "_form")} = NULL" : "";
                await scope.Statement($"UPDATE {table} AS r SET {column} = NULL{also} WHERE {PointsToSample(scope.Dialect, field)}").ExecuteNonQueryAsync(ct);
            }
        }
    }

    private static async Task<bool> AdoptAsync(CommandScope scope, FormModel form, string condition, Action<long>? counts, CancellationToken ct)
    {
        var added = await scope.Statement($"INSERT INTO sys_sample_record (form, record_id) SELECT @form, r.id FROM {scope.Dialect.Quote(form.Table)} r WHERE {condition} AND {IsNoSample}")
            .With("@form", form.Key).ExecuteNonQueryAsync(ct);
        counts?.Invoke(added);
        return added > 0;
    }

    // People and teams outlive any reference; what they lose is emptied.
    private static IEnumerable<FieldDefinition> Binding(FormModel form) => form.Key is BuiltInForms.User or BuiltInForms.Team ? []
        : References(form).Where(f => f.Required && f.Type.Shape != FieldShape.Links);

    private static IEnumerable<FieldDefinition> References(FormModel form) =>
        form.Fields.Where(f => !f.IsSystem && !f.IsLive && f.Targets.Length > 0 && f.Type.Column == ColumnKind.Reference);

    private static IEnumerable<(string Member, string Condition)> Members(SqlDialect dialect, FormModel form)
    {
        yield return (SystemMembers.Owner, $"r.owner IN ({SampleOf("'user'")})");
        foreach (var field in References(form))
            yield return (field.Key, field.Type.Shape == FieldShape.Links
                ? $"EXISTS (SELECT 1 FROM {dialect.Quote(form.LinkTable(field))} l WHERE l.record_id = r.id AND l.value IN ({SampleOf($"'{field.Targets[0]}'")}))"
                : PointsToSample(dialect, field));
    }

    private const string IsNoSample = "NOT EXISTS (SELECT 1 FROM sys_sample_record s WHERE s.form = @form AND s.record_id = r.id)";

    // Keys of forms are checked words and stand in the text as they are.
    private static string PointsToSample(SqlDialect dialect, FieldDefinition field)
    {
        var column = "r." + dialect.Quote(field.Column);
        return field.Type.Shape == FieldShape.PolymorphicReference
            ? $"EXISTS (SELECT 1 FROM sys_sample_record x WHERE x.form = r.{dialect.Quote(field.Column + "_form")} AND x.record_id = {column})"
            : string.Create(CultureInfo.InvariantCulture, $"{column} IN ({SampleOf($"'{field.Targets[0]}'")})");
    }

    private static string SampleOf(string form) => $"SELECT record_id FROM sys_sample_record WHERE form = {form}";
}
