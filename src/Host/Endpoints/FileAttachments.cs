using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>A file named by a file field belongs from then on to that record, and is seen by whoever sees it.</summary>
public sealed class FileAttachments : IRecordEffect
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var field in change.Form.Fields.Where(f => f.Type is FileFieldType && change.Changes(f.Key)))
            foreach (var id in change.After[field.Key] as IReadOnlyList<long> ?? [])
                if (await change.Scope.Db.Files.FindAsync([id], ct) is { RecordId: null } file)
                {
                    (file.Form, file.RecordId) = (change.Form.Key, change.After.Id);
                    await change.Scope.Db.SaveChangesAsync(ct);
                }
    }
}
