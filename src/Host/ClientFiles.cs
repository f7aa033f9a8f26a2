using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace NoCodeCrm.Host;

/// <summary>Serves the built client: hashed assets for ever, the page itself always fresh.</summary>
internal static class ClientFiles
{
    public static void UseClientFiles(this WebApplication app)
    {
        var root = Root(app);
        if (root is null)
            return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(root),
            ContentTypeProvider = new FileExtensionContentTypeProvider(),
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapClientFallback(this WebApplication app)
    {
        var page = Path.Combine(Root(app) ?? "", "index.html");
        // Every address of the client is its one page; an unknown API address is a problem document.
        app.MapFallback(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || !HttpMethods.IsGet(context.Request.Method))
                throw new Platform.Errors.NotFoundException("endpoint");
            if (!File.Exists(page))
            {
                await context.Response.WriteAsync("The client has not been built.");
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(page);
        }).AllowAnonymous();
    }

    private static string? Root(WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var built = Path.Combine(app.Environment.ContentRootPath, "wwwroot");
        return Directory.Exists(built) ? built : Directory.Exists(published) ? published : null;
    }
}
