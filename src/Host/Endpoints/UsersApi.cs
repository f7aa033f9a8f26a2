using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Roles and sign-ins of people; the people themselves are records of the form <c>user</c>.</summary>
internal static class UsersApi
{
    internal static readonly LocalizedText AdministratorTitle = LocalizedText.Of("Administrator").WithDefault("zh-CN", "管理员");

    public static void MapUsers(this WebApplication app)
    {
        app.MapGet("/api/users", ListAsync);
        app.MapPut("/api/users/{id:long}/roles", PutRolesAsync);
        app.MapPost("/api/users/{id:long}/invite", InviteAsync);
    }

    private static void RequireUsers(HttpContext http)
    {
        if (!http.Access().Can("users"))
            throw new ForbiddenException("forbidden.users", new Problem("", "forbidden.users"));
    }

    private static async Task<IResult> ListAsync(HttpContext http, Database database, RecordStore records, CancellationToken ct)
    {
        RequireUsers(http);
        var access = http.Access();
        var form = access.Metadata.Form(BuiltInForms.User)!;
        await using var session = await database.OpenForCallerAsync(ct);
        var page = await records.PageAsync(session, access, form, new RecordQuery { Sort = "name", Limit = RecordQuery.MaxLimit, Cursor = http.Request.Query.Text("cursor"), Search = http.Request.Query.Text("search") }, ct);
        await using var db = PlatformContexts.ForReading(session);
        var ids = page.Items.Select(u => u.Id).ToList();
        var logins = await db.Logins.Where(l => ids.Contains(l.UserId)).ToDictionaryAsync(l => l.UserId, ct);
        var roles = (await db.RoleAssignments.Where(r => ids.Contains(r.UserId)).ToListAsync(ct)).ToLookup(r => r.UserId, r => r.Role);
        var titles = new RecordTitles();
        foreach (var user in page.Items)
            titles.AddRecord(user, form.Fields);
        var names = await titles.LoadAsync(records, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var user in page.Items)
            {
                writer.WriteStartObject();
                RecordJson.WriteMembers(writer, user, form.Fields);
                WriteRoles(writer, roles[user.Id]);
                var login = logins.GetValueOrDefault(user.Id);
                writer.WriteString("signIn", login is null ? "none" : login.PasswordHash is null ? "invited" : "active");
                writer.WriteString("lastSignInAt", login?.LastSignInAt is { } at ? Instants.Text(at) : null);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextCursor", page.NextCursor);
            RecordTitles.Write(writer, "titles", names);
            WriteKnownRoles(writer, access);
            writer.WriteEndObject();
        });
    }

    private static void WriteRoles(Utf8JsonWriter writer, IEnumerable<string> roles)
    {
        writer.WriteStartArray("roles");
        foreach (var role in roles.Order(StringComparer.Ordinal))
            writer.WriteStringValue(role);
        writer.WriteEndArray();
    }

    private static void WriteKnownRoles(Utf8JsonWriter writer, AccessPolicy access)
    {
        writer.WriteStartArray("roles");
        writer.WriteStartObject();
        writer.WriteString("key", RoleModel.Administrator);
        writer.WriteText("title", AdministratorTitle);
        writer.WriteEndObject();
        foreach (var role in access.Metadata.Roles.Values.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("key", role.Key);
            writer.WriteText("title", role.Title);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static async Task<IResult> PutRolesAsync(HttpContext http, long id, UnitOfWork work, PersonDirectory people, CancellationToken ct)
    {
        RequireUsers(http);
        var json = await http.JsonAsync();
        var access = http.Access();
        if (!json.TryGetProperty("roles", out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.String))
            throw ValidationException.BadRequest("/roles", "document.strings");
        var roles = list.EnumerateArray().Select(r => r.GetString()!).Distinct().ToList();
        var unknown = roles.Where(r => r != RoleModel.Administrator && !access.Metadata.Roles.ContainsKey(r)).ToList();
        if (unknown.Count > 0)
            throw ValidationException.Refused(unknown.Select(r => new Problem("/roles", "role.unknown").With("role", r)));
        _ = await people.FindAsync(id, ct) ?? throw new NotFoundException("user");
        if (!access.Actor.IsAdministrator && roles.Contains(RoleModel.Administrator))
            throw new ForbiddenException("forbidden.users", new Problem("/roles", "forbidden.users"));
        await work.ExecuteAsync(async scope =>
        {
            var others = await scope.Db.RoleAssignments.AnyAsync(r => r.Role == RoleModel.Administrator && r.UserId != id, ct);
            if (!roles.Contains(RoleModel.Administrator) && !others)
                throw ValidationException.Refused(new Problem("/roles", "role.last_administrator"));
            await scope.Db.RoleAssignments.Where(r => r.UserId == id).ExecuteDeleteAsync(ct);
            scope.Db.RoleAssignments.AddRange(roles.Select(r => new RoleAssignment { UserId = id, Role = r }));
            await scope.Db.SaveChangesAsync(ct);
            scope.AfterCommit(() => people.Forget(id));
        }, ct);
        return ApiAnswer.NoContent;
    }

    private static async Task<IResult> InviteAsync(HttpContext http, long id, PersonDirectory people, SignIns signIns, IConfiguration configuration, CancellationToken ct)
    {
        RequireUsers(http);
        var person = await people.FindAsync(id, ct) ?? throw new NotFoundException("user");
        var (token, expires) = await signIns.InviteAsync(person, ct);
        // The address comes from configuration when there is one; a Host header is only what the caller claims.
        var origin = configuration["PublicUrl"]?.TrimEnd('/') ?? $"{http.Request.Scheme}://{http.Request.Host}";
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("url", $"{origin}/invite/{token}");
            writer.WriteString("expiresAt", Instants.Text(expires));
            writer.WriteEndObject();
        });
    }
}
