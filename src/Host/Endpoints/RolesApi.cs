using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Roles and who holds them; each document by itself is a definition.</summary>
internal static class RolesApi
{
    private const int MaxNames = 3;

    public static void MapRoles(this WebApplication app) => app.MapGet("/api/roles", ListAsync);

    private static async Task<ApiAnswer> ListAsync(HttpContext http, PersonDirectory people, Database database, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var roles = http.Access().Metadata.Roles.Values.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        var holders = await HoldersAsync(database, people, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var role in roles.Prepend(null))
                Write(writer, role, holders[role?.Key ?? RoleModel.Administrator]);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>
    /// A role that people hold cannot go: they would wake up without rights. Nor can one that other definitions name: what is for it
    /// would be for nobody. Throws ValidationException naming some of both.
    /// </summary>
    public static async Task RequireUnusedAsync(HttpContext http, string role, CancellationToken ct)
    {
        var services = http.RequestServices;
        var language = http.Language();
        var holders = (await HoldersAsync(services.GetRequiredService<Database>(), services.GetRequiredService<PersonDirectory>(), ct))[role].Select(h => h.Name).ToList();
        var uses = RoleUsages.Find(http.Access().Metadata, role).Select(d => FieldUsages.Title(d).For(language) ?? d.Key).ToList();
        var problems = new List<Problem>();
        if (holders.Count > 0)
            problems.Add(new Problem("", "role.held", "role:held").With("count", holders.Count).With("names", Some(holders, language)));
        if (uses.Count > 0)
            problems.Add(new Problem("", "role.used", "role:used").With("count", uses.Count).With("names", Some(uses, language)));
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
    }

    private static string Some(IEnumerable<string> names, string language) => string.Join(language == Languages.Chinese ? "、" : ", ", names.Take(MaxNames));

    private static async Task<ILookup<string, Person>> HoldersAsync(Database database, PersonDirectory people, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var found = new List<(string Role, Person Person)>();
        foreach (var assignment in await db.RoleAssignments.ToListAsync(ct))
            if (await people.FindAsync(assignment.UserId, ct) is { } person)
                found.Add((assignment.Role, person));
        return found.OrderBy(f => f.Person.Name, StringComparer.Ordinal).ToLookup(f => f.Role, f => f.Person);
    }

    // Null stands for the built-in administrator, which has no document.
    private static void Write(Utf8JsonWriter writer, RoleModel? role, IEnumerable<Person> holders)
    {
        writer.WriteStartObject();
        writer.WriteString("key", role?.Key ?? RoleModel.Administrator);
        writer.WriteText("title", role?.Title ?? UsersApi.AdministratorTitle);
        writer.WriteBoolean("builtIn", role is null);
        writer.WriteNumberOrNull("version", role?.Version);
        writer.WriteStartArray("holders");
        foreach (var person in holders)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", person.Id);
            writer.WriteString("name", person.Name);
            writer.WriteBoolean("active", person.Active);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
