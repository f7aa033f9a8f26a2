using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// What someone who takes a record over needs on one page: people, what happened last, what is next, open tasks, what the next stage
/// asks for, what is wrong. Everything through the reader's own rights.
/// </summary>
internal sealed class RecordBrief(Database database, RecordStore store, MovePreview moves, ProblemMapper mapper, ClockSource clock)
{
    private const int MaxEvents = 5;
    private const int MaxTasks = 20;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    /// <summary>OnlyRecent: 204 unless a handover gave the record to its present owner within 14 days.</summary>
    public async Task<ApiAnswer> ReadAsync(AccessPolicy access, FormModel form, long id, bool onlyRecent, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        var record = await store.GetAsync(session, access, form, id, ct);
        var handover = await HandoverAsync(session, form, record, ct);
        if (onlyRecent && handover is null)
            return ApiAnswer.NoContent;
        var fields = RecordStore.VisibleFields(access, form);
        var titles = new RecordTitles();
        titles.AddRecord(record, fields);
        titles.Add(BuiltInForms.User, handover?.By);
        titles.Add(BuiltInForms.User, handover?.Before);
        var events = await EventsAsync(session, access, form, id, ct);
        var pipelines = access.Metadata.PipelinesOf(form).Where(p => !access.IsHidden(form, p.Field.Key)).ToList();
        var tasks = new List<(TaskFormMapping Mapping, FormModel Form, RecordData Task)>();
        foreach (var mapping in pipelines.Select(p => p.Pipeline.TaskForm).OfType<TaskFormMapping>().DistinctBy(m => m.Form))
            tasks.AddRange(await TasksAsync(session, access, form, mapping, id, ct));
        // Of several pipelines the first that the record is still on its way in.
        PossibleMove? next = null;
        foreach (var (field, pipeline) in pipelines)
            next ??= await NextAsync(session, access, form, field, pipeline, record, ct);
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            Write(writer, handover);
            WriteFields(writer, "people", record, fields.Where(f => f.Type.Column == ColumnKind.Reference && f.Type is not FileFieldType && f is { IsComputed: false, IsSystem: false }));
            WriteEvents(writer, events, access.Actor.Language);
            WriteFields(writer, "next", record, NextFields(pipelines.FirstOrDefault().Pipeline, fields));
            WriteTasks(writer, tasks, access);
            WriteNext(writer, next, access.Actor.Language);
            writer.WriteStartArray("signals");
            foreach (var field in fields.Where(f => f is { IsLive: true, Type: BooleanFieldType } && record[f.Key] is true))
                writer.WriteStringValue(field.Key);
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    private async Task<Given?> HandoverAsync(ReadSession session, FormModel form, RecordData record, CancellationToken ct)
    {
        await using var db = PlatformContexts.ForReading(session);
        var item = await db.HandoverItems.Where(i => i.Form == form.Key && i.RecordId == record.Id && i.Outcome == HandoverItem.Moved).OrderByDescending(i => i.Id).FirstOrDefaultAsync(ct);
        if (item is null || item.ToOwner != record.Owner || item.UndoOutcome == HandoverItem.Returned)
            return null;
        var handover = await db.Handovers.FirstAsync(h => h.Id == item.Handover, ct);
        return handover.At + Recent < clock.Now ? null : new Given(handover.Id, handover.By, handover.At, handover.Note, item.FromOwner);
    }

    private async Task<List<(FormModel Form, RecordData Record)>> EventsAsync(ReadSession session, AccessPolicy access, FormModel form, long id, CancellationToken ct)
    {
        var events = new List<(FormModel Form, RecordData Record)>();
        foreach (var other in access.Metadata.Forms.Values.Where(f => f.Timeline is not null && access.May(f, RecordAction.Read)))
            if (other.Field(other.Timeline!.By) is { } relation && relation.Targets.Contains(form.Key) && !access.IsHidden(other, relation.Key))
            {
                var sort = other.Timeline.At is { } at && !access.IsHidden(other, at) ? $"-{at},-id" : "-createdAt";
                var page = await store.PageAsync(session, access, other, new RecordQuery { Filter = RecordPartsApi.RelatedFilter(relation, form.Key, id), Sort = sort, Limit = MaxEvents }, ct);
                events.AddRange(page.Items.Select(r => (other, r)));
            }
        return [.. events.OrderByDescending(e => DayOf(e.Form, e.Record)).ThenByDescending(e => e.Record.CreatedAt).Take(MaxEvents)];
    }

    private DateOnly DayOf(FormModel form, RecordData record) => (form.Timeline!.At is { } at ? record[at] : null) switch
    {
        DateOnly day => day,
        DateTimeOffset instant => Day(instant),
        _ => Day(record.CreatedAt),
    };

    private DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, clock.Zone).DateTime);

    private async Task<IEnumerable<(TaskFormMapping, FormModel, RecordData)>> TasksAsync(ReadSession session, AccessPolicy access, FormModel form, TaskFormMapping mapping, long id, CancellationToken ct)
    {
        if (access.Metadata.Form(mapping.Form) is not { } tasks || !access.May(tasks, RecordAction.Read) || new[] { mapping.Record, mapping.Done }.Any(k => access.IsHidden(tasks, k)))
            return [];
        var filter = Filter.All(RecordPartsApi.RelatedFilter(tasks.Field(mapping.Record)!, form.Key, id), Filter.Of(mapping.Done, FilterOperator.NotEquals, true));
        var sort = access.IsHidden(tasks, mapping.Due) ? null : mapping.Due;
        var page = await store.PageAsync(session, access, tasks, new RecordQuery { Filter = filter, Sort = sort, Limit = MaxTasks }, ct);
        return page.Items.Select(task => (mapping, tasks, task));
    }

    private async Task<PossibleMove?> NextAsync(ReadSession session, AccessPolicy access, FormModel form, FieldDefinition field, PipelineModel pipeline, RecordData record, CancellationToken ct)
    {
        if (pipeline.Stage((string?)record[field.Key]) is not { IsOpen: true } stage)
            return null;
        var full = await store.FindAsync(session, access, form, record.Id, RecordAction.Read, ct, allFields: true);
        var possible = await moves.ListAsync(session, access, form, field, pipeline, full!, ct);
        return possible.Where(m => m.To.Order > stage.Order && m.To.Kind != StageKind.Lost).MinBy(m => m.To.Order);
    }

    // The fields that a card shows as what is next.
    private static IEnumerable<FieldDefinition> NextFields(PipelineModel? pipeline, IReadOnlyList<FieldDefinition> fields)
    {
        if (pipeline is null || !pipeline.Document.TryGetProperty("board", out var board) || !board.TryGetProperty("card", out var card))
            return [];
        return new[] { "note", "date" }.Select(part => card.TryGetProperty(part, out var key) ? fields.FirstOrDefault(f => f.Key == key.GetString()) : null).OfType<FieldDefinition>();
    }

    private static void Write(Utf8JsonWriter writer, Given? handover)
    {
        writer.WritePropertyName("handover");
        if (handover is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("id", handover.Id);
        writer.WriteNumber("by", handover.By);
        writer.WriteString("at", Instants.Text(handover.At));
        writer.WriteString("note", handover.Note);
        writer.WriteNumberOrNull("before", handover.Before);
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, string name, RecordData record, IEnumerable<FieldDefinition> fields)
    {
        writer.WriteStartArray(name);
        foreach (var field in fields.Where(f => record[f.Key] is not null and not MaskedValue and not System.Collections.ICollection { Count: 0 }))
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Key);
            writer.WritePropertyName("value");
            RecordValues.Write(writer, field, record[field.Key]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteEvents(Utf8JsonWriter writer, List<(FormModel Form, RecordData Record)> events, string language)
    {
        writer.WriteStartArray("events");
        foreach (var (form, record) in events)
        {
            writer.WriteStartObject();
            writer.WriteString("form", form.Key);
            writer.WriteNumber("id", record.Id);
            writer.WriteString("on", DayOf(form, record).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            var parts = form.Timeline!.Summary.Select(key => Words(form.Field(key), record.Values.GetValueOrDefault(key), language)).OfType<string>();
            writer.WriteString("text", string.Join(" · ", parts));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static string? Words(FieldDefinition? field, object? value, string language) => value switch
    {
        string key when field?.Options.FirstOrDefault(o => o.Key == key) is { } option => option.Title.For(language) ?? key,
        string text => text,
        _ => null,
    };

    private static void WriteTasks(Utf8JsonWriter writer, List<(TaskFormMapping Mapping, FormModel Form, RecordData Task)> tasks, AccessPolicy access)
    {
        writer.WriteStartArray("tasks");
        foreach (var (mapping, form, task) in tasks)
        {
            writer.WriteStartObject();
            writer.WriteString("form", form.Key);
            writer.WriteNumber("id", task.Id);
            writer.WriteString("title", access.IsHidden(form, mapping.Title) ? null : task[mapping.Title] as string);
            writer.WriteString("due", task[mapping.Due] is DateOnly due ? due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteNext(Utf8JsonWriter writer, PossibleMove? move, string language)
    {
        writer.WritePropertyName("nextStage");
        if (move is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("stage", move.To.Key);
        writer.WriteText("title", move.To.Title);
        mapper.WriteErrors(writer, move.Problems, language);
        writer.WriteEndObject();
    }

    private sealed record Given(string Id, long By, DateTimeOffset At, string? Note, long? Before);
}
