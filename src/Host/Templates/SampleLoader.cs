using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// Loads a template's sample records through the same door as any other write, as past records. References between
/// them go by name, dates are relative to the day of loading (docs/documents.md).
/// </summary>
public sealed class SampleLoader(RecordWriter writer, MetadataCache metadata, UnitOfWork work, Outbox outbox, ClockSource clock)
{
    public async Task LoadAsync(TemplateManifest template, long actor, CancellationToken ct)
    {
        if (template.Sample is not { } file)
            return;
        using var document = JsonDocument.Parse(template.ReadFile(file));
        var records = document.RootElement.GetProperty("records").Clone();
        await work.ExecuteAsync(scope => LoadAsync(scope, records, actor, ct), ct);
    }

    private async Task LoadAsync(CommandScope scope, JsonElement records, long actor, CancellationToken ct)
    {
        var access = new AccessPolicy(new Actor(actor, [RoleModel.Administrator]), metadata.Current);
        var references = new Dictionary<string, RecordReference>();
        var created = new Dictionary<string, List<long>>();
        foreach (var item in records.EnumerateArray())
        {
            var form = access.Metadata.Form(item.GetProperty("form").GetString()!) ?? throw new NotFoundException("form");
            var record = await writer.WriteAsync(scope, Request(item, form, access, references), ct);
            if (item.TryGetProperty("ref", out var name))
                references[name.GetString()!] = new RecordReference(form.Key, record.Id);
            if (!created.TryGetValue(form.Key, out var ids))
                created[form.Key] = ids = [];
            ids.Add(record.Id);
        }
        foreach (var (form, ids) in created)
            await outbox.AddRecordsChangedAsync(scope, form, ids, actor, clock.Now, ct);
    }

    private WriteRequest Request(JsonElement item, FormModel form, AccessPolicy access, Dictionary<string, RecordReference> references)
    {
        var values = new Dictionary<string, object?>();
        var problems = new List<Problem>();
        IReadOnlyList<PastVisit>? visits = null;
        foreach (var property in item.GetProperty("values").EnumerateObject())
        {
            if (property.Name == "$history")
                visits = [.. property.Value.EnumerateArray().Select(v => new PastVisit(v.GetProperty("stage").GetString()!, clock.Today.AddDays(v.GetProperty("day").GetInt32())))];
            else if (form.Field(property.Name) is { } field)
                values[property.Name] = Value(property.Value, field, references, problems);
            else if (property.Name == SystemMembers.Owner)
                values[property.Name] = Resolve(property.Value, references).Id;
            else
                problems.Add(new Problem("/" + property.Name, "field.unknown").With("field", property.Name));
        }
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        return new WriteRequest { Access = access, Form = form, Kind = WriteKind.Create, Values = values, Via = "import", Historical = true, PastVisits = visits, TrustedReferences = true, Silent = true };
    }

    private object? Value(JsonElement json, FieldDefinition field, Dictionary<string, RecordReference> references, List<Problem> problems)
    {
        if (json.ValueKind == JsonValueKind.Array && field.Type is ReferenceListFieldType)
            return json.EnumerateArray().Select(v => Resolve(v, references).Id).ToList();
        if (json.ValueKind != JsonValueKind.Object)
            return field.Type.Read(json, field, "/" + field.Key, problems);
        if (json.TryGetProperty("$day", out var offset))
            return field.Type is DateFieldType ? clock.Today.AddDays(offset.GetInt32()) : clock.Now.AddDays(offset.GetInt32());
        var reference = Resolve(json, references);
        return field.Type.Shape == FieldShape.PolymorphicReference ? reference : reference.Id;
    }

    private static RecordReference Resolve(JsonElement json, Dictionary<string, RecordReference> references)
    {
        var name = json.TryGetProperty("$ref", out var record) ? record.GetString() : json.GetProperty("$user").GetString();
        return references.TryGetValue(name!, out var found) ? found : throw ValidationException.Refused(new Problem("", "sample.reference").With("name", name));
    }
}
