using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

internal static class SessionApi
{
    public static void MapSession(this WebApplication app)
    {
        app.MapPost("/api/session", SignInAsync).AllowAnonymous().AllowWhileViewing();
        app.MapGet("/api/session", (HttpContext http, AppSettings settings) => Describe(http, http.Person(), settings));
        app.MapDelete("/api/session", (Delegate)SignOutAsync).AllowWhileViewing();
        app.MapPatch("/api/me", PatchMeAsync);
        app.MapPost("/api/me/password", ChangePasswordAsync);
        app.MapGet("/api/invitations/{token}", GetInvitationAsync).AllowAnonymous();
        app.MapPost("/api/invitations/{token}", AcceptInvitationAsync).AllowAnonymous();
        app.MapGet("/api/tokens", ListTokensAsync);
        app.MapPost("/api/tokens", CreateTokenAsync);
        app.MapDelete("/api/tokens/{id:long}", RevokeTokenAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIns signIns, AppSettings settings, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var person = await signIns.SignInAsync(http, json.Text("email") ?? "", json.Text("password") ?? "", ct);
        return Describe(http, person, settings);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(SessionCookie.Scheme);
        return ApiAnswer.NoContent;
    }

    /// <summary>Who is signed in, what they may do outside forms, and the installation's profile.</summary>
    public static ApiAnswer Describe(HttpContext http, Person person, AppSettings settings)
    {
        var metadata = http.RequestServices.GetRequiredService<MetadataCache>().Current;
        var actor = http.RequestServices.GetRequiredService<PersonDirectory>().ActorOf(person, http.Language());
        var access = new AccessPolicy(actor, metadata);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("user");
            writer.WriteNumber("id", person.Id);
            writer.WriteString("name", person.Name);
            writer.WriteString("email", person.Email);
            writer.WriteStartArray("roles");
            foreach (var role in person.Roles.Order(StringComparer.Ordinal))
                writer.WriteStringValue(role);
            writer.WriteEndArray();
            writer.WriteString("locale", person.Locale);
            writer.WriteString("timeZone", person.TimeZone);
            writer.WriteString("theme", person.Theme ?? "system");
            writer.WriteString("density", person.Density ?? "comfortable");
            writer.WriteStartObject("mail");
            foreach (var kind in NotificationKind.All)
                writer.WriteBoolean(kind.Key, MailChoice.Wants(person.Mail, kind));
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteString("csrfToken", SessionCookie.CsrfToken(http.User));
            writer.WriteStartObject("app");
            writer.WriteString("company", settings.Current.Company);
            writer.WriteString("currency", settings.Current.Currency);
            writer.WriteString("timeZone", settings.Current.TimeZone);
            writer.WriteString("language", settings.Current.Language);
            writer.WriteBoolean("mail", http.RequestServices.GetRequiredService<NotificationOptions>().Mail);
            writer.WriteEndObject();
            writer.WriteStartObject("can");
            foreach (var ability in RoleModel.Abilities.Where(access.Can))
                writer.WriteBoolean(ability, true);
            if (ViewAsApi.MayView(access.Actor))
                writer.WriteBoolean("viewAs", true);
            writer.WriteEndObject();
            ViewAsApi.Write(writer, http, person, metadata);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> PatchMeAsync(HttpContext http, IUserStore<Login> logins, PersonDirectory people, AppSettings settings, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var problems = new List<Problem>();
        var (locale, zone, theme, density) = (json.Text("locale"), json.Text("timeZone"), json.Text("theme"), json.Text("density"));
        if (locale is not null && !Languages.IsKnown(locale))
            problems.Add(new Problem("/locale", "setup.language"));
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            problems.Add(new Problem("/timeZone", "setup.time_zone"));
        if (theme is not (null or "light" or "dark" or "system"))
            problems.Add(new Problem("/theme", "choice").With("choices", "light, dark, system"));
        if (density is not (null or "comfortable" or "compact"))
            problems.Add(new Problem("/density", "choice").With("choices", "comfortable, compact"));
        var mail = MailChoices(json, problems);
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        var login = await logins.FindByIdAsync(http.Person().Id.ToString(), ct) ?? throw new UnauthenticatedException();
        (login.Locale, login.TimeZone, login.Theme, login.Density) = (locale ?? login.Locale, zone ?? login.TimeZone, theme ?? login.Theme, density ?? login.Density);
        foreach (var (kind, wanted) in mail)
            login.Mail = MailChoice.With(login.Mail, kind, wanted);
        await logins.UpdateAsync(login, ct);
        return Describe(http, (await people.FindAsync(login.UserId, ct))!, settings);
    }

    private static List<(NotificationKind Kind, bool Wanted)> MailChoices(JsonElement json, List<Problem> problems)
    {
        var choices = new List<(NotificationKind, bool)>();
        if (!json.TryGetProperty("mail", out var mail) || mail.ValueKind != JsonValueKind.Object)
            return choices;
        foreach (var choice in mail.EnumerateObject())
            if (NotificationKind.Find(choice.Name) is { } kind && choice.Value.ValueKind is (JsonValueKind.True or JsonValueKind.False))
                choices.Add((kind, choice.Value.GetBoolean()));
            else
                problems.Add(new Problem($"/mail/{choice.Name}", "choice").With("choices", string.Join(", ", NotificationKind.All.Select(k => k.Key))));
        return choices;
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, SignIns signIns, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var id = http.Person().Id;
        await signIns.ChangePasswordAsync(id, json.Text("current") ?? "", json.Text("password") ?? "", ct);
        await signIns.StartSessionAsync(http, id, ct); // every other session has just ended
        return ApiAnswer.NoContent;
    }

    private static async Task<IResult> GetInvitationAsync(string token, SignIns signIns, CancellationToken ct)
    {
        var (_, person) = await signIns.FindInvitationAsync(token, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", person.Name);
            writer.WriteString("email", person.Email);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> AcceptInvitationAsync(HttpContext http, string token, SignIns signIns, AppSettings settings, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var (login, _) = await signIns.FindInvitationAsync(token, ct);
        await signIns.AcceptAsync(login, json.Text("password") ?? "", ct);
        return Describe(http, await signIns.StartSessionAsync(http, login.UserId, ct), settings);
    }

    private static async Task<IResult> ListTokensAsync(HttpContext http, Database database, CancellationToken ct)
    {
        var id = http.Person().Id;
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var tokens = await db.ApiTokens.Where(t => t.UserId == id && t.RevokedAt == null).OrderBy(t => t.Id).ToListAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var token in tokens)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", token.Id);
                writer.WriteString("name", token.Name);
                writer.WriteString("createdAt", Instants.Text(token.CreatedAt));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> CreateTokenAsync(HttpContext http, Idempotency idempotency, ClockSource clock, CancellationToken ct)
    {
        var name = (await http.JsonAsync()).Text("name");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            throw ValidationException.Refused(new Problem("/name", "required").With("label", LocalizedText.Of("name")));
        return await idempotency.RunAsync(http, async scope =>
        {
            var text = "nc_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            var token = new ApiToken { UserId = http.Person().Id, Name = name, Hash = ApiTokens.Digest(text), CreatedAt = clock.Now };
            scope.Db.ApiTokens.Add(token);
            await scope.Db.SaveChangesAsync(ct);
            // A repeated request makes no second token, and learns which one it made; the text is kept nowhere.
            return TokenAnswer(token.Id, text) with { Kept = TokenAnswer(token.Id, null).Body };
        });
    }

    private static ApiAnswer TokenAnswer(long id, string? text) => ApiAnswer.Json(201, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("token", text);
        writer.WriteEndObject();
    });

    private static async Task<IResult> RevokeTokenAsync(HttpContext http, long id, UnitOfWork work, ApiTokens tokens, ClockSource clock, CancellationToken ct)
    {
        var userId = http.Person().Id;
        var revoked = await work.ExecuteAsync(scope => scope.Db.ApiTokens.Where(t => t.Id == id && t.UserId == userId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, clock.Now), ct), ct);
        tokens.ForgetAll();
        return revoked == 1 ? ApiAnswer.NoContent : throw new NotFoundException("token");
    }
}
