using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>A pipeline as a board: per stage how many, how much, and the first cards. More cards come from the record list.</summary>
internal static class BoardApi
{
    public static void MapBoards(this WebApplication app) => app.MapGet("/api/pipelines/{key}/board", GetAsync);

    private static async Task<ApiAnswer> GetAsync(HttpContext http, string key, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var pipeline = access.Metadata.Pipelines.GetValueOrDefault(key) ?? throw new NotFoundException("pipeline");
        if (http.Request.Query.Text("form") is { } named && named != pipeline.Form)
            throw new NotFoundException("pipeline");
        var form = http.Form(pipeline.Form);
        if (access.IsHidden(form, pipeline.Field))
            throw new ForbiddenException("forbidden.read", new Problem("", "forbidden.read").With("form", form.Title));
        var sort = Allowed(pipeline.BoardSort, access, form);
        var filter = Filter.Parse(http.Request.Query.Text("filter"), "/filter");
        var search = http.Request.Query.Text("search");
        var limit = http.Request.Query.Number("limit", 30, 1, 200);
        await using var session = await database.OpenForCallerAsync(ct);
        var sums = await SumsAsync(session, store, access, form, pipeline, filter, search, ct);
        var fields = RecordStore.VisibleFields(access, form);
        var titles = new RecordTitles();
        var pages = new Dictionary<string, RecordPage>();
        foreach (var stage in pipeline.Stages)
            pages[stage.Key] = await ColumnAsync(http, session, store, form, pipeline, stage, sort, filter, search, limit, titles, fields, ct);
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var stage in pipeline.Stages)
                WriteColumn(writer, stage, sums.GetValueOrDefault(stage.Key), pages[stage.Key], fields);
            writer.WriteEndArray();
            writer.WriteString("sort", sort);
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    // Cards stand in an order that their reader may know.
    private static string? Allowed(string? sort, AccessPolicy access, FormModel form) =>
        string.Join(',', (sort ?? "").Split(',').Where(t => t.Length > 0 && !access.HidesPath(form, t.Trim().TrimStart('-')))) is { Length: > 0 } allowed ? allowed : null;

    private static async Task<RecordPage> ColumnAsync(HttpContext http, ReadSession session, RecordStore store, FormModel form, PipelineModel pipeline, StageModel stage, string? sort, Filter? filter, string? search, int limit, RecordTitles titles, IReadOnlyList<FieldDefinition> fields, CancellationToken ct)
    {
        // The text of the filter is the one the client sends when it asks the record list for the next page.
        var inStage = new { member = pipeline.Field, @operator = "equals", values = new[] { stage.Key } };
        var text = filter is null
            ? JsonSerializer.Serialize(new { and = new object[] { inStage } })
            : JsonSerializer.Serialize(new { and = new object[] { JsonSerializer.Deserialize<JsonElement>(http.Request.Query.Text("filter")!), inStage } });
        var query = new RecordQuery { Filter = Filter.Parse(text, "/filter"), FilterText = text, Sort = sort, Search = search, Limit = limit };
        var page = await store.PageAsync(session, http.Access(), form, query, ct);
        foreach (var record in page.Items)
            titles.AddRecord(record, fields);
        return page;
    }

    private static void WriteColumn(Utf8JsonWriter writer, StageModel stage, ColumnSum? sum, RecordPage page, IReadOnlyList<FieldDefinition> fields)
    {
        writer.WriteStartObject();
        writer.WriteString("stage", stage.Key);
        writer.WriteNumber("count", sum?.Count ?? 0);
        writer.WriteNumberOrNull("sum", sum?.Amount);
        writer.WriteNumberOrNull("weighted", sum?.Weighted);
        writer.WriteNumber("missing", sum?.Missing ?? 0);
        RecordsApi.WriteItems(writer, page.Items, fields);
        writer.WriteString("nextCursor", page.NextCursor);
        writer.WriteEndObject();
    }

    private static async Task<Dictionary<string, ColumnSum>> SumsAsync(ReadSession session, RecordStore store, AccessPolicy access, FormModel form, PipelineModel pipeline, Filter? filter, string? search, CancellationToken ct)
    {
        var totals = new[] { pipeline.AmountField, pipeline.WeightedField }.OfType<string>().Where(k => !access.IsHidden(form, k)).ToList();
        var groups = await store.GroupTotalsAsync(session, access, form, new RecordQuery { Filter = filter, Search = search, Totals = totals }, pipeline.Field, ct);
        return groups.ToDictionary(g => g.Key, g => new ColumnSum(
            g.Value.Total ?? 0,
            pipeline.AmountField is { } amount ? g.Value.Totals?.GetValueOrDefault(amount)?.Sum : null,
            pipeline.WeightedField is { } weighted ? g.Value.Totals?.GetValueOrDefault(weighted)?.Sum : null,
            pipeline.AmountField is { } counted ? g.Value.Totals?.GetValueOrDefault(counted)?.Missing ?? 0 : 0));
    }

    private sealed record ColumnSum(long Count, decimal? Amount, decimal? Weighted, long Missing);
}
