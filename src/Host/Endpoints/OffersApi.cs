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
/// What a record offers to create: for each relation with an <c>offer</c> whose condition holds, the values a new record would begin with.
/// Only what the caller may read of the record is copied; the rest is left blank.
/// </summary>
internal static class OffersApi
{
    public static void MapOffers(this WebApplication app) => app.MapGet("/api/forms/{form}/records/{id:long}/offers", OffersAsync);

    private static async Task<ApiAnswer> OffersAsync(HttpContext http, string form, long id, Database database, RecordStore store, CancellationToken ct)
    {
        var access = http.Access();
        var model = http.Form(form);
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, model, id, ct);
        var offers = new List<(FormModel Form, FieldDefinition Relation, List<(FieldDefinition Field, object Value)> Values)>();
        foreach (var other in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Create)).OrderBy(f => f.Order))
            foreach (var relation in other.Fields.Where(f => f.Offer is not null && f.Targets is [var target] && target == model.Key && !access.IsHidden(other, f.Key)))
                if (await ValuesAsync(session, store, access, model, id, other, relation, ct) is { } values)
                    offers.Add((other, relation, values));
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (other, relation, values) in offers)
                Write(writer, other, relation, id, values);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    // Null when it is not offered now. Defaults that merely follow the relation are known before saving; others are computed then.
    private static async Task<List<(FieldDefinition, object)>?> ValuesAsync(ReadSession session, RecordStore store, AccessPolicy access, FormModel form, long id, FormModel other, FieldDefinition relation, CancellationToken ct)
    {
        var probe = store.Query(session, access, form);
        if (probe.Resolve(relation.Offer!.While) is null)
            return null;
        var prefix = relation.Key + ".";
        var copied = other.Fields.Where(f => f.DefaultSource?.StartsWith(prefix, StringComparison.Ordinal) == true && !access.IsHidden(other, f.Key))
            .Select(f => (Field: f, Path: f.DefaultSource![prefix.Length..])).Where(c => probe.Resolve(c.Path) is not null).ToList();
        var query = new RowQuery
        {
            Members = [relation.Offer.While, .. copied.Select(c => c.Path)],
            Filter = Filter.Of(SystemMembers.Id, FilterOperator.Equals, id),
            Limit = 1,
        };
        var statement = query.Compile(store.Query(session, access, form));
        await using var reader = await statement.Command(session).ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || statement.Read(reader) is not [_, true, .. var cells])
            return null;
        return [.. copied.Zip(cells).Where(p => p.Second is not null && Fits(p.First.Field, p.Second)).Select(p => (p.First.Field, p.Second!))];
    }

    // A default taken from another form may name an option that this field does not have.
    private static bool Fits(FieldDefinition field, object value) => value switch
    {
        string key when field.Type is SelectFieldType => field.Option(key) is not null,
        IReadOnlyList<string> keys when field.Type is MultiSelectFieldType => keys.All(k => field.Option(k) is not null),
        _ => true,
    };

    private static void Write(Utf8JsonWriter writer, FormModel form, FieldDefinition relation, long id, List<(FieldDefinition Field, object Value)> values)
    {
        writer.WriteStartObject();
        writer.WriteString("form", form.Key);
        writer.WriteString("field", relation.Key);
        writer.WriteText("title", relation.Offer!.Title);
        writer.WriteStartObject("preset");
        writer.WriteNumber(relation.Key, id);
        foreach (var (field, value) in values)
        {
            writer.WritePropertyName(field.Key);
            field.Type.Write(writer, value);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
