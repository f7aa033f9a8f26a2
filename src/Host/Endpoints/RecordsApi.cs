using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

internal static class RecordsApi
{
    public static void MapRecords(this WebApplication app)
    {
        var records = app.MapGroup("/api/forms/{form}/records");
        records.MapGet("", ListAsync);
        records.MapPost("/query", QueryAsync).AllowWhileViewing();
        records.MapPost("", CreateAsync);
        records.MapPost("/bulk", BulkAsync);
        records.MapGet("/{id:long}", GetAsync);
        records.MapPatch("/{id:long}", PatchAsync);
        records.MapDelete("/{id:long}", DeleteAsync);
        records.MapPost("/{id:long}/restore", RestoreAsync);
        records.MapPost("/{id:long}/move", MoveAsync);
    }

    private static Task<ApiAnswer> ListAsync(HttpContext http, string form, Database database, RecordStore store, CancellationToken ct) =>
        PageAsync(http, http.Form(form), RecordQueries.Read(http.Request.Query), Expands(http.Request.Query.Text("expand")), database, store, ct);

    private static async Task<ApiAnswer> QueryAsync(HttpContext http, string form, Database database, RecordStore store, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        return await PageAsync(http, http.Form(form), RecordQueries.Read(json), json.TryGetProperty("expand", out var expand) && expand.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && Expands(expand.ValueKind == JsonValueKind.String ? expand.GetString() : expand.ValueKind == JsonValueKind.True ? All : expand.GetRawText()), database, store, ct);
    }

    private const string All = "*";

    // Titles of everything that is referred to, or none.
    private static bool Expands(string? wanted) => wanted switch
    {
        null => false,
        All or "true" => true,
        _ => throw ValidationException.BadRequest(new Problem("/expand", "query.choice").With("value", wanted).With("choices", All)),
    };

    private static async Task<ApiAnswer> PageAsync(HttpContext http, FormModel form, RecordQuery query, bool expand, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        await using var session = await database.OpenForCallerAsync(ct);
        var page = await store.PageAsync(session, access, form, query, ct);
        var fields = RecordStore.VisibleFields(access, form);
        if (query.Fields.Count > 0)
            fields = [.. fields.Where(f => query.Fields.Contains(f.Key))];
        Dictionary<string, Dictionary<long, string>>? names = null;
        if (expand)
        {
            var titles = new RecordTitles();
            foreach (var record in page.Items)
                titles.AddRecord(record, fields);
            names = await titles.LoadAsync(store, session, access, ct);
        }
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            WriteItems(writer, page.Items, fields);
            writer.WriteString("nextCursor", page.NextCursor);
            if (page.Total is { } total)
                writer.WriteNumber("total", total);
            if (page.Totals is { Count: > 0 } totals)
                WriteTotals(writer, totals);
            if (names is not null)
                RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    public static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<RecordData> items, IReadOnlyList<FieldDefinition> fields)
    {
        writer.WriteStartArray("items");
        foreach (var record in items)
            RecordJson.Write(writer, record, fields);
        writer.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter writer, IReadOnlyDictionary<string, FieldTotal> totals)
    {
        writer.WriteStartObject("totals");
        foreach (var (key, total) in totals)
        {
            writer.WriteStartObject(key);
            writer.WriteNumberOrNull("sum", total.Sum);
            writer.WriteNumber("missing", total.Missing);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static async Task<ApiAnswer> GetAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        var record = await store.GetAsync(session, access, model, id, ct);
        var fields = RecordStore.VisibleFields(access, model);
        var titles = new RecordTitles();
        titles.AddRecord(record, fields);
        var names = await titles.LoadAsync(store, session, access, ct);
        var canUpdate = await store.FindAsync(session, access, model, id, RecordAction.Update, ct) is not null;
        var canDelete = await store.FindAsync(session, access, model, id, RecordAction.Delete, ct) is not null;
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            RecordJson.WriteMembers(writer, record, fields);
            RecordTitles.Write(writer, "$titles", names);
            writer.WriteStartObject("$can");
            writer.WriteBoolean("update", canUpdate);
            writer.WriteBoolean("delete", canDelete);
            writer.WriteBoolean("move", canUpdate);
            writer.WriteEndObject();
            writer.WritePropertyName("$unmet");
            writer.WriteRawValue(record.Unmet ?? "[]");
            WriteOverrides(writer, access, model, record);
            writer.WriteEndObject();
        }) with
        { Version = record.Version };
    }

    // A probability that differs from its stage's was set by hand.
    private static void WriteOverrides(Utf8JsonWriter writer, AccessPolicy access, FormModel form, RecordData record)
    {
        writer.WriteStartObject("$override");
        foreach (var (field, pipeline) in access.Metadata.PipelinesOf(form))
            if (pipeline.ProbabilityField is { } key && !access.IsHidden(form, key) && pipeline.Stage((string?)record[field.Key]) is { } stage
                && record[key] is { } value && Convert.ToDecimal(value) != stage.Probability)
                writer.WriteBoolean(key, true);
        writer.WriteEndObject();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, string form, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var values = Values(await http.JsonAsync(), model, access, "");
        return await idempotency.RunAsync(http, async scope =>
        {
            var record = await writer.WriteAsync(scope, new WriteRequest { Access = access, Form = model, Kind = WriteKind.Create, Values = values, Via = Via(http) }, ct);
            return await AnswerAsync(201, scope, store, access, model, record, ct) with { Location = $"/api/forms/{form}/records/{record.Id}" };
        });
    }

    private static async Task<IResult> PatchAsync(HttpContext http, string form, long id, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var version = http.RequiredVersion();
        var values = Values(await http.JsonAsync(), model, access, "");
        return await idempotency.RunAsync(http, async scope =>
        {
            var request = new WriteRequest { Access = access, Form = model, Kind = WriteKind.Update, Id = id, ExpectedVersion = version, Values = values, Via = Via(http) };
            return await AnswerAsync(200, scope, store, access, model, await writer.WriteAsync(scope, request, ct), ct);
        });
    }

    private static async Task<IResult> MoveAsync(HttpContext http, string form, long id, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        var version = http.RequiredVersion();
        var json = await http.JsonAsync();
        var field = StageField(model, json.Text("field"));
        var to = json.Text("to") ?? throw ValidationException.BadRequest("/to", "document.missing");
        var values = json.TryGetProperty("fields", out var fields) && fields.ValueKind != JsonValueKind.Null ? Values(fields, model, access, "/fields") : [];
        values[field.Key] = to;
        return await idempotency.RunAsync(http, async scope =>
        {
            var request = new WriteRequest { Access = access, Form = model, Kind = WriteKind.Update, Id = id, ExpectedVersion = version, Values = values, PathPrefix = "/fields", Via = "move", Reason = json.Text("reason") };
            return await AnswerAsync(200, scope, store, access, model, await writer.WriteAsync(scope, request, ct), ct);
        });
    }

    private static FieldDefinition StageField(FormModel form, string? key)
    {
        var stages = form.Fields.Where(f => f.Type is StageFieldType && (key is null || f.Key == key)).ToList();
        return stages.Count == 1 ? stages[0] : throw ValidationException.BadRequest(new Problem("/field", "stage.field").With("form", form.Title));
    }

    private static Task<IResult> DeleteAsync(HttpContext http, string form, long id, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct) =>
        ChangeAsync(http, form, id, WriteKind.Delete, writer, store, idempotency, ct);

    private static Task<IResult> RestoreAsync(HttpContext http, string form, long id, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct) =>
        ChangeAsync(http, form, id, WriteKind.Restore, writer, store, idempotency, ct);

    private static Task<IResult> ChangeAsync(HttpContext http, string form, long id, WriteKind kind, RecordWriter writer, RecordStore store, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        if (model.IsUserForm)
            throw ValidationException.Refused(new Problem("", "user.delete", "user:delete"));
        var version = http.RequiredVersion();
        return idempotency.RunAsync(http, async scope =>
        {
            var record = await writer.WriteAsync(scope, new WriteRequest { Access = access, Form = model, Kind = kind, Id = id, ExpectedVersion = version, Via = Via(http) }, ct);
            return kind == WriteKind.Delete ? ApiAnswer.NoContent : await AnswerAsync(200, scope, store, access, model, record, ct);
        });
    }

    private static async Task<IResult> BulkAsync(HttpContext http, string form, BulkWrites bulk, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        var model = http.Form(form);
        if (!json.TryGetProperty("ids", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > BulkWrites.MaxRecords || list.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Number || !v.TryGetInt64(out _)))
            throw ValidationException.BadRequest(new Problem("/ids", "bulk.ids").With("max", BulkWrites.MaxRecords));
        var isDelete = json.Flag("delete");
        var values = isDelete ? [] : Values(json.TryGetProperty("patch", out var patch) ? patch : default, model, http.Access(), "/patch");
        return await bulk.RunAsync(http, model, [.. list.EnumerateArray().Select(v => v.GetInt64())], values, isDelete, ct);
    }

    private static Dictionary<string, object?> Values(JsonElement json, FormModel form, AccessPolicy access, string prefix)
    {
        var problems = new List<Problem>();
        var values = RecordReader.Read(json, form, access, prefix, problems);
        return problems.Count == 0 ? values : throw ValidationException.Refused(problems);
    }

    // Live formulas are computed by reading; whoever gave the record away with this save no longer reads it and gets what was written.
    private static async Task<ApiAnswer> AnswerAsync(int status, CommandScope scope, RecordStore store, AccessPolicy access, FormModel form, RecordData record, CancellationToken ct) =>
        Answer(status, access, form, form.Fields.Any(f => f.IsLive) ? await store.FindAsync(scope, access, form, record.Id, RecordAction.Read, ct) ?? record : record);

    public static ApiAnswer Answer(int status, AccessPolicy access, FormModel form, RecordData record) =>
        ApiAnswer.Json(status, writer => RecordJson.Write(writer, record, RecordStore.VisibleFields(access, form))) with { Version = record.Version };

    public static string Via(HttpContext http) => http.User.Identity?.AuthenticationType == ApiTokenHandler.Scheme ? "api" : "form";
}
