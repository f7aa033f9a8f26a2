using Microsoft.EntityFrameworkCore;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Where an upload belongs among the files of its record: in which slot, and whether it is the next version of a file
/// that is there. The same name in the same slot is a new version; <c>replaces</c> says so of a file by another name.
/// </summary>
internal static class FileVersions
{
    public static async Task PlaceAsync(CommandScope scope, FormModel form, StoredFile file, long? replaces, CancellationToken ct)
    {
        var there = await scope.Db.Files.Where(f => f.Form == file.Form && f.RecordId == file.RecordId).OrderBy(f => f.Id).ToListAsync(ct);
        var before = replaces is { } id
            ? there.FirstOrDefault(f => f.Id == id && f.DeletedAt is null) ?? throw ValidationException.BadRequest("/replaces", "file.replaces")
            : there.LastOrDefault(f => f.DeletedAt is null && f.Slot == file.Slot && string.Equals(f.Title, file.Title, StringComparison.OrdinalIgnoreCase));
        if (before is null)
            return;
        var family = before.Family ?? before.Id;
        (file.Slot, file.Family) = (before.Slot, family);
        file.Version = there.Where(f => (f.Family ?? f.Id) == family).Max(f => f.Version) + 1;
    }

    /// <summary>Refuses a slot that no stage of the form names.</summary>
    public static void CheckSlot(MetadataSnapshot metadata, FormModel form, string? slot)
    {
        if (slot is not null && !metadata.PipelinesOf(form).Any(p => DeliverableSlots.Of(p.Pipeline).Contains(slot)))
            throw ValidationException.BadRequest(new Problem("/slot", "file.slot").With("slot", slot));
    }
}
