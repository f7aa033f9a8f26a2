using System.Security.Cryptography;
using System.Text;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Identity;

/// <summary>An unsafe request by cookie must bring the session's token in a header, which no other site can know.</summary>
internal sealed class CsrfMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        if (isSafe || context.User.Identity?.AuthenticationType != SessionCookie.Scheme || IsHub(context))
            return next(context);
        var expected = SessionCookie.CsrfToken(context.User) ?? "";
        var sent = context.Request.Headers["X-CSRF-TOKEN"].ToString();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(sent)) || expected.Length == 0)
            throw new ForbiddenException("csrf", new Problem("", "csrf"));
        return next(context);
    }

    // The hub only listens; its negotiation changes nothing and is bound to the same origin by SameSite and CORS.
    private static bool IsHub(HttpContext context) => context.Request.Path.StartsWithSegments("/api/hub", StringComparison.Ordinal);
}
