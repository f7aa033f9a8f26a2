using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NoCodeCrm.Host.Identity;

/// <summary><c>Authorization: Bearer TOKEN</c>: acts as the person who made the token. Only a digest is stored.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens, PersonDirectory people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var user = await tokens.FindAsync(ApiTokens.Digest(header["Bearer ".Length..].Trim()), Context.RequestAborted);
        if (user is not { } id || await people.FindAsync(id, Context.RequestAborted) is not { Active: true })
            return AuthenticateResult.Fail("unknown token");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id.ToString(CultureInfo.InvariantCulture))], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => throw new UnauthenticatedException();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => throw new Platform.Errors.ForbiddenException();
}
