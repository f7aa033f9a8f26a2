using NoCodeCrm.FormEngine.Duplicates;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Records that look like the one being typed.</summary>
internal static class DuplicatesApi
{
    public static void MapDuplicates(this WebApplication app) => app.MapGet("/api/forms/{form}/duplicates", FindAsync);

    private static async Task<ApiAnswer> FindAsync(HttpContext http, string form, Database database, RecordStore store, DuplicateSearch search, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var query = http.Request.Query;
        var key = query.Text("field") ?? "";
        if (model.Field(key) is not { } field || !model.Duplicates.Contains(key) || access.IsHidden(model, key))
            throw ValidationException.BadRequest(new Problem("/field", "query.choice").With("value", key).With("choices", string.Join(", ", model.Duplicates.Where(k => !access.IsHidden(model, k)))));
        await using var session = await database.OpenForCallerAsync(ct);
        var found = await search.FindAsync(session, access, model, field, query.Text("value") ?? "", query.Id("except"), ct);
        var titles = await store.TitlesAsync(session, access, model, [.. found.Select(f => f.Record.Id)], ct);
        var owners = new RecordTitles();
        foreach (var duplicate in found)
            owners.Add(Platform.Metadata.BuiltInForms.User, duplicate.Record.Owner);
        var names = await owners.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (record, value, likeness) in found)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", record.Id);
                writer.WriteString("title", titles.GetValueOrDefault(record.Id) ?? $"#{record.Id}");
                writer.WriteNumberOrNull("owner", record.Owner);
                writer.WriteString("likeness", likeness == Resemblance.Same ? "same" : "similar");
                writer.WriteString("value", value);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }
}
