using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Host.Identity;

/// <summary>Signing in, invitations and passwords. An unknown address and a wrong password look and take the same.</summary>
public sealed class SignIns(UserManager<Login> users, IUserStore<Login> store, PersonDirectory people, SignInFailures failures, ClockSource clock)
{
    private static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    public async Task<Person> SignInAsync(HttpContext http, string email, string password, CancellationToken ct)
    {
        var origin = $"{http.Connection.RemoteIpAddress}|{email.ToUpperInvariant()}";
        if (failures.IsThrottled(origin, clock.Now))
            throw new ThrottledException();
        var login = await users.FindByEmailAsync(email);
        var isRight = await IsRightAsync(login, password);
        var person = isRight ? await people.FindAsync(login!.UserId, ct) : null;
        if (person is not { Active: true })
        {
            failures.Add(origin, clock.Now);
            throw ValidationException.Refused(new Problem("/password", "session.wrong"));
        }
        failures.Forget(origin);
        login!.LastSignInAt = clock.Now;
        await users.ResetAccessFailedCountAsync(login);
        await store.UpdateAsync(login, ct);
        return await StartSessionAsync(http, person.Id, ct);
    }

    /// <summary>Starts a session for someone who has just proven who they are.</summary>
    public async Task<Person> StartSessionAsync(HttpContext http, long userId, CancellationToken ct)
    {
        var person = await people.FindAsync(userId, ct) ?? throw new UnauthenticatedException();
        var principal = SessionCookie.PrincipalOf(person);
        await http.SignInAsync(SessionCookie.Scheme, principal);
        http.User = principal;
        return person;
    }

    private async Task<bool> IsRightAsync(Login? login, string password)
    {
        if (login?.PasswordHash is null)
        {
            // The same work as for a real account, so that the time taken tells nothing.
            users.PasswordHasher.VerifyHashedPassword(Decoy(), failures.DecoyHash(users.PasswordHasher), password);
            return false;
        }
        if (await users.IsLockedOutAsync(login))
        {
            users.PasswordHasher.VerifyHashedPassword(Decoy(), failures.DecoyHash(users.PasswordHasher), password);
            return false;
        }
        if (await users.CheckPasswordAsync(login, password))
            return true;
        await users.AccessFailedAsync(login);
        return false;
    }

    /// <summary>A link's token with which a person sets a password; replaces any earlier one. Throws when the person has no e-mail.</summary>
    public async Task<(string Token, DateTimeOffset Expires)> InviteAsync(Person person, CancellationToken ct)
    {
        if (person.Email is not { } email)
            throw ValidationException.Refused(new Problem("/email", "user.no_email", "user:invite:email"));
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var login = await store.FindByIdAsync(person.Id.ToString(), ct);
        var isNew = login is null;
        login ??= new Login { UserId = person.Id, Email = email, NormalizedEmail = email.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N") };
        login.InvitationHash = ApiTokens.Digest(token);
        login.InvitationExpires = clock.Now + InvitationLife;
        await (isNew ? store.CreateAsync(login, ct) : store.UpdateAsync(login, ct));
        return (token, login.InvitationExpires.Value);
    }

    public async Task<(Login Login, Person Person)> FindInvitationAsync(string token, CancellationToken ct)
    {
        var login = await ((LoginStore)store).FindByInvitationAsync(ApiTokens.Digest(token), ct);
        if (login?.InvitationExpires is not { } expires || expires < clock.Now || await people.FindAsync(login.UserId, ct) is not { Active: true } person)
            throw new NotFoundException("invitation");
        return (login, person);
    }

    /// <summary>Takes an invitation: sets the password and ends every earlier session.</summary>
    public async Task AcceptAsync(Login login, string password, CancellationToken ct)
    {
        var problems = await PasswordProblemsAsync(users, password, "/password");
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        login.PasswordHash = users.PasswordHasher.HashPassword(login, password);
        (login.InvitationHash, login.InvitationExpires, login.LockoutEnd, login.AccessFailedCount) = (null, null, null, 0);
        login.SecurityStamp = Guid.NewGuid().ToString("N");
        login.LastSignInAt = clock.Now;
        await store.UpdateAsync(login, ct);
    }

    public async Task ChangePasswordAsync(long userId, string current, string password, CancellationToken ct)
    {
        var login = await store.FindByIdAsync(userId.ToString(), ct) ?? throw new UnauthenticatedException();
        if (!await users.CheckPasswordAsync(login, current))
            throw ValidationException.Refused(new Problem("/current", "session.wrong"));
        await AcceptAsync(login, password, ct);
    }

    public static async Task<List<Problem>> PasswordProblemsAsync(UserManager<Login> users, string password, string path)
    {
        var problems = new List<Problem>();
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, Decoy(), password);
            problems.AddRange(result.Errors.Select(e => new Problem(path, e.Code == "PasswordTooShort" ? "password.short" : "password.weak").With("min", users.Options.Password.RequiredLength)));
        }
        if (password.Length > 200)
            problems.Add(new Problem(path, "password.long").With("max", 200));
        return problems;
    }

    internal static Login Decoy() => new() { Email = "", NormalizedEmail = "", SecurityStamp = "" };
}
