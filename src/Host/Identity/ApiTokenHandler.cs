using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Identity;

/// <summary><c>Authorization: Bearer TOKEN</c>: acts as the person who made the token. Only a digest is stored.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Database database, PersonDirectory people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "token";

    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var digest = Digest(header["Bearer ".Length..].Trim());
        await using var session = await database.OpenReadAsync(Context.RequestAborted);
        await using var db = PlatformContexts.ForReading(session);
        var token = await db.ApiTokens.FirstOrDefaultAsync(t => t.Hash == digest && t.RevokedAt == null, Context.RequestAborted);
        if (token is null || await people.FindAsync(token.UserId, Context.RequestAborted) is not { Active: true })
            return AuthenticateResult.Fail("unknown token");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token.UserId.ToString(CultureInfo.InvariantCulture))], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => throw new UnauthenticatedException();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => throw new Platform.Errors.ForbiddenException();
}
