using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Collects the records that others point to and fetches their titles, one query per form.</summary>
public sealed class RecordTitles
{
    private readonly Dictionary<string, HashSet<long>> _wanted = [];

    public void Add(string form, long? id)
    {
        if (id is not { } value)
            return;
        if (!_wanted.TryGetValue(form, out var ids))
            _wanted[form] = ids = [];
        ids.Add(value);
    }

    public void AddRecord(RecordData record, IReadOnlyList<FieldDefinition> fields)
    {
        Add(BuiltInForms.User, record.Owner);
        Add(BuiltInForms.User, record.CreatedBy);
        Add(BuiltInForms.User, record.UpdatedBy);
        foreach (var field in fields)
            AddValue(field, record.Values.GetValueOrDefault(field.Key));
    }

    public void AddValue(FieldDefinition field, object? value)
    {
        switch (value)
        {
            case RecordReference reference:
                Add(reference.Form, reference.Id);
                break;
            case long id when field.Targets is [var form]:
                Add(form, id);
                break;
            case IReadOnlyList<long> ids when field.Targets is [var form]:
                foreach (var id in ids)
                    Add(form, id);
                break;
        }
    }

    public async Task<Dictionary<string, Dictionary<long, string>>> LoadAsync(RecordStore store, ISqlSession session, AccessPolicy access, CancellationToken ct)
    {
        var titles = new Dictionary<string, Dictionary<long, string>>();
        foreach (var (key, ids) in _wanted)
            if (access.Metadata.Form(key) is { } form)
                titles[key] = await store.TitlesAsync(session, access, form, ids, ct);
        return titles;
    }

    public static void Write(Utf8JsonWriter writer, string name, Dictionary<string, Dictionary<long, string>> titles)
    {
        writer.WriteStartObject(name);
        foreach (var (form, byId) in titles)
        {
            writer.WriteStartObject(form);
            foreach (var (id, title) in byId)
                writer.WriteString(id.ToString(System.Globalization.CultureInfo.InvariantCulture), title);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
