using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace NoCodeCrm.Host;

/// <summary>Serves the built client: hashed assets for ever, the page itself always fresh.</summary>
internal static class ClientFiles
{
    private static readonly (string Name, string Suffix)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    public static void UseClientFiles(this WebApplication app)
    {
        var root = Root(app);
        if (root is null)
            return;
        var files = new PhysicalFileProvider(root);
        var types = new FileExtensionContentTypeProvider();
        app.Use((context, next) => PreferCompressed(context, next, files, types));
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            ServeUnknownFileTypes = true, // the compressed siblings; their type is set above
            OnPrepareResponse = Prepare,
        });
    }

    /// <summary>The client's build leaves a <c>.br</c> and a <c>.gz</c> beside each text asset: nothing is compressed per request.</summary>
    private static async Task PreferCompressed(HttpContext context, RequestDelegate next, PhysicalFileProvider files, FileExtensionContentTypeProvider types)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/assets", StringComparison.Ordinal) && types.TryGetContentType(path.Value!, out var type))
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
            var found = Encodings.FirstOrDefault(e => accepted.Any(a => a.Value.Equals(e.Name, StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0)
                && files.GetFileInfo(path.Value + e.Suffix).Exists);
            if (found.Suffix is not null)
            {
                context.Items[typeof(ClientFiles)] = (found.Name, type);
                context.Request.Path = path.Value + found.Suffix;
                await next(context);
                context.Request.Path = path; // what the log tells
                return;
            }
        }
        await next(context);
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var response = file.Context.Response;
        response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.Context.Items[typeof(ClientFiles)] is (string encoding, string type))
        {
            response.Headers.ContentEncoding = encoding;
            response.ContentType = type;
        }
    }

    public static void MapClientFallback(this WebApplication app)
    {
        var page = Path.Combine(Root(app) ?? "", "index.html");
        // Every address of the client is its one page; an unknown API address is a problem document.
        app.MapFallback(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
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
