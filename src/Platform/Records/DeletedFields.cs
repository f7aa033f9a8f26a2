using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>A field that a form has no more. Property: as it was last published. Values: how many records, those in the bin included, hold one.</summary>
public sealed record DeletedField(string Id, string Key, JsonElement Property, DateTimeOffset At, long? By, long Values);

/// <summary>
/// Fields that were taken out of a form: hidden, their values kept, to be brought back or, by an act that names how many values go,
/// to be taken away for good. Callers have checked the right to design. The change log keeps what it has told.
/// </summary>
public sealed class DeletedFields(Database database, UnitOfWork work, SchemaEditor editor, Publisher publisher)
{
    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<DeletedField>> ListAsync(FormModel form, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var deleted = new List<DeletedField>();
        foreach (var column in Latest(await db.FieldColumns.AsNoTracking().Where(c => c.Form == form.Key && c.Deleted && c.Property != null).ToListAsync(ct)))
        {
            using var property = JsonDocument.Parse(column.Property!);
            deleted.Add(new DeletedField(column.FieldId, column.Key, property.RootElement.Clone(), column.RetiredAt ?? default, column.RetiredBy, await SchemaScan.CountKeptAsync(session, form, column, ct)));
        }
        return deleted;
    }

    /// <summary>Publishes the form with the field as it was. Throws NotFoundException, ValidationException, ConflictException when stale.</summary>
    public async Task<int> RestoreAsync(FormModel form, string field, int expectedVersion, long author, string? note, CancellationToken ct)
    {
        var deleted = (await ListAsync(form, ct)).FirstOrDefault(f => f.Id == field) ?? throw new NotFoundException("field");
        if (form.Field(deleted.Key) is { } other)
            throw ValidationException.Refused(new Problem("", "field.key_taken").With("key", deleted.Key).With("by", other.Title));
        var document = JsonNode.Parse(form.Document.GetRawText())!.AsObject();
        document["properties"]!.AsObject()[deleted.Key] = JsonNode.Parse(deleted.Property.GetRawText());
        return await publisher.PublishAsync(DefinitionKinds.Form, form.Key, JsonSerializer.SerializeToElement(document, Json.PlainJson.Options), expectedVersion, author, note, ct);
    }

    /// <summary>Takes the field's values away. Values: how many the caller was told; refused (ValidationException) when there are others.</summary>
    public Task PurgeAsync(FormModel form, string field, long? values, CancellationToken ct) => work.ExecuteAloneAsync(async scope =>
    {
        var columns = await scope.Db.FieldColumns.Where(c => c.Form == form.Key && c.FieldId == field).ToListAsync(ct);
        if (columns.Count == 0 || columns.Any(c => c.Active) || Latest(columns.Where(c => c.Deleted)).FirstOrDefault() is not { } latest)
            throw new NotFoundException("field");
        var count = await SchemaScan.CountKeptAsync(scope, form, latest, ct);
        if (values != count)
            throw ValidationException.Refused(new Problem("", "field.purge_count", "field.purge").With("field", Title(latest)).With("count", count));
        await editor.DropAsync(scope, form, columns, ct);
        return true;
    }, ct);

    private static IEnumerable<FieldColumn> Latest(IEnumerable<FieldColumn> columns) =>
        columns.GroupBy(c => c.FieldId).Select(g => g.MaxBy(c => c.RetiredSeq ?? 0)!).OrderByDescending(c => c.RetiredAt).ThenBy(c => c.Key, StringComparer.Ordinal);

    private static LocalizedText Title(FieldColumn column)
    {
        using var property = JsonDocument.Parse(column.Property ?? "{}");
        var label = property.RootElement.TryGetProperty("title", out var plain) && plain.ValueKind == JsonValueKind.String ? plain.GetString() : column.Key;
        var titles = property.RootElement.TryGetProperty("x-field", out var settings) && settings.TryGetProperty("title", out var title) ? LocalizedText.Parse(title) : null;
        return (titles ?? LocalizedText.Empty).WithDefault("en", label);
    }
}
