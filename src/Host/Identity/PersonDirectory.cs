using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Identity;

/// <summary>Who someone is right now. Stamp: changes whenever their sessions must end.</summary>
public sealed record Person(long Id, string Name, string? Email, bool Active, ImmutableHashSet<string> Roles, string? Stamp, string? Locale, string? TimeZone, string? Theme, string? Density, string? Mail);

/// <summary>People as requests need them, kept in memory until something about them changes.</summary>
public sealed class PersonDirectory(Database database, MetadataCache metadata, RecordStore records, ClockSource clock) : IActorSource
{
    private readonly ConcurrentDictionary<long, Person> _known = new();

    public async Task<Person?> FindAsync(long id, CancellationToken ct)
    {
        if (_known.TryGetValue(id, out var known))
            return known;
        if (await LoadAsync(id, ct) is not { } person)
            return null;
        return _known[id] = person;
    }

    public void Forget(long id) => _known.TryRemove(id, out _);

    public void ForgetAll() => _known.Clear();

    public Actor ActorOf(Person person, string language) => new(person.Id, person.Roles) { Language = person.Locale ?? language, TimeZone = Zone(person.TimeZone) };

    public async Task<Actor?> FindActorAsync(long userId, string language, CancellationToken ct) =>
        await FindAsync(userId, ct) is { Active: true } person ? ActorOf(person, language) : null;

    private TimeZoneInfo Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : clock.Zone;

    private async Task<Person?> LoadAsync(long id, CancellationToken ct)
    {
        if (metadata.Current.Form(BuiltInForms.User) is not { } form)
            return null;
        await using var session = await database.OpenReadAsync(ct);
        var system = new AccessPolicy(Actor.System, metadata.Current);
        if (await records.FindAsync(session, system, form, id, RecordAction.Read, ct) is not { } user)
            return null;
        await using var db = PlatformContexts.ForReading(session);
        var login = await db.Logins.FirstOrDefaultAsync(l => l.UserId == id, ct);
        var roles = await db.RoleAssignments.Where(r => r.UserId == id).Select(r => r.Role).ToListAsync(ct);
        return new Person(id, (string?)user["name"] ?? "", (string?)user["email"], user["active"] is not false, [.. roles],
            login?.SecurityStamp, login?.Locale, login?.TimeZone, login?.Theme, login?.Density, login?.Mail);
    }
}
