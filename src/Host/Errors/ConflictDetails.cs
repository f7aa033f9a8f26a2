using System.Buffers;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Errors;

/// <summary>What a 409 about a record shows: the record as it is now to this reader, who changed it and when.</summary>
internal sealed class ConflictDetails(Database database, RecordStore records)
{
    /// <summary>The same about a definition: its document and version as published, for who designs.</summary>
    public static ReadOnlyMemory<byte>? Definition(HttpContext http, string kind, string key)
    {
        var access = http.Access();
        var published = http.RequestServices.GetRequiredService<MetadataCache>().Current.Documents.GetValueOrDefault((kind, key));
        if (published is null || !access.Can("design"))
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("current");
            published.Document.WriteTo(writer);
            writer.WriteNumber("currentVersion", published.Version);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    public async Task<ReadOnlyMemory<byte>?> LoadAsync(HttpContext http, string formKey, long id, CancellationToken ct)
    {
        var access = http.Access();
        await using var session = await database.OpenReadAsync(ct);
        if (access.Metadata.Form(formKey) is not { } form || await records.FindAsync(session, access, form, id, RecordAction.Read, ct) is not { } record)
            return null;
        var fields = RecordStore.VisibleFields(access, form);
        var titles = new RecordTitles();
        titles.AddRecord(record, fields);
        var names = await titles.LoadAsync(records, session, access, ct);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("current");
            RecordJson.Write(writer, record, fields);
            if (record.UpdatedBy is { } by)
                writer.WriteNumber("changedBy", by);
            writer.WriteString("changedAt", Instants.Text(record.UpdatedAt));
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
