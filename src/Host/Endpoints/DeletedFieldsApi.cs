using System.Globalization;
using System.Text;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Fields that a form has no more, with their values: seen, brought back, or taken away for good.</summary>
internal static class DeletedFieldsApi
{
    public static void MapDeletedFields(this WebApplication app)
    {
        app.MapGet("/api/forms/{form}/deleted-fields", ListAsync);
        app.MapPost("/api/forms/{form}/deleted-fields/{field}/restore", RestoreAsync);
        app.MapDelete("/api/forms/{form}/deleted-fields/{field}", PurgeAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string form, DeletedFields fields, DefinitionAuthors authors, CancellationToken ct)
    {
        var deleted = await fields.ListAsync(Form(http, form), ct);
        return await authors.AnswerAsync(http.Access(), deleted.Select(d => d.By), writer =>
        {
            writer.WriteStartArray("items");
            foreach (var field in deleted)
            {
                writer.WriteStartObject();
                writer.WriteString("id", field.Id);
                writer.WriteString("key", field.Key);
                writer.WriteString("at", Instants.Text(field.At));
                writer.WriteNumberOrNull("by", field.By);
                writer.WriteNumber("values", field.Values);
                writer.WritePropertyName("property");
                field.Property.WriteTo(writer);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, ct);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, string form, string field, DeletedFields fields, MetadataCache cache, CancellationToken ct)
    {
        var version = await fields.RestoreAsync(Form(http, form), field, DefinitionsApi.CurrentVersion(http), http.Person().Id, VersionsApi.Note(http), ct);
        return new ApiAnswer(200, Encoding.UTF8.GetBytes(cache.Current.Form(form)!.Document.GetRawText())) { Version = version };
    }

    // ?values=12 names what goes, so that nobody takes away what they have not seen.
    private static async Task<IResult> PurgeAsync(HttpContext http, string form, string field, DeletedFields fields, CancellationToken ct)
    {
        var values = long.TryParse(http.Request.Query["values"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        await fields.PurgeAsync(Form(http, form), field, values, ct);
        return ApiAnswer.NoContent;
    }

    private static FormModel Form(HttpContext http, string form)
    {
        DefinitionsApi.RequireDesign(http);
        return http.Access().Metadata.Form(form) ?? throw new NotFoundException("form");
    }
}
