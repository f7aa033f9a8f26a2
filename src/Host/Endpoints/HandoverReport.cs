using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.FormEngine.Handovers;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What handovers did, told through the reader's own rights: a record that they may not see goes by its number.</summary>
internal sealed class HandoverReport(Database database, RecordStore store, ProblemMessages messages, ClockSource clock)
{
    private const int MaxListed = 100;
    private const int MaxNamed = 200;

    /// <summary>Latest first: one's own, for administrators everybody's.</summary>
    public async Task<ApiAnswer> ListAsync(AccessPolicy access, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var handovers = await db.Handovers.Where(h => access.Actor.IsAdministrator || h.By == access.Actor.UserId).OrderByDescending(h => h.At).Take(MaxListed).ToListAsync(ct);
        var jobs = await JobsAsync(db, handovers, ct);
        var titles = new RecordTitles();
        handovers.ForEach(h => AddPeople(titles, h));
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var handover in handovers)
            {
                writer.WriteStartObject();
                Write(writer, handover, jobs);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    /// <summary>One handover with the records that stayed where they were, and why.</summary>
    public async Task<ApiAnswer> GetAsync(AccessPolicy access, string id, string language, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var handover = await FindAsync(db, access, id, ct);
        var jobs = await JobsAsync(db, [handover], ct);
        var stayed = await db.HandoverItems.Where(i => i.Handover == id && i.Code != null).OrderBy(i => i.Id).Take(MaxNamed).ToListAsync(ct);
        var names = await NamesAsync(session, access, handover, stayed, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            Write(writer, handover, jobs);
            writer.WriteStartArray("skippedItems");
            foreach (var item in stayed)
            {
                writer.WriteStartObject();
                writer.WriteString("form", item.Form);
                writer.WriteNumber("record", item.RecordId);
                writer.WriteString("title", Name(names, item.Form, item.RecordId));
                writer.WriteString("step", item.UndoOutcome is null ? "handover" : "undo");
                writer.WriteString("code", item.Code);
                writer.WriteString("message", messages.For(item.Code!, language));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    /// <summary>Every record as CSV: form, number, title, from, to, what became of it and of its return, and why.</summary>
    public async Task<string> CsvAsync(AccessPolicy access, string id, string language, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var handover = await FindAsync(db, access, id, ct);
        var items = await db.HandoverItems.Where(i => i.Handover == id).OrderBy(i => i.Id).ToListAsync(ct);
        var names = await NamesAsync(session, access, handover, items, ct);
        var csv = new StringBuilder("\uFEFF");
        CsvText.AppendRow(csv, ["form", "record", "title", "from", "to", "outcome", "undo", "reason"], ',');
        foreach (var item in items)
            CsvText.AppendRow(csv, new[]
            {
                item.Form,
                item.RecordId.ToString(CultureInfo.InvariantCulture),
                Name(names, item.Form, item.RecordId),
                item.FromOwner is { } from ? Name(names, BuiltInForms.User, from) : "",
                Name(names, BuiltInForms.User, item.ToOwner),
                item.Outcome ?? "",
                item.UndoOutcome ?? "",
                item.Code is { } code ? messages.For(code, language) : "",
            }.Select(CsvText.Guard), ',');
        return csv.ToString();
    }

    private static async Task<Handover> FindAsync(PlatformDbContext db, AccessPolicy access, string id, CancellationToken ct) =>
        await db.Handovers.FirstOrDefaultAsync(h => h.Id == id && (access.Actor.IsAdministrator || h.By == access.Actor.UserId), ct) ?? throw new NotFoundException("handover");

    private static async Task<Dictionary<string, Job>> JobsAsync(PlatformDbContext db, IReadOnlyCollection<Handover> handovers, CancellationToken ct)
    {
        var ids = handovers.SelectMany(h => new[] { h.Id, h.UndoJob }).OfType<string>().ToList();
        return await db.Jobs.Where(j => ids.Contains(j.Id)).ToDictionaryAsync(j => j.Id, ct);
    }

    private async Task<Dictionary<string, Dictionary<long, string>>> NamesAsync(ReadSession session, AccessPolicy access, Handover handover, List<HandoverItem> items, CancellationToken ct)
    {
        var titles = new RecordTitles();
        AddPeople(titles, handover);
        foreach (var item in items)
        {
            titles.Add(item.Form, item.RecordId);
            titles.Add(BuiltInForms.User, item.FromOwner);
            titles.Add(BuiltInForms.User, item.ToOwner);
        }
        return await titles.LoadAsync(store, session, access, ct);
    }

    private static void AddPeople(RecordTitles titles, Handover handover)
    {
        titles.Add(BuiltInForms.User, handover.By);
        titles.Add(BuiltInForms.User, handover.From);
    }

    private static string Name(Dictionary<string, Dictionary<long, string>> names, string form, long id) =>
        names.GetValueOrDefault(form)?.GetValueOrDefault(id) ?? $"#{id.ToString(CultureInfo.InvariantCulture)}";

    private void Write(Utf8JsonWriter writer, Handover handover, Dictionary<string, Job> jobs)
    {
        var state = jobs.GetValueOrDefault(handover.Id)?.State;
        var undo = handover.UndoJob is { } job ? jobs.GetValueOrDefault(job)?.State : null;
        writer.WriteString("id", handover.Id);
        writer.WriteNumber("by", handover.By);
        writer.WriteString("at", Instants.Text(handover.At));
        writer.WriteNumberOrNull("from", handover.From);
        writer.WriteString("note", handover.Note);
        writer.WriteString("state", state);
        writer.WriteNumber("total", handover.Total);
        writer.WriteNumber("moved", handover.Moved);
        writer.WriteNumber("skipped", handover.Skipped);
        writer.WriteString("undoState", undo);
        writer.WriteString("undoneAt", handover.UndoneAt is { } at ? Instants.Text(at) : null);
        writer.WriteNumber("returned", handover.Returned);
        writer.WriteNumber("kept", handover.Kept);
        writer.WriteBoolean("canUndo", handover.Moved > 0 && state is not (JobStates.Queued or JobStates.Running)
            && undo is null or JobStates.Cancelled or JobStates.Failed && handover.At + HandoverDesk.UndoFor >= clock.Now);
        writer.WriteString("resultUrl", $"/api/jobs/{handover.Id}/result");
    }
}
