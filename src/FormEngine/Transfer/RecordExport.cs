using System.Text;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Writes the records of a list as CSV, page by page from one state of the database: UTF-8 with a byte order mark,
/// references by title, options in the reader's language, dates ISO, numbers plain.
/// </summary>
public sealed class RecordExport(RecordStore store)
{
    /// <summary>Pages of text, the header with the first, so that a refusal comes before anything is sent. The query's own limit and cursor are left aside.</summary>
    public async IAsyncEnumerable<string> ReadAsync(ReadSession session, AccessPolicy access, FormModel form, RecordQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (!access.May(form, RecordAction.Export))
            throw new ForbiddenException("forbidden.export", new Problem("", "forbidden.export").With("form", form.Title));
        await session.HoldSnapshotAsync(ct);
        var columns = Columns(access, form, query.Fields);
        var language = access.Actor.Language;
        var text = new StringBuilder("\uFEFF");
        CsvText.AppendRow(text, columns.Select(c => CsvText.Guard(c.Title.For(language) ?? c.Key)), ',');
        string? cursor = null;
        do
        {
            var page = await store.PageAsync(session, access, form, query with { Cursor = cursor, Limit = RecordQuery.MaxLimit, Count = false, Totals = [] }, ct);
            var titles = await TitlesAsync(session, access, page.Items, columns, ct);
            foreach (var record in page.Items)
                CsvText.AppendRow(text, columns.Select(c => Cell(c, record, titles, access)), ',');
            yield return text.ToString();
            text.Clear();
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private sealed record Column(string Key, LocalizedText Title, FieldDefinition? Field);

    private static List<Column> Columns(AccessPolicy access, FormModel form, IReadOnlyList<string> keys)
    {
        var visible = RecordStore.VisibleFields(access, form);
        return keys.Count == 0
            ? [.. visible.Select(f => new Column(f.Key, f.Title, f))]
            : [.. keys.Select(key => visible.FirstOrDefault(f => f.Key == key) is { } field ? new Column(key, field.Title, field) : new Column(key, SystemLabels.For(key), null))];
    }

    private async Task<Dictionary<string, Dictionary<long, string>>> TitlesAsync(ISqlSession session, AccessPolicy access, IReadOnlyList<RecordData> records, List<Column> columns, CancellationToken ct)
    {
        var titles = new RecordTitles();
        foreach (var record in records)
            foreach (var column in columns)
                if (IsPerson(column))
                    titles.Add(BuiltInForms.User, Person(column.Key, record));
                else if (column.Field is { Type: not FileFieldType } field)
                    titles.AddValue(field, record[field.Key]);
        return await titles.LoadAsync(store, session, access, ct);
    }

    private static string Cell(Column column, RecordData record, Dictionary<string, Dictionary<long, string>> titles, AccessPolicy access)
    {
        if (IsPerson(column))
            return Person(column.Key, record) is { } person ? Title(titles, BuiltInForms.User, person) : "";
        if (column.Field is not { } field)
            return SystemCell(column.Key, record);
        return record[field.Key] switch
        {
            null => "",
            RecordReference reference => Title(titles, reference.Form, reference.Id),
            long id when field.Targets is [var form] => Title(titles, form, id),
            IReadOnlyList<long> ids when field.Targets is [var form] => CsvText.Guard(string.Join("; ", ids.Select(id => Title(titles, form, id)))),
            IReadOnlyList<string> keys => CsvText.Guard(string.Join("; ", keys.Select(k => OptionTitle(field, k, access)))),
            string key when field.Type is SelectFieldType or StageFieldType => CsvText.Guard(OptionTitle(field, key, access)),
            var value when field.Type.Expression == Platform.Expressions.ExpressionType.Text => CsvText.Guard(field.Type.WriteText(value)),
            var value => field.Type.WriteText(value),
        };
    }

    private static string SystemCell(string key, RecordData record) => key switch
    {
        SystemMembers.Id => record.Id.ToString(),
        SystemMembers.Version => record.Version.ToString(),
        SystemMembers.CreatedAt => Platform.Json.Instants.Text(record.CreatedAt),
        SystemMembers.UpdatedAt => Platform.Json.Instants.Text(record.UpdatedAt),
        SystemMembers.DeletedAt => record.DeletedAt is { } deleted ? Platform.Json.Instants.Text(deleted) : "",
        _ => "",
    };

    private static bool IsPerson(Column column) => SystemMembers.Find(column.Key) is { IsUser: true };

    private static long? Person(string key, RecordData record) => key switch
    {
        SystemMembers.Owner => record.Owner,
        SystemMembers.CreatedBy => record.CreatedBy,
        SystemMembers.UpdatedBy => record.UpdatedBy,
        _ => null,
    };

    // A record that the reader may not see shows as a number, as it does on the page.
    private static string Title(Dictionary<string, Dictionary<long, string>> titles, string form, long id) =>
        CsvText.Guard(titles.GetValueOrDefault(form)?.GetValueOrDefault(id) ?? $"#{id}");

    private static string OptionTitle(FieldDefinition field, string key, AccessPolicy access) =>
        (access.Metadata.PipelineOf(field)?.Stage(key)?.Title ?? field.Option(key)?.Title)?.For(access.Actor.Language) ?? key;
}
