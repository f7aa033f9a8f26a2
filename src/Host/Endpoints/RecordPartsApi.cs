using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What hangs on one record: possible moves, history, timeline, related records. Each begins by reading the record with the caller's rights.</summary>
internal static class RecordPartsApi
{
    public static void MapRecordParts(this WebApplication app)
    {
        var record = app.MapGroup("/api/forms/{form}/records/{id:long}");
        record.MapGet("/moves", MovesAsync);
        record.MapGet("/history", HistoryAsync);
        record.MapGet("/timeline", TimelineAsync);
        record.MapGet("/related", RelatedAsync);
        record.MapGet("/brief", (HttpContext http, string form, long id, RecordBrief brief, CancellationToken ct) => brief.ReadAsync(http.Access(), http.Form(form), id, http.Request.Query.Flag("recent"), ct));
    }

    private static async Task<ApiAnswer> MovesAsync(HttpContext http, string form, long id, Database database, RecordStore store, MovePreview preview, StageVisits visits, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        var record = await store.GetAsync(session, access, model, id, ct);
        var (field, pipeline) = access.Metadata.PipelinesOf(model).Where(p => !access.IsHidden(model, p.Field.Key)).FirstOrDefault(p => http.Request.Query.Text("field") is not { } wanted || p.Field.Key == wanted);
        if (pipeline is null)
            throw new NotFoundException("pipeline");
        var full = await store.FindAsync(session, access, model, id, RecordAction.Read, ct, allFields: true);
        var mayUpdate = await store.FindAsync(session, access, model, id, RecordAction.Update, ct) is not null;
        var moves = await preview.ListAsync(session, access, model, field, pipeline, full!, ct);
        var stage = pipeline.Stage((string?)full![field.Key]);
        var criteria = stage is null ? [] : await preview.CriteriaAsync(session, access, model, stage, full, ct);
        var history = await visits.ReadAsync(session, model, field.Key, id, ct);
        var mayWaive = pipeline.TaskForm?.Waived is not null && mayUpdate && MoveRules.Allows(pipeline.Moves.Waive, access.Actor);
        var (tasks, taskFields) = await TasksAsync(session, store, access, pipeline, model, id, ct);
        var mapper = http.RequestServices.GetRequiredService<ProblemMapper>();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("stage", (string?)record[field.Key]);
            StageVisits.Write(writer, history, http.RequestServices.GetRequiredService<ClockSource>().Now);
            writer.WriteStartArray("items");
            foreach (var move in moves)
            {
                writer.WriteStartObject();
                writer.WriteString("to", move.To.Key);
                writer.WriteString("kind", move.Kind.ToString().ToLowerInvariant());
                writer.WriteBoolean("allowed", move.Allowed && mayUpdate);
                writer.WriteBoolean("needsReason", move.NeedsReason);
                writer.WriteStartArray("missing");
                foreach (var key in move.Missing)
                    writer.WriteStringValue(key);
                writer.WriteEndArray();
                mapper.WriteErrors(writer, move.Problems, http.Language());
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("criteria");
            foreach (var (criterion, isMet) in criteria)
            {
                writer.WriteStartObject();
                writer.WriteString("key", criterion.Key);
                writer.WriteBoolean("met", isMet);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteBoolean("mayWaive", mayWaive);
            writer.WriteStartArray("tasks");
            foreach (var task in tasks)
                RecordJson.Write(writer, task, taskFields);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<(IReadOnlyList<RecordData> Tasks, IReadOnlyList<FieldDefinition> Fields)> TasksAsync(ISqlSession session, RecordStore store, AccessPolicy access, PipelineModel pipeline, FormModel form, long id, CancellationToken ct)
    {
        if (pipeline.TaskForm is not { } mapping || access.Metadata.Form(mapping.Form) is not { } tasks || !access.May(tasks, RecordAction.Read) || access.IsHidden(tasks, mapping.Record))
            return ([], []);
        var filter = RelatedFilter(tasks.Field(mapping.Record)!, form.Key, id);
        var sort = string.Join(',', new[] { mapping.Done, mapping.Due }.Where(k => !access.IsHidden(tasks, k)));
        var page = await store.PageAsync(session, access, tasks, new RecordQuery { Filter = filter, Sort = sort.Length > 0 ? sort : null, Limit = 200 }, ct);
        return (page.Items, RecordStore.VisibleFields(access, tasks));
    }

    /// <summary>Records that point to one through a relation, of one form or of several.</summary>
    public static FilterCondition RelatedFilter(FieldDefinition relation, string form, long id) =>
        relation.Type.Shape == FieldShape.PolymorphicReference
            ? Filter.Of(relation.Key, FilterOperator.Equals, new { form, id })
            : Filter.Of(relation.Key, FilterOperator.Equals, id);

    private static async Task<ApiAnswer> HistoryAsync(HttpContext http, string form, long id, Database database, RecordStore store, RecordHistory history, CancellationToken ct)
    {
        const int limit = 50;
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        var before = long.TryParse(http.Request.Query.Text("cursor"), out var cursor) ? cursor : (long?)null;
        var entries = await history.ReadAsync(session, access, model, id, before, limit, ct);
        var titles = new RecordTitles();
        ChangeJson.AddTitles(titles, entries);
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var entry in entries)
            {
                writer.WriteStartObject();
                writer.WriteNumber("seq", entry.Seq);
                writer.WriteNumber("version", entry.Version);
                writer.WriteString("kind", entry.Kind);
                writer.WriteString("at", Instants.Text(entry.At));
                writer.WriteNumberOrNull("actor", entry.Actor);
                writer.WriteString("via", entry.Via);
                writer.WriteString("reason", entry.Reason);
                ChangeJson.Write(writer, entry.Changes, access.Actor, names);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextCursor", entries.Count == limit ? entries[^1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> TimelineAsync(HttpContext http, string form, long id, Database database, RecordStore store, TimelineReader timeline, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        return await timeline.ReadAsync(session, access, model, id, http.Request.Query.Text("cursor"), http.Request.Query.List("kinds"), ct);
    }

    private static async Task<ApiAnswer> RelatedAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        var counts = new List<(FormModel Form, FieldDefinition Field, long Count)>();
        foreach (var other in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Read)).OrderBy(f => f.Order))
            foreach (var field in other.Fields.Where(f => f.Targets.Contains(model.Key) && f.Type.Shape != FieldShape.Links && !access.IsHidden(other, f.Key)))
            {
                var page = await store.PageAsync(session, access, other, new RecordQuery { Filter = RelatedFilter(field, model.Key, id), Limit = 1, Count = true }, ct);
                counts.Add((other, field, page.Total ?? 0));
            }
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (other, field, count) in counts)
            {
                writer.WriteStartObject();
                writer.WriteString("form", other.Key);
                writer.WriteString("field", field.Key);
                writer.WriteBoolean("polymorphic", field.Type.Shape == FieldShape.PolymorphicReference);
                writer.WriteText("title", field.Settings.TryGetProperty("reverse", out var reverse) && LocalizedText.Parse(reverse) is { } title ? title : other.Plural ?? other.Title);
                writer.WriteNumber("count", count);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
