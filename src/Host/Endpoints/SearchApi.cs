using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Search over every form that the caller may read; a few of each.</summary>
internal static class SearchApi
{
    private const int PerForm = 6;

    public static void MapSearch(this WebApplication app) => app.MapGet("/api/search", SearchAsync);

    private static async Task<ApiAnswer> SearchAsync(HttpContext http, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var text = http.Request.Query.Text("q");
        var found = new List<(string Form, long Id, string Title)>();
        if (!string.IsNullOrWhiteSpace(text))
        {
            await using var session = await database.OpenForCallerAsync(ct);
            foreach (var form in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Read)).OrderBy(f => f.Order))
            {
                var page = await store.PageAsync(session, access, form, new RecordQuery { Search = text, Limit = PerForm, Sort = "-updatedAt" }, ct);
                var titles = await store.TitlesAsync(session, access, form, [.. page.Items.Select(r => r.Id)], ct);
                found.AddRange(page.Items.Select(r => (form.Key, r.Id, titles.GetValueOrDefault(r.Id) ?? $"#{r.Id}")));
            }
        }
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (form, id, title) in found)
            {
                writer.WriteStartObject();
                writer.WriteString("form", form);
                writer.WriteNumber("id", id);
                writer.WriteString("title", title);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
