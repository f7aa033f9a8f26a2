using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Realtime;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Identity;

/// <summary>Through whose eyes an administrator looks: a person's, or those of somebody who holds one role and owns nothing. One of the two is set.</summary>
public sealed record ViewAs(long? User, string? Role);

/// <summary>
/// Whom a session speaks for. Only administrators look through others' eyes, who see everything as it is: nobody gains a right by it.
/// Asked on every request, so that it ends with the role, the person or the administrator's own rights.
/// </summary>
public sealed class ViewedActors(PersonDirectory people, ClockSource clock, ConnectedActors connected, ILogger<ViewedActors> log)
{
    /// <summary>The setting that keeps the last use, also after it has ended.</summary>
    public const string LastUseKey = "viewAs";

    // Owns nothing and leads nobody: no record of a person has it.
    private const long Nobody = 0;

    public static bool MayView(Actor actor) => actor is { IsSystem: false, IsAdministrator: true };

    /// <summary>Who is meant: the person themselves without other eyes; somebody without any right when whom they look as is no more.</summary>
    public async Task<Person> FindAsync(Person self, ViewAs? viewed, MetadataSnapshot metadata, CancellationToken ct)
    {
        if (viewed is null)
            return self;
        var nobody = self with { Id = Nobody, Name = "", Email = null, Roles = [], Stamp = null, Mail = null };
        if (!self.Roles.Contains(RoleModel.Administrator))
            return nobody;
        if (viewed.User is { } id)
            // Language and looks stay those of who is looking.
            return await people.FindAsync(id, ct) is { Active: true } person
                ? person with { Locale = self.Locale, Theme = self.Theme, Density = self.Density, Stamp = null }
                : nobody;
        return viewed.Role is { } key && metadata.Roles.TryGetValue(key, out var role)
            ? nobody with { Name = role.Title.For(self.Locale ?? Languages.English) ?? key, Roles = [key] }
            : nobody;
    }

    /// <summary>Notes that somebody begins (or, with null, ends) to look through other eyes; open connections come again as whom they speak for now.</summary>
    public async Task NoteAsync(CommandScope scope, Person self, ViewAs? viewed, CancellationToken ct)
    {
        if (viewed is not null)
        {
            var value = JsonSerializer.Serialize(new { by = self.Id, user = viewed.User, role = viewed.Role, at = Instants.Text(clock.Now) });
            if (await scope.Db.Settings.FirstOrDefaultAsync(s => s.Key == LastUseKey, ct) is { } last)
                last.Value = value;
            else
                scope.Db.Settings.Add(new Setting { Key = LastUseKey, Value = value });
            await scope.Db.SaveChangesAsync(ct);
        }
        scope.AfterCommit(() =>
        {
            log.LogWarning("Person {Person} {Act} viewing as user {User} role {Role}", self.Id, viewed is null ? "stops" : "begins", viewed?.User, viewed?.Role);
            connected.Close(self.Id);
        });
    }
}
