using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Realtime;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Identity;

/// <summary>
/// Ties sign-ins to the people they belong to: a changed e-mail changes the sign-in, a person who is no longer active
/// loses every session in the same transaction and every open connection after it.
/// </summary>
public sealed class UserSessions(PersonDirectory people, ConnectedActors connected) : IRecordEffect
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        if (!change.Form.IsUserForm)
            return;
        var id = change.After.Id;
        var isGone = change.After["active"] is false || change.After.DeletedAt is not null;
        if (isGone && id == change.Access.Actor.UserId)
            throw ValidationException.Refused(new Problem(change.PathOf("active"), "user.disable_self", "user:active:self"));
        if (isGone || change.Changes("email"))
        {
            var login = await change.Scope.Db.Logins.FirstOrDefaultAsync(l => l.UserId == id, ct);
            if (login is not null)
            {
                if (change.After["email"] is string email)
                    (login.Email, login.NormalizedEmail) = (email, email.ToUpperInvariant());
                if (isGone)
                    login.SecurityStamp = Guid.NewGuid().ToString("N");
                await change.Scope.Db.SaveChangesAsync(ct);
            }
        }
        change.Scope.AfterCommit(() =>
        {
            people.Forget(id);
            if (isGone)
                connected.Close(id);
        });
    }
}
