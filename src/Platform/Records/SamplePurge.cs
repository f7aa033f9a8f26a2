using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// What taking the sample away means. Records: how many go, by form. Along: how many of them somebody wrote about sample
/// records and that cannot be without them. Kept: how many stay with a reference emptied.
/// </summary>
public sealed record SampleRemovalPlan(IReadOnlyDictionary<string, long> Records, long Along, long Kept);

/// <summary>
/// Takes sample data away as if it had never been: rows, links, history, comments, files and what else was told of them. The
/// only place that takes anything from the change log (ADR 12). What people wrote themselves is changed through RecordWriter.
/// </summary>
public sealed class SamplePurge(RecordWriter writer, RecordStore store)
{
    /// <summary>The jobs that load sample data; their rows go with it.</summary>
    public const string JobKind = "sample";

    private const string Trial = "sample_trial";

    // Fixed tables whose rows are about one record.
    private static readonly string[] About = ["sys_change_entry", "sys_stage_visit", "sys_comment", "sys_follower", "sys_notification", "sys_stored_file", "sys_record_period", "sys_handover_item", "sys_loaded_record"];

    // Fixed tables whose rows are about one person.
    private static readonly string[] OfPeople = ["sys_role_assignment", "sys_follower", "sys_notification", "sys_api_token"];

    private const string OfSample = "EXISTS (SELECT 1 FROM sys_sample_record s WHERE s.form = i.form AND s.record_id = i.record_id)";

    private const string HandoversOfSample = "IN (SELECT i.handover FROM sys_handover_item i WHERE " + OfSample + ")";
    private const string OfNothingElse = HandoversOfSample + " AND h.id NOT IN (SELECT i.handover FROM sys_handover_item i WHERE NOT " + OfSample + ")";

    // Handovers of nothing else go with their jobs; of the others the rest is counted. In this order.
    private static readonly string[] Handovers =
    [
        "DELETE FROM sys_job WHERE id IN (SELECT h.id FROM sys_handover h WHERE h.id " + OfNothingElse + ") OR id IN (SELECT h.undo_job FROM sys_handover h WHERE h.id " + OfNothingElse + ")",
        "DELETE FROM sys_handover WHERE id IN (SELECT h.id FROM sys_handover h WHERE h.id " + OfNothingElse + ")",
        $"UPDATE sys_handover SET total = {Rest("1=1")}, moved = {Rest("i.outcome = 'moved'")}, skipped = {Rest("i.outcome = 'skipped'")}, " +
            $"returned = {Rest("i.undo_outcome = 'returned'")}, kept = {Rest("i.undo_outcome = 'kept'")} WHERE id " + HandoversOfSample,
    ];

    private static string Rest(string which) => $"(SELECT COUNT(*) FROM sys_handover_item i WHERE i.handover = sys_handover.id AND {which} AND NOT {OfSample})";

    /// <summary>What would go and what would stay; changes nothing.</summary>
    public async Task<SampleRemovalPlan> PlanAsync(CommandScope scope, MetadataSnapshot metadata, CancellationToken ct)
    {
        await scope.SaveAsync(Trial, ct);
        var along = await BeginAsync(scope, metadata, ct);
        var records = await SampleRecords.CountAsync(scope, ct);
        var kept = await SampleReferences.StayingAsync(scope, metadata, ct);
        await scope.RollBackToAsync(Trial, ct);
        return new SampleRemovalPlan(records, along, kept.Count);
    }

    /// <summary>Does it, on behalf of an administrator, who becomes owner of what a sample person owned. Answers the names of the files on disk that nothing refers to any more.</summary>
    public async Task<IReadOnlyList<string>> RemoveAsync(CommandScope scope, AccessPolicy access, CancellationToken ct)
    {
        var metadata = access.Metadata;
        await BeginAsync(scope, metadata, ct);
        foreach (var ((form, id), members) in await SampleReferences.StayingAsync(scope, metadata, ct))
            await LetGoAsync(scope, access, form, id, members, ct);
        var files = await scope.Db.Database.SqlQueryRaw<string>(
            "SELECT f.name AS \"Value\" FROM sys_stored_file f JOIN sys_sample_record s ON s.form = f.form AND s.record_id = f.record_id").ToListAsync(ct);
        foreach (var statement in Handovers)
            await scope.Statement(statement).ExecuteNonQueryAsync(ct);
        foreach (var form in metadata.Forms.Values)
        {
            foreach (var field in form.Fields.Where(f => f.Type.Shape == FieldShape.Links && !f.IsLive))
                await DeleteAsync(scope, form.LinkTable(field), "record_id IN", form.Key, ct);
            await DeleteAsync(scope, form.Table, "id IN", form.Key, ct);
            foreach (var table in About)
                await DeleteAsync(scope, table, "form = @form AND record_id IN", form.Key, ct);
        }
        await SampleReferences.EmptyDeletedAsync(scope, metadata, ct);
        foreach (var table in OfPeople)
            await DeleteAsync(scope, table, "user_id IN", BuiltInForms.User, ct);
        await DeleteAsync(scope, "sys_reporting_line", "user_id IN", BuiltInForms.User, ct);
        await DeleteAsync(scope, "sys_reporting_line", "manager_id IN", BuiltInForms.User, ct);
        await scope.Statement("DELETE FROM sys_sample_record").ExecuteNonQueryAsync(ct);
        await scope.Statement("DELETE FROM sys_job WHERE kind = @kind").With("@kind", JobKind).ExecuteNonQueryAsync(ct);
        return files;
    }

    // Whoever was given a sign-in has become a real person and stays.
    private static async Task<long> BeginAsync(CommandScope scope, MetadataSnapshot metadata, CancellationToken ct)
    {
        await scope.Statement("DELETE FROM sys_sample_record WHERE form = @form AND record_id IN (SELECT user_id FROM sys_login)").With("@form", BuiltInForms.User).ExecuteNonQueryAsync(ct);
        return await SampleReferences.AdoptAsync(scope, metadata, ct);
    }

    private async Task LetGoAsync(CommandScope scope, AccessPolicy access, FormModel form, long id, IReadOnlyList<string> members, CancellationToken ct)
    {
        var record = await store.FindAsync(scope, access, form, id, RecordAction.Read, ct, allFields: true);
        var values = new Dictionary<string, object?>();
        foreach (var member in members)
            values[member] = member == SystemMembers.Owner ? access.Actor.UserId
                : record?[member] is IReadOnlyList<long> all ? await RemainingAsync(scope, form.Field(member)!.Targets[0], all, ct) : null;
        await writer.WriteAsync(scope, new WriteRequest { Access = access, Form = form, Kind = WriteKind.Update, Id = id, Values = values, Via = "system", Historical = true, TrustedReferences = true, Silent = true }, ct);
    }

    private static async Task<IReadOnlyList<long>?> RemainingAsync(CommandScope scope, string target, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var sample = await scope.Db.SampleRecords.AsNoTracking().Where(s => s.Form == target && ids.Contains(s.RecordId)).Select(s => s.RecordId).ToListAsync(ct);
        var left = ids.Except(sample).ToList();
        return left.Count == 0 ? null : left;
    }

    private static Task DeleteAsync(CommandScope scope, string table, string which, string form, CancellationToken ct) =>
        scope.Statement($"DELETE FROM {scope.Dialect.Quote(table)} WHERE {which} (SELECT record_id FROM sys_sample_record WHERE form = @form)").With("@form", form).ExecuteNonQueryAsync(ct);
}
