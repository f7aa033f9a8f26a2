using NoCodeCrm.Host.Errors;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Identity;

/// <summary>Fixes for the whole request who is asking, in which language, and over which snapshot of the metadata.</summary>
internal sealed class ActorMiddleware(RequestDelegate next, PersonDirectory people, ViewedActors viewed, MetadataCache metadata, AppSettings settings)
{
    /// <summary>Under which key the person stands whose session it is, whoever they look as.</summary>
    internal const string Self = "Self";

    public async Task InvokeAsync(HttpContext context)
    {
        var language = Languages.Of(context.Request, settings.Current.Language);
        context.Items[nameof(Languages)] = language;
        if (SessionCookie.UserId(context.User) is { } id && await people.FindAsync(id, context.RequestAborted) is { Active: true } person)
        {
            var snapshot = metadata.Current;
            var seen = await viewed.FindAsync(person, SessionCookie.Viewed(context.User), snapshot, context.RequestAborted);
            var actor = people.ActorOf(seen, language);
            context.Items[nameof(Languages)] = actor.Language;
            context.Items[nameof(Person)] = seen;
            context.Items[Self] = person;
            context.Items[nameof(AccessPolicy)] = new AccessPolicy(actor, snapshot);
        }
        await next(context);
    }
}

/// <summary>What the middleware fixed, for endpoints.</summary>
internal static class RequestActor
{
    public static AccessPolicy Access(this HttpContext context) => context.Items[nameof(AccessPolicy)] as AccessPolicy ?? throw new UnauthenticatedException();

    public static Person Person(this HttpContext context) => context.Items[nameof(Identity.Person)] as Person ?? throw new UnauthenticatedException();

    /// <summary>Whose session it is; differs from <see cref="Person"/> while they look through another's eyes.</summary>
    public static Person Self(this HttpContext context) => context.Items[ActorMiddleware.Self] as Person ?? throw new UnauthenticatedException();

    public static string Language(this HttpContext context) => context.Items[nameof(Languages)] as string ?? "en";

    /// <summary>The form of a route, if it exists and the caller may do anything with it at all.</summary>
    public static FormModel Form(this HttpContext context, string key)
    {
        var access = context.Access();
        var form = access.Metadata.Form(key);
        if (form is null || !(access.May(form, RecordAction.Read) || access.May(form, RecordAction.Create)))
            throw new Platform.Errors.NotFoundException("form");
        return form;
    }
}
