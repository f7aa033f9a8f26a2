using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Work on definitions that is not published yet.</summary>
internal static class DraftsApi
{
    public static void MapDrafts(this WebApplication app)
    {
        app.MapGet("/api/drafts", ListAsync);
        foreach (var (route, kind) in DefinitionsApi.Routes)
        {
            app.MapGet($"/api/{route}/{{key}}/draft", (HttpContext http, string key, DraftStore drafts, DefinitionAuthors authors, CancellationToken ct) => GetAsync(http, kind, key, drafts, authors, ct));
            app.MapPut($"/api/{route}/{{key}}/draft", (HttpContext http, string key, DraftStore drafts, DefinitionAuthors authors, CancellationToken ct) => PutAsync(http, kind, route, key, drafts, authors, ct));
            app.MapDelete($"/api/{route}/{{key}}/draft", (HttpContext http, string key, DraftStore drafts, CancellationToken ct) => DeleteAsync(http, kind, key, drafts, ct));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, DraftStore drafts, DefinitionAuthors authors, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var all = await drafts.ListAsync(ct);
        return await authors.AnswerAsync(http.Access(), all.Select(d => d.By), writer =>
        {
            writer.WriteStartArray("items");
            foreach (var draft in all)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", draft.Kind);
                writer.WriteString("key", draft.Key);
                WriteFacts(writer, draft);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, ct);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string kind, string key, DraftStore drafts, DefinitionAuthors authors, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        return await AnswerAsync(http, authors, await drafts.FindAsync(kind, key, ct) ?? throw new NotFoundException("draft"), ct);
    }

    private static async Task<IResult> PutAsync(HttpContext http, string kind, string route, string key, DraftStore drafts, DefinitionAuthors authors, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.JsonAsync();
        if (!body.TryGetProperty("document", out var document) || document.ValueKind != JsonValueKind.Object)
            throw ValidationException.BadRequest("/document", "document.object");
        if (!Keys.IsWellFormed(key))
            throw ValidationException.Refused(new Problem("", "key.malformed").With("key", key));
        var isNew = http.Request.Headers.IfNoneMatch.ToString() == "*";
        var draft = await drafts.SaveAsync(kind, key, document, BaseVersion(body), isNew ? null : DefinitionsApi.CurrentVersion(http), http.Person().Id, ct);
        var answer = await AnswerAsync(http, authors, draft, ct);
        return isNew ? answer with { Status = 201, Location = $"/api/{route}/{key}/draft" } : answer;
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string kind, string key, DraftStore drafts, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        await drafts.DeleteAsync(kind, key, DefinitionsApi.CurrentVersion(http), ct);
        return ApiAnswer.NoContent;
    }

    private static int? BaseVersion(JsonElement body)
    {
        if (!body.TryGetProperty("baseVersion", out var version) || version.ValueKind == JsonValueKind.Null)
            return null;
        return version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number > 0 ? number : throw ValidationException.BadRequest("/baseVersion", "draft.base");
    }

    private static async Task<ApiAnswer> AnswerAsync(HttpContext http, DefinitionAuthors authors, DefinitionDraft draft, CancellationToken ct)
    {
        var answer = await authors.AnswerAsync(http.Access(), [draft.By], writer =>
        {
            writer.WritePropertyName("document");
            writer.WriteRawValue(draft.Document);
            WriteFacts(writer, draft);
        }, ct);
        return answer with { Version = draft.Revision };
    }

    private static void WriteFacts(Utf8JsonWriter writer, DefinitionDraft draft)
    {
        writer.WriteNumberOrNull("baseVersion", draft.BaseVersion);
        writer.WriteString("updatedAt", Instants.Text(draft.UpdatedAt));
        writer.WriteNumberOrNull("by", draft.By);
        writer.WriteNumber("revision", draft.Revision);
    }
}
