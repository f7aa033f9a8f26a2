using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The change log as a feed for other systems (docs/http-api.md, changes). For administrators: it spans all forms and rows.</summary>
internal static class ChangesApi
{
    private const int MaxLimit = 1_000;

    public static void MapChanges(this WebApplication app) => app.MapGet("/api/changes", ReadAsync);

    private static async Task<ApiAnswer> ReadAsync(HttpContext http, Database database, ChangeLogReader log, CancellationToken ct)
    {
        var (access, query) = (http.Access(), http.Request.Query);
        if (!access.Actor.IsAdministrator)
            throw new ForbiddenException("forbidden.changes", new Problem("", "forbidden.changes"));
        var limit = query.Number("limit", 200, 1, MaxLimit);
        var after = query.Text("after") is not { } text ? ChangeCursor.Start : ChangeCursor.Parse(text) ?? throw ValidationException.BadRequest("/after", "cursor.invalid");
        var form = query.Text("form") is { } key ? http.Form(key).Key : null;
        await using var session = await database.OpenForCallerAsync(ct);
        var page = await log.ReadAsync(session, access, form, after, limit, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var change in page.Items)
            {
                writer.WriteStartObject();
                writer.WriteNumber("seq", change.Entry.Seq);
                writer.WriteString("form", change.Form);
                writer.WriteNumber("record", change.Record);
                writer.WriteNumber("version", change.Entry.Version);
                writer.WriteString("kind", change.Entry.Kind);
                writer.WriteString("at", Instants.Text(change.Entry.At));
                writer.WriteNumberOrNull("actor", change.Entry.Actor);
                writer.WriteString("via", change.Entry.Via);
                writer.WriteString("reason", change.Entry.Reason);
                writer.WriteNumberOrNull("owner", change.Owner);
                writer.WriteString("stage", change.Stage);
                ChangeJson.WriteRaw(writer, change.Entry.Changes);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("next", page.Next.ToString());
            writer.WriteBoolean("more", page.More);
            writer.WriteEndObject();
        });
    }
}
