using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Identity;

/// <summary>Who looks through another's eyes changes nothing: only endpoints that read, and those that end it, answer.</summary>
internal sealed class ReadOnlyViewMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        if (isSafe || SessionCookie.Viewed(context.User) is null || context.GetEndpoint()?.Metadata.GetMetadata<AllowedWhileViewing>() is not null || IsHub(context))
            return next(context);
        throw new ForbiddenException("view_as.read_only", new Problem("", "view_as.read_only"));
    }

    // It only speaks.
    private static bool IsHub(HttpContext context) => context.Request.Path.StartsWithSegments("/api/hub", StringComparison.Ordinal);
}

/// <summary>On an endpoint with an unsafe verb that changes no data: a query too long for an address, or a way out.</summary>
internal sealed class AllowedWhileViewing;

internal static class AllowedWhileViewingExtensions
{
    public static RouteHandlerBuilder AllowWhileViewing(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AllowedWhileViewing());
}
