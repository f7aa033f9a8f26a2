using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Looking at the app through another's eyes (docs/http-api.md). It lives in the session's cookie and ends with it.</summary>
internal static class ViewAsApi
{
    public static void MapViewAs(this WebApplication app)
    {
        app.MapPost("/api/session/view-as", StartAsync).AllowWhileViewing();
        app.MapDelete("/api/session/view-as", StopAsync).AllowWhileViewing();
    }

    public static bool MayView(Actor actor) => ViewedActors.MayView(actor);

    /// <summary><c>viewAs</c> of a session: whose eyes, and whose session it is in truth; absent for one's own.</summary>
    public static void Write(Utf8JsonWriter writer, HttpContext http, Person seen, MetadataSnapshot metadata)
    {
        if (SessionCookie.Viewed(http.User) is not { } viewed)
            return;
        writer.WriteStartObject("viewAs");
        if (viewed.User is not null)
        {
            writer.WriteStartObject("user");
            writer.WriteNumber("id", seen.Id);
            writer.WriteString("name", seen.Name);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartObject("role");
            writer.WriteString("key", viewed.Role);
            writer.WriteText("title", metadata.Roles.GetValueOrDefault(viewed.Role!)?.Title ?? LocalizedText.Of(viewed.Role!));
            writer.WriteEndObject();
        }
        writer.WriteStartObject("by");
        writer.WriteNumber("id", http.Self().Id);
        writer.WriteString("name", http.Self().Name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static async Task<IResult> StartAsync(HttpContext http, ViewedActors actors, PersonDirectory people, UnitOfWork work, AppSettings settings, CancellationToken ct)
    {
        var self = http.Self();
        if (!self.Roles.Contains(RoleModel.Administrator) || http.User.Identity?.AuthenticationType != SessionCookie.Scheme)
            throw new ForbiddenException("forbidden.view_as", new Problem("", "forbidden.view_as"));
        var viewed = await TargetAsync(http, people, ct);
        return await SwitchAsync(http, viewed, actors, work, settings, ct);
    }

    private static Task<IResult> StopAsync(HttpContext http, ViewedActors actors, UnitOfWork work, AppSettings settings, CancellationToken ct) =>
        SwitchAsync(http, null, actors, work, settings, ct);

    private static async Task<ViewAs> TargetAsync(HttpContext http, PersonDirectory people, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var role = json.Text("role");
        var user = json.TryGetProperty("user", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : (long?)null;
        var known = role is null
            ? user is { } named && await people.FindAsync(named, ct) is { Active: true }
            : user is null && http.Access().Metadata.Roles.ContainsKey(role);
        return known ? new ViewAs(user, role) : throw ValidationException.Refused(new Problem(role is null ? "/user" : "/role", "view_as.target"));
    }

    private static async Task<IResult> SwitchAsync(HttpContext http, ViewAs? viewed, ViewedActors actors, UnitOfWork work, AppSettings settings, CancellationToken ct)
    {
        var self = http.Self();
        if (http.User.Identity?.AuthenticationType != SessionCookie.Scheme)
            return ApiAnswer.NoContent; // a token has no session that could look elsewhere
        await work.ExecuteAsync(async scope =>
        {
            await actors.NoteAsync(scope, self, viewed, ct);
            return true;
        }, ct);
        var principal = SessionCookie.PrincipalOf(http.User, viewed);
        await http.SignInAsync(SessionCookie.Scheme, principal);
        http.User = principal;
        return SessionApi.Describe(http, await actors.FindAsync(self, viewed, http.Access().Metadata, ct), settings);
    }
}
