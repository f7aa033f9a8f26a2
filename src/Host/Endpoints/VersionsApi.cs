using System.Text;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// What a definition was before. Bringing a version back is publishing its document again. Who designs sees every version; of what
/// belongs to people, whoever may change it sees those that they could have changed then.
/// </summary>
internal static class VersionsApi
{
    private const int MaxNote = 500;

    public static void MapVersions(this WebApplication app)
    {
        foreach (var (route, kind) in DefinitionsApi.Routes)
        {
            app.MapGet($"/api/{route}/{{key}}/versions", (HttpContext http, string key, Database database, DefinitionStore store, DefinitionAuthors authors, CancellationToken ct) => ListAsync(http, kind, key, database, store, authors, ct));
            app.MapGet($"/api/{route}/{{key}}/versions/{{version:int}}", (HttpContext http, string key, int version, Database database, DefinitionStore store, CancellationToken ct) => GetAsync(http, kind, key, version, database, store, ct));
        }
    }

    /// <summary>Why a version is published, in the author's words: the header X-Note, percent-encoded as headers are ASCII.</summary>
    public static string? Note(HttpContext http)
    {
        var note = Uri.UnescapeDataString(http.Request.Headers["X-Note"].ToString());
        return note.Length > MaxNote || note.Contains('\0') ? throw ValidationException.BadRequest(new Problem("", "version.note").With("max", MaxNote)) : note.Length > 0 ? note : null;
    }

    private static async Task<IResult> ListAsync(HttpContext http, string kind, string key, Database database, DefinitionStore store, DefinitionAuthors authors, CancellationToken ct)
    {
        var isSeen = Seen(http, kind, key);
        var versions = await VersionsAsync(kind, key, database, store, isSeen, ct);
        if (versions.Count == 0)
            throw new NotFoundException(kind);
        return await authors.AnswerAsync(http.Access(), versions.Select(v => v.By), writer =>
        {
            writer.WriteStartArray("items");
            foreach (var version in versions)
            {
                writer.WriteStartObject();
                writer.WriteNumber("version", version.Version);
                writer.WriteString("at", Instants.Text(version.At));
                writer.WriteNumberOrNull("by", version.By);
                writer.WriteString("note", version.Note);
                writer.WriteBoolean("deleted", version.Deleted);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, ct);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string kind, string key, int version, Database database, DefinitionStore store, CancellationToken ct)
    {
        var isSeen = Seen(http, kind, key);
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var found = await store.FindAsync(db, kind, key, version, ct) is { Deleted: false } one && isSeen?.Invoke(one) != false ? one : throw new NotFoundException(kind);
        return new ApiAnswer(200, Encoding.UTF8.GetBytes(found.Document)) { Version = found.Version };
    }

    /// <summary>Which versions exist for the caller; null: all of them. Throws 403, and 404 for what the caller may not see.</summary>
    private static Func<DefinitionVersion, bool>? Seen(HttpContext http, string kind, string key)
    {
        var access = http.Access();
        if (access.Can("design") || SharingRights.Of(kind) is not { } rights)
        {
            DefinitionsApi.RequireDesign(http);
            return null;
        }
        if (!rights.MayWrite(rights.Readable(access, key).Document, access))
            throw new ForbiddenException(rights.Refusals.Change, new Problem("", rights.Refusals.Change));
        return version =>
        {
            using var document = JsonDocument.Parse(version.Document);
            return rights.MayRead(document.RootElement, access) && rights.MayWrite(document.RootElement, access);
        };
    }

    private static async Task<IReadOnlyList<DefinitionVersion>> VersionsAsync(string kind, string key, Database database, DefinitionStore store, Func<DefinitionVersion, bool>? isSeen, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var versions = await store.VersionsAsync(db, kind, key, withDocuments: isSeen is not null, ct);
        return isSeen is null ? versions : [.. versions.Where(isSeen)];
    }
}
