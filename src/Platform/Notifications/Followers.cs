using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Notifications;

/// <summary>
/// Who follows a record: its owner and those whom a field lets see it, without a row; beyond them those whom a row names.
/// A row that says no wins over everything. Stateless.
/// </summary>
public static class Followers
{
    public static bool IsImplied(FormModel form, RecordData record, long user) => Implied(form, record).Contains(user);

    public static IEnumerable<long> Implied(FormModel form, RecordData record)
    {
        if (record.Owner is { } owner)
            yield return owner;
        foreach (var field in form.Fields.Where(f => f.GrantsAccess && f.Type.Shape == FieldShape.Links))
            foreach (var id in record[field.Key] as IReadOnlyList<long> ?? [])
                yield return id;
    }

    public static async Task<IReadOnlySet<long>> OfAsync(CommandScope scope, FormModel form, RecordData record, CancellationToken ct)
    {
        var chosen = await scope.Db.Followers.AsNoTracking().Where(f => f.Form == form.Key && f.RecordId == record.Id).ToListAsync(ct);
        var followers = Implied(form, record).Concat(chosen.Where(f => f.Following).Select(f => f.UserId)).ToHashSet();
        followers.ExceptWith(chosen.Where(f => !f.Following).Select(f => f.UserId));
        return followers;
    }

    /// <summary>A choice of the person themself replaces what was; one that follows from a comment only adds.</summary>
    public static async Task SetAsync(CommandScope scope, FormModel form, long record, long user, bool following, bool chosen, CancellationToken ct)
    {
        var row = await scope.Db.Followers.FindAsync([form.Key, record, user], ct);
        if (row is null)
            scope.Db.Followers.Add(new Follower { Form = form.Key, RecordId = record, UserId = user, Following = following });
        else if (chosen)
            row.Following = following;
        await scope.Db.SaveChangesAsync(ct);
    }
}
