using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
/// One timeline of everything about a record: its history, comments, files and the records that other forms place on it;
/// and what is logged, said and attached on the records that belong to it (<c>inTimeline</c>).
/// Sources are read newest first and merged; each through the reader's own rights.
/// </summary>
internal sealed class TimelineReader(RecordStore store, RecordHistory history, ClockSource clock)
{
    private const int PageSize = 50;
    private const int MaxPerSource = 1_000;
    private const int MaxAround = 200;
    private const string Activity = "activity";
    private static readonly string[] Kinds = ["created", "changed", "moved", "deleted", "restored", "imported", "comment", Activity, "file"];

    public async Task<ApiAnswer> ReadAsync(ISqlSession session, AccessPolicy access, FormModel form, long id, string? cursor, IReadOnlyList<string> kinds, CancellationToken ct)
    {
        foreach (var unknown in kinds.Except(Kinds).Take(1))
            throw ValidationException.BadRequest(new Problem("/kinds", "query.choice").With("value", unknown).With("choices", string.Join(", ", Kinds)));
        var titles = new RecordTitles();
        var items = new List<Item>();
        await AddHistoryAsync(items, titles, session, access, form, id, ct);
        var own = new Subject(form, [id], IsOwn: true);
        foreach (var subject in (await AroundAsync(session, access, form, id, ct)).Prepend(own))
        {
            var hidden = await HiddenFiles.OfAsync(session, store, access, subject.Form, subject.Ids, ct);
            await AddCommentsAndFilesAsync(items, titles, (ReadSession)session, subject, hidden, ct);
            await AddActivitiesAsync(items, titles, session, access, subject, ct);
        }
        var wanted = items.Where(i => kinds.Count == 0 || kinds.Contains(i.Kind)).OrderByDescending(i => i.At).ThenByDescending(i => i.Id, StringComparer.Ordinal).ToList();
        var skip = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
        var page = wanted.Skip(skip).Take(PageSize).ToList();
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var item in page)
            {
                writer.WriteStartObject();
                writer.WriteString("id", item.Id);
                writer.WriteString("kind", item.Kind);
                writer.WriteString("at", Instants.Text(item.At));
                writer.WriteNumberOrNull("actor", item.Actor);
                if (item.About is { } about)
                {
                    writer.WriteStartObject("about");
                    writer.WriteString("form", about.Form);
                    writer.WriteNumber("id", about.Id);
                    writer.WriteEndObject();
                }
                item.Write(writer, names);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextCursor", skip + page.Count < wanted.Count ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null);
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    // The records that belong to this one, as their relations say; the latest, should they be very many.
    private async Task<List<Subject>> AroundAsync(ISqlSession session, AccessPolicy access, FormModel form, long id, CancellationToken ct)
    {
        var around = new List<Subject>();
        foreach (var other in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Read)))
            foreach (var relation in other.Fields.Where(f => f.InTimeline && f.Targets.Contains(form.Key) && !access.IsHidden(other, f.Key)))
            {
                var page = await store.PageAsync(session, access, other, new RecordQuery { Filter = RecordPartsApi.RelatedFilter(relation, form.Key, id), Sort = "-updatedAt", Limit = MaxAround, Fields = [relation.Key] }, ct);
                if (page.Items.Count > 0)
                    around.Add(new Subject(other, [.. page.Items.Select(r => r.Id)], IsOwn: false));
            }
        return around;
    }

    private async Task AddHistoryAsync(List<Item> items, RecordTitles titles, ISqlSession session, AccessPolicy access, FormModel form, long id, CancellationToken ct)
    {
        var entries = await history.ReadAsync(session, access, form, id, null, MaxPerSource, ct);
        ChangeJson.AddTitles(titles, entries);
        foreach (var entry in entries)
        {
            var move = entry.Changes.FirstOrDefault(c => c.Definition?.Type is StageFieldType && entry.Kind == "update");
            var kind = entry.Kind switch
            {
                "create" => entry.Via == "import" ? "imported" : "created",
                "delete" => "deleted",
                "restore" => "restored",
                _ => move is not null ? "moved" : "changed",
            };
            items.Add(new Item($"c{entry.Seq:D19}", kind, entry.At, entry.Actor, null, (writer, names) =>
            {
                writer.WriteString("via", entry.Via);
                if (entry.Reason is not null)
                    writer.WriteString("reason", entry.Reason);
                if (move is not null)
                {
                    writer.WriteString("field", move.Field);
                    writer.WritePropertyName("from");
                    move.From.WriteTo(writer);
                    writer.WritePropertyName("to");
                    move.To.WriteTo(writer);
                }
                ChangeJson.Write(writer, entry.Changes.Where(c => c != move), access.Actor, names);
            }));
        }
    }

    private static async Task AddCommentsAndFilesAsync(List<Item> items, RecordTitles titles, ReadSession session, Subject subject, IReadOnlyCollection<long> hidden, CancellationToken ct)
    {
        await using var db = PlatformContexts.ForReading(session);
        var (form, ids) = (subject.Form.Key, subject.Ids);
        foreach (var comment in await db.Comments.Where(c => c.Form == form && ids.Contains(c.RecordId) && c.DeletedAt == null).OrderByDescending(c => c.Id).Take(MaxPerSource).ToListAsync(ct))
        {
            titles.Add(BuiltInForms.User, comment.Author);
            items.Add(new Item($"m{comment.Id:D19}", "comment", comment.At, comment.Author, subject.About(comment.RecordId, titles), (writer, _) =>
            {
                writer.WriteNumber("commentId", comment.Id);
                writer.WriteString("text", comment.Text);
            }));
        }
        foreach (var file in await db.Files.Where(f => f.Form == form && f.RecordId != null && ids.Contains(f.RecordId.Value) && f.DeletedAt == null && !hidden.Contains(f.Id)).OrderByDescending(f => f.Id).Take(MaxPerSource).ToListAsync(ct))
        {
            titles.Add(BuiltInForms.User, file.By);
            items.Add(new Item($"f{file.Id:D19}", "file", file.At, file.By, subject.About(file.RecordId!.Value, titles), (writer, _) =>
            {
                writer.WritePropertyName("file");
                FileStore.Write(writer, file);
            }));
        }
    }

    private async Task AddActivitiesAsync(List<Item> items, RecordTitles titles, ISqlSession session, AccessPolicy access, Subject subject, CancellationToken ct)
    {
        var form = subject.Form;
        foreach (var other in access.Metadata.Forms.Values.Where(f => f.Timeline is not null && access.May(f, RecordAction.Read)))
        {
            var relation = other.Field(other.Timeline!.By)!;
            if (!relation.Targets.Contains(form.Key) || access.IsHidden(other, relation.Key))
                continue;
            var filter = relation.Type.Shape == FieldShape.PolymorphicReference
                ? Filter.Of(relation.Key, FilterOperator.In, [.. subject.Ids.Select(id => new { form = form.Key, id })])
                : Filter.Of(relation.Key, FilterOperator.In, [.. subject.Ids.Cast<object>()]);
            var page = await store.PageAsync(session, access, other, new RecordQuery { Filter = filter, Sort = "-createdAt", Limit = RecordQuery.MaxLimit }, ct);
            var fields = RecordStore.VisibleFields(access, other);
            foreach (var record in page.Items)
            {
                titles.AddRecord(record, fields);
                items.Add(new Item($"a{other.Key}{record.Id:D19}", Activity, When(record, other.Timeline), record.CreatedBy ?? record.Owner, subject.About(Target(record[relation.Key]), titles), (writer, _) =>
                {
                    writer.WriteString("form", other.Key);
                    writer.WritePropertyName("record");
                    RecordJson.Write(writer, record, fields);
                }));
            }
        }
    }

    // Logged on its own day: the moment it was written. Back-dated: noon of the day it is about.
    private DateTimeOffset When(RecordData record, FormTimeline timeline)
    {
        if (timeline.At is not { } field)
            return record.CreatedAt;
        return record[field] switch
        {
            DateTimeOffset instant => instant,
            DateOnly day when day != DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(record.CreatedAt, clock.Zone).DateTime) => Platform.Querying.Calendar.StartOfDay(day, clock.Zone).AddHours(12),
            _ => record.CreatedAt,
        };
    }

    private static long Target(object? reference) => reference is RecordReference polymorphic ? polymorphic.Id : (long)reference!;

    private sealed record Item(string Id, string Kind, DateTimeOffset At, long? Actor, RecordReference? About, Action<Utf8JsonWriter, Dictionary<string, Dictionary<long, string>>> Write);

    /// <summary>Records of one form whose events are told: the one itself, or such as belong to it.</summary>
    private sealed record Subject(FormModel Form, IReadOnlyList<long> Ids, bool IsOwn)
    {
        /// <summary>Which record an event is about, named in the titles; null for the timeline's own.</summary>
        public RecordReference? About(long id, RecordTitles titles)
        {
            if (IsOwn)
                return null;
            titles.Add(Form.Key, id);
            return new RecordReference(Form.Key, id);
        }
    }
}
