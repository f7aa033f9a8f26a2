using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Keeps the drafts of definitions. Callers have checked the right to design.</summary>
public sealed class DraftStore(Database database, UnitOfWork work, ClockSource clock)
{
    public async Task<IReadOnlyList<DefinitionDraft>> ListAsync(CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.DefinitionDrafts.OrderBy(d => d.Kind).ThenBy(d => d.Key).ToListAsync(ct);
    }

    public async Task<DefinitionDraft?> FindAsync(string kind, string key, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.DefinitionDrafts.FirstOrDefaultAsync(d => d.Kind == kind && d.Key == key, ct);
    }

    /// <summary>Saves over the revision that the author saw, null for a new draft. Throws ConflictException when somebody has saved since.</summary>
    public Task<DefinitionDraft> SaveAsync(string kind, string key, JsonElement document, int? baseVersion, int? revision, long author, CancellationToken ct) => work.ExecuteAsync(async scope =>
    {
        var draft = await scope.Db.DefinitionDrafts.FindAsync([kind, key], ct);
        RefuseStale(draft, key, revision);
        if (draft is null)
        {
            draft = new DefinitionDraft { Kind = kind, Key = key, Revision = 0, Document = "", UpdatedAt = clock.Now };
            scope.Db.DefinitionDrafts.Add(draft);
        }
        (draft.Revision, draft.Document, draft.BaseVersion, draft.UpdatedAt, draft.By) = (draft.Revision + 1, document.GetRawText(), baseVersion, clock.Now, author);
        await scope.Db.SaveChangesAsync(ct);
        return draft;
    }, ct);

    /// <summary>Throws NotFoundException when there is none, ConflictException when somebody has saved since.</summary>
    public Task DeleteAsync(string kind, string key, int revision, CancellationToken ct) => work.ExecuteAsync(async scope =>
    {
        var draft = await scope.Db.DefinitionDrafts.FindAsync([kind, key], ct) ?? throw new NotFoundException("draft");
        RefuseStale(draft, key, revision);
        scope.Db.DefinitionDrafts.Remove(draft);
        await scope.Db.SaveChangesAsync(ct);
        return true;
    }, ct);

    private static void RefuseStale(DefinitionDraft? draft, string key, int? revision)
    {
        if (draft?.Revision != revision)
            throw new ConflictException("draft.stale", new Problem("", "draft.stale").With("key", key));
    }
}
