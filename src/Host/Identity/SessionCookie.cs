using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace NoCodeCrm.Host.Identity;

/// <summary>The session cookie: encrypted, not readable by scripts, 8 hours idle. It carries who, the stamp of then, and the CSRF token.</summary>
internal static class SessionCookie
{
    public const string Scheme = "session";
    private const string StampClaim = "stamp";
    private const string CsrfClaim = "csrf";
    private const string ViewedUserClaim = "viewed_user";
    private const string ViewedRoleClaim = "viewed_role";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "nocodecrm";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        // A bearer token, when sent, is judged instead of the cookie.
        options.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? ApiTokenHandler.Scheme : null;
        options.Events.OnRedirectToLogin = context => throw new UnauthenticatedException();
        options.Events.OnRedirectToAccessDenied = context => throw new Platform.Errors.ForbiddenException();
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static ClaimsPrincipal PrincipalOf(Person person)
    {
        var claims = new[]
        {
            new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(StampClaim, person.Stamp ?? ""),
            new Claim(CsrfClaim, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))),
        };
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    public static long? UserId(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The same session with other eyes; null = one's own.</summary>
    public static ClaimsPrincipal PrincipalOf(ClaimsPrincipal session, ViewAs? viewed)
    {
        var claims = session.Claims.Where(c => c.Type is not (ViewedUserClaim or ViewedRoleClaim)).ToList();
        if (viewed?.User is { } user)
            claims.Add(new Claim(ViewedUserClaim, user.ToString(CultureInfo.InvariantCulture)));
        else if (viewed?.Role is { } role)
            claims.Add(new Claim(ViewedRoleClaim, role));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    /// <summary>Through whose eyes the session looks; null = one's own.</summary>
    public static ViewAs? Viewed(ClaimsPrincipal principal)
    {
        if (long.TryParse(principal.FindFirstValue(ViewedUserClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var user))
            return new ViewAs(user, null);
        return principal.FindFirstValue(ViewedRoleClaim) is { } role ? new ViewAs(null, role) : null;
    }

    public static string? CsrfToken(ClaimsPrincipal principal) => principal.FindFirstValue(CsrfClaim);

    // On every request: the person must still be active and their stamp unchanged.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<PersonDirectory>();
        var person = UserId(context.Principal!) is { } id ? await people.FindAsync(id, context.HttpContext.RequestAborted) : null;
        if (person is { Active: true, Stamp: { } stamp } && stamp == context.Principal!.FindFirstValue(StampClaim))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}

/// <summary>No session, or one that has ended: 401.</summary>
public sealed class UnauthenticatedException() : Exception("session.missing");
