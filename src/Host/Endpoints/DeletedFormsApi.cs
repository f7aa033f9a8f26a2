using System.Text;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Forms that were deleted. Their records stay in the database and are there again once the form is.</summary>
internal static class DeletedFormsApi
{
    public static void MapDeletedForms(this WebApplication app)
    {
        app.MapGet("/api/deleted-forms", ListAsync);
        app.MapPost("/api/deleted-forms/{form}/restore", RestoreAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Database database, DefinitionStore store, DefinitionAuthors authors, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var deleted = await DeletedAsync(database, store, ct);
        return await authors.AnswerAsync(http.Access(), deleted.Select(d => d.By), writer =>
        {
            writer.WriteStartArray("items");
            foreach (var form in deleted)
            {
                writer.WriteStartObject();
                writer.WriteString("key", form.Key);
                writer.WriteText("title", FormParser.Outline(Document(form)).Title);
                writer.WriteString("at", Instants.Text(form.At));
                writer.WriteNumberOrNull("by", form.By);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, ct);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, string form, Publisher publisher, MetadataCache cache, Database database, DefinitionStore store, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var deleted = (await DeletedAsync(database, store, ct)).FirstOrDefault(d => d.Key == form) ?? throw new NotFoundException("form");
        var version = await publisher.PublishAsync(DefinitionKinds.Form, form, Document(deleted), null, http.Person().Id, VersionsApi.Note(http), ct);
        return new ApiAnswer(200, Encoding.UTF8.GetBytes(cache.Current.Form(form)!.Document.GetRawText())) { Version = version };
    }

    private static async Task<IReadOnlyList<DefinitionVersion>> DeletedAsync(Database database, DefinitionStore store, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await store.DeletedAsync(db, DefinitionKinds.Form, ct);
    }

    private static JsonElement Document(DefinitionVersion version)
    {
        using var document = JsonDocument.Parse(version.Document, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }
}
