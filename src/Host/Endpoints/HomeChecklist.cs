using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The steps of a new installation. Each ticks itself once what it asks for is there; nothing is remembered.</summary>
internal sealed class HomeChecklist(RecordStore store)
{
    public async Task<IReadOnlyList<(string Step, bool Done)>> ReadAsync(ReadSession session, Platform.Access.AccessPolicy access, CancellationToken ct)
    {
        await using var db = PlatformContexts.ForReading(session);
        var me = access.Actor.UserId;
        var imported = await db.Jobs.AnyAsync(j => j.Kind == "import" && j.State == "succeeded", ct);
        var others = await db.Logins.Where(l => l.UserId != me).ToListAsync(ct);
        return
        [
            ("invite", others.Count > 0),
            ("teams", await AnyAsync(session, access, BuiltInForms.User, Filter.Of("team", FilterOperator.Set), ct)),
            ("import", imported),
            ("record", await AnyInPipelinesAsync(session, access, ct)),
            ("move", await db.Set<StageVisit>().AnyAsync(v => v.From != null && v.Via != "import" && db.Logins.Any(l => l.UserId == v.Actor), ct)),
            ("view_as", await db.Settings.AnyAsync(s => s.Key == ViewedActors.LastUseKey, ct)),
            ("colleague", others.Any(l => l.LastSignInAt is not null)),
        ];
    }

    private async Task<bool> AnyInPipelinesAsync(ReadSession session, Platform.Access.AccessPolicy access, CancellationToken ct)
    {
        foreach (var form in access.Metadata.Pipelines.Values.Select(p => p.Form).Distinct())
            if (await AnyAsync(session, access, form, null, ct))
                return true;
        return false;
    }

    private async Task<bool> AnyAsync(ReadSession session, Platform.Access.AccessPolicy access, string form, Filter? filter, CancellationToken ct) =>
        access.Metadata.Form(form) is { } model && (filter is null || model.Field(((FilterCondition)filter).Member) is not null)
        && (await store.PageAsync(session, access, model, new RecordQuery { Filter = filter, Limit = 1, Fields = ["id"] }, ct)).Items.Count > 0;
}
