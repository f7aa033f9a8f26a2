using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>A person by e-mail address, which is all that a template's data says of people.</summary>
internal sealed record PersonRef(string Email);

/// <summary>A record of the data by its form and its name there.</summary>
internal sealed record RecordRef(string Form, string Ref);

/// <summary>A stage that a record entered.</summary>
internal sealed record DataStage(string Field, string To, DateTimeOffset At, PersonRef? By, string? Reason);

/// <summary>
/// One line of <c>data/{form}.jsonl</c> (schema <c>record</c>). Values: as the field's type keeps them; references as
/// <see cref="RecordRef"/>, people as <see cref="PersonRef"/>, lists of them as lists.
/// </summary>
internal sealed record DataRow(string Ref, DateTimeOffset At, PersonRef? By, PersonRef? Owner, IReadOnlyDictionary<string, object?> Values, IReadOnlyList<DataStage> Stages)
{
    private const int MaxRef = 100;

    /// <summary>Notes every fault below the path.</summary>
    public static DataRow Read(JsonElement json, FormModel form, string path, List<Problem> problems)
    {
        var row = DocumentReader.On(json, path, problems);
        var name = row.String("ref", required: true) ?? "";
        if (name.Length > MaxRef)
            row.Fault("ref", "template.data_ref", ("max", MaxRef));
        var values = new Dictionary<string, object?>();
        var told = row.Object("values");
        foreach (var property in told.IsObject ? told.Json.EnumerateObject().ToList() : [])
            values[property.Name] = Value(property.Value, form, property.Name, $"{path}/values/{property.Name}", problems);
        var stages = row.Objects("stages").Select(Stage).ToList();
        var result = new DataRow(name, Instant(row, "at") ?? DateTimeOffset.UnixEpoch, Person(row.Raw("by")), Person(row.Raw("owner")), values, stages);
        row.Close();
        return result;
    }

    private static DataStage Stage(DocumentReader stage)
    {
        var result = new DataStage(stage.String("field", required: true) ?? "", stage.String("to", required: true) ?? "", Instant(stage, "at") ?? DateTimeOffset.UnixEpoch, Person(stage.Raw("by")), stage.String("reason"));
        stage.Close();
        return result;
    }

    private static object? Value(JsonElement json, FormModel form, string key, string path, List<Problem> problems)
    {
        if (form.Field(key) is not { IsSystem: false, IsComputed: false } field)
        {
            problems.Add(new Problem(path, "field.unknown").With("field", key));
            return null;
        }
        return json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object when json.TryGetProperty("$ref", out _) || json.TryGetProperty("$user", out _) => Reference(json),
            JsonValueKind.Array when field.Targets.Length > 0 => json.EnumerateArray().Select(Reference).OfType<object>().ToList(),
            _ when field.Targets.Length > 0 => Unreadable(path, problems),
            _ => field.Type.Read(json, field, path, problems),
        };
    }

    private static object? Unreadable(string path, List<Problem> problems)
    {
        problems.Add(new Problem(path, "document.object"));
        return null;
    }

    private static object? Reference(JsonElement json) => Person(json) is { } person ? person
        : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out var name) && name.ValueKind == JsonValueKind.String && name.GetString()!.Split('/', 2) is [var form, var at]
            ? new RecordRef(form, at) : null;

    private static PersonRef? Person(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$user", out var email) && email.ValueKind == JsonValueKind.String ? new PersonRef(email.GetString()!) : null;

    private static DateTimeOffset? Instant(DocumentReader reader, string name)
    {
        if (reader.String(name, required: true) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var at))
            return at;
        reader.Fault(name, "type.dateTime", ("label", LocalizedText.Of(name)));
        return null;
    }

    /// <summary>Every reference of its values, with the field that holds it.</summary>
    public IEnumerable<(string Field, RecordRef Ref)> References() => Values.SelectMany(v => v.Value switch
    {
        RecordRef one => [(v.Key, one)],
        IReadOnlyList<object> many => many.OfType<RecordRef>().Select(r => (v.Key, r)),
        _ => [],
    });

    /// <summary>The row as a line of its file.</summary>
    public string Line(FormModel form)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
            Write(writer, form);
        using var document = JsonDocument.Parse(buffer.ToArray());
        return ReadableJson.Line(document.RootElement);
    }

    private void Write(Utf8JsonWriter writer, FormModel form)
    {
        writer.WriteStartObject();
        writer.WriteString("ref", Ref);
        writer.WriteString("at", Instants.Text(At));
        Write(writer, "by", By);
        Write(writer, "owner", Owner);
        writer.WriteStartObject("values");
        foreach (var (key, value) in Values)
        {
            writer.WritePropertyName(key);
            Write(writer, form.Field(key)!, value);
        }
        writer.WriteEndObject();
        if (Stages.Count > 0)
            Write(writer, Stages);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<DataStage> stages)
    {
        writer.WriteStartArray("stages");
        foreach (var stage in stages)
        {
            writer.WriteStartObject();
            writer.WriteString("field", stage.Field);
            writer.WriteString("to", stage.To);
            writer.WriteString("at", Instants.Text(stage.At));
            Write(writer, "by", stage.By);
            if (stage.Reason is not null)
                writer.WriteString("reason", stage.Reason);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, FieldDefinition field, object? value)
    {
        switch (value)
        {
            case RecordRef or PersonRef:
                WriteReference(writer, value);
                break;
            case IReadOnlyList<object> list when field.Targets.Length > 0:
                writer.WriteStartArray();
                foreach (var item in list)
                    WriteReference(writer, item);
                writer.WriteEndArray();
                break;
            default:
                RecordValues.Write(writer, field, value);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, PersonRef? person)
    {
        if (person is null)
            return;
        writer.WritePropertyName(name);
        WriteReference(writer, person);
    }

    private static void WriteReference(Utf8JsonWriter writer, object reference)
    {
        writer.WriteStartObject();
        if (reference is PersonRef person)
            writer.WriteString("$user", person.Email);
        else if (reference is RecordRef record)
            writer.WriteString("$ref", $"{record.Form}/{record.Ref}");
        writer.WriteEndObject();
    }
}
