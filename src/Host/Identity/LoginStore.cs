using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Identity;

/// <summary>ASP.NET Core Identity over our tables: reads through read sessions, writes through UnitOfWork.</summary>
public sealed class LoginStore(Database database, UnitOfWork work, PersonDirectory people)
    : IUserPasswordStore<Login>, IUserEmailStore<Login>, IUserLockoutStore<Login>, IUserSecurityStampStore<Login>
{
    public Task<Login?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, out var id) ? FindAsync(l => l.UserId == id, cancellationToken) : Task.FromResult<Login?>(null);

    public Task<Login?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<Login?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        FindAsync(l => l.NormalizedEmail == normalizedEmail, cancellationToken);

    public Task<Login?> FindByInvitationAsync(string hash, CancellationToken ct) => FindAsync(l => l.InvitationHash == hash, ct);

    public async Task<IdentityResult> CreateAsync(Login user, CancellationToken cancellationToken) => await SaveAsync(user, isNew: true, cancellationToken);

    public async Task<IdentityResult> UpdateAsync(Login user, CancellationToken cancellationToken) => await SaveAsync(user, isNew: false, cancellationToken);

    public Task<IdentityResult> DeleteAsync(Login user, CancellationToken cancellationToken) => throw new NotSupportedException("People are disabled, not deleted.");

    private async Task<Login?> FindAsync(System.Linq.Expressions.Expression<Func<Login, bool>> condition, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.Logins.FirstOrDefaultAsync(condition, ct);
    }

    private async Task<IdentityResult> SaveAsync(Login user, bool isNew, CancellationToken ct)
    {
        await work.ExecuteAsync(async scope =>
        {
            if (isNew)
                scope.Db.Logins.Add(user);
            else
                scope.Db.Logins.Update(user);
            await scope.Db.SaveChangesAsync(ct);
            scope.Db.Entry(user).State = EntityState.Detached;
            scope.AfterCommit(() => people.Forget(user.UserId));
        }, ct);
        return IdentityResult.Success;
    }

    public Task<string> GetUserIdAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.UserId.ToString());

    public Task<string?> GetUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Login user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(Login user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Login user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Login user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email ?? "");

    public Task<string?> GetEmailAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(Login user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Login user, string? normalizedEmail, CancellationToken cancellationToken) => Set(() => user.NormalizedEmail = normalizedEmail ?? "");

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(Login user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockoutEnd = lockoutEnd?.ToUniversalTime());

    public Task<int> IncrementAccessFailedCountAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(Login user, CancellationToken cancellationToken) => Set(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Login user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(Login user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose()
    {
        // nothing is held
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
