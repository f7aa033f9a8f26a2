using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Records like the one at hand, as its form says how: each with why, the fields to show, and the records that tell more. One statement
/// finds them; their values, lists and titles are read as any list is.
/// </summary>
internal static class SimilarApi
{
    private const int MaxRelated = 50;

    public static void MapSimilar(this WebApplication app) => app.MapGet("/api/forms/{form}/records/{id:long}/similar", SimilarAsync);

    private static async Task<ApiAnswer> SimilarAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        var statement = SimilarQuery.Compile(store.Query(session, access, model), id);
        var matches = statement is null ? [] : await MatchesAsync(session, statement, ct);
        var fields = Shown(access, model);
        var titles = new RecordTitles();
        var records = await RecordsAsync(session, store, access, model, matches, fields, ct);
        foreach (var record in records.Values)
            titles.AddRecord(record, fields);
        var related = await RelatedAsync(session, store, access, model, matches, titles, ct);
        foreach (var match in matches)
            titles.Add(model.Key, match.Id);
        var names = await titles.LoadAsync(store, session, access, ct);
        var most = statement?.Terms.Sum(t => t.Weight) ?? 0;
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            if (model.Similar?.Title is { } title)
                writer.WriteText("title", title);
            writer.WriteNumber("most", most);
            writer.WriteStartArray("items");
            foreach (var match in matches.Where(m => records.ContainsKey(m.Id)))
                Write(writer, access, model, match, records[match.Id], fields, related[match.Id]);
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }

    private static async Task<List<SimilarMatch>> MatchesAsync(ReadSession session, SimilarStatement statement, CancellationToken ct)
    {
        var matches = new List<SimilarMatch>();
        await using var reader = await statement.Command(session).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            matches.Add(statement.Read(reader));
        return matches;
    }

    private static List<FieldDefinition> Shown(AccessPolicy access, FormModel form) =>
        [.. (form.Similar?.Show ?? []).Select(form.Field).OfType<FieldDefinition>().Where(f => !access.IsHidden(form, f.Key))];

    private static async Task<Dictionary<long, RecordData>> RecordsAsync(ReadSession session, RecordStore store, AccessPolicy access, FormModel form, List<SimilarMatch> matches, List<FieldDefinition> fields, CancellationToken ct)
    {
        if (matches.Count == 0)
            return [];
        var query = new RecordQuery
        {
            Filter = Filter.Of(SystemMembers.Id, FilterOperator.In, [.. matches.Select(m => (object)m.Id)]),
            Fields = [.. fields.Select(f => f.Key)],
            Limit = matches.Count,
        };
        return (await store.PageAsync(session, access, form, query, ct)).Items.ToDictionary(r => r.Id);
    }

    // By look-alike: the records of the lists named that point to it and that the reader may see.
    private static async Task<ILookup<long, (string Form, long Id)>> RelatedAsync(ReadSession session, RecordStore store, AccessPolicy access, FormModel form, List<SimilarMatch> matches, RecordTitles titles, CancellationToken ct)
    {
        var found = new List<(long Record, string Form, long Id)>();
        foreach (var list in (form.Similar?.With ?? []).Select(name => RelatedLists.Find(access.Metadata, form, name)).OfType<RelatedList>())
        {
            if (matches.Count == 0 || !access.May(list.Form, RecordAction.Read) || access.IsHidden(list.Form, list.Relation.Key))
                continue;
            var several = list.Relation.Type.Shape == FieldShape.PolymorphicReference;
            object[] targets = [.. matches.Select(m => several ? (object)new { form = form.Key, id = m.Id } : m.Id)];
            var query = new RecordQuery { Filter = Filter.Of(list.Relation.Key, FilterOperator.In, targets), Fields = [list.Relation.Key], Sort = "-createdAt", Limit = MaxRelated };
            foreach (var record in (await store.PageAsync(session, access, list.Form, query, ct)).Items)
                foreach (var target in Targets(record[list.Relation.Key]))
                    found.Add((target, list.Form.Key, record.Id));
        }
        foreach (var (_, key, id) in found)
            titles.Add(key, id);
        return found.ToLookup(f => f.Record, f => (f.Form, f.Id));
    }

    private static IEnumerable<long> Targets(object? value) => value switch
    {
        long id => [id],
        RecordReference reference => [reference.Id],
        IReadOnlyList<long> ids => ids,
        _ => [],
    };

    private static void Write(Utf8JsonWriter writer, AccessPolicy access, FormModel form, SimilarMatch match, RecordData record, List<FieldDefinition> fields, IEnumerable<(string Form, long Id)> related)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", match.Id);
        writer.WriteNumber("score", match.Score);
        writer.WriteStartArray("why");
        foreach (var term in match.Why)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", term.Within is null ? "same" : "near");
            writer.WriteString("field", term.Field);
            writer.WriteText("title", TitleOf(access, form, term.Field));
            writer.WriteNumber("weight", term.Weight);
            if (term.Within is { } within)
                writer.WriteNumber("within", within);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WritePropertyName("record");
        RecordJson.Write(writer, record, fields);
        writer.WriteStartArray("related");
        foreach (var (key, id) in related)
        {
            writer.WriteStartObject();
            writer.WriteString("form", key);
            writer.WriteNumber("id", id);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What the last step of a path is called.</summary>
    private static LocalizedText TitleOf(AccessPolicy access, FormModel form, string path)
    {
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            if (form.Field(step)?.Type is StageFieldType)
                return SystemLabels.For("stage." + steps[^1]);
            if ((SystemMembers.Find(step) is { IsUser: true } ? access.Metadata.Form(BuiltInForms.User)
                : form.Field(step) is { Targets: [var target] } ? access.Metadata.Form(target) : null) is not { } next)
                break;
            form = next;
        }
        return form.Field(steps[^1])?.Title ?? SystemLabels.For(steps[^1]);
    }
}
