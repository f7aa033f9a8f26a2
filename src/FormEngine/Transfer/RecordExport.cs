using System.Runtime.CompilerServices;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Reads the records of a list as rows of cells, page by page from one state of the database: references by title,
/// options in the reader's language, dates ISO, numbers plain. <see cref="CsvExport"/> and <see cref="WorkbookExport"/> write them.
/// </summary>
public sealed class RecordExport(RecordStore store)
{
    /// <summary>Pages of rows, the header with the first, so that a refusal comes before anything is sent. The query's own limit and cursor are left aside.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> ReadAsync(ReadSession session, AccessPolicy access, FormModel form, RecordQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!access.May(form, RecordAction.Export))
            throw new ForbiddenException("forbidden.export", new Problem("", "forbidden.export").With("form", form.Title));
        await session.HoldSnapshotAsync(ct);
        var columns = Columns(access, form, query.Fields);
        var language = access.Actor.Language;
        var rows = new List<ExportCell[]> { columns.Select(c => ExportCell.Free(c.Title.For(language) ?? c.Key)).ToArray() };
        string? cursor = null;
        do
        {
            var page = await store.PageAsync(session, access, form, query with { Cursor = cursor, Limit = RecordQuery.MaxLimit, Count = false, Totals = [] }, ct);
            var titles = await TitlesAsync(session, access, page.Items, columns, ct);
            rows.AddRange(page.Items.Select(record => columns.Select(c => Cell(c, record, titles, access)).ToArray()));
            yield return rows;
            rows = [];
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

    private static ExportCell Cell(Column column, RecordData record, Dictionary<string, Dictionary<long, string>> titles, AccessPolicy access)
    {
        if (IsPerson(column))
            return Person(column.Key, record) is { } person ? ExportCell.Free(Title(titles, BuiltInForms.User, person)) : ExportCell.Blank;
        if (column.Field is not { } field)
            return SystemCell(column.Key, record);
        return record[field.Key] switch
        {
            null => ExportCell.Blank,
            MaskedValue mask => ExportCell.Free(mask.Text),
            RecordReference reference => ExportCell.Free(Title(titles, reference.Form, reference.Id)),
            long id when field.Targets is [var form] => ExportCell.Free(Title(titles, form, id)),
            IReadOnlyList<long> ids when field.Targets is [var form] => ExportCell.Free(string.Join("; ", ids.Select(id => Title(titles, form, id)))),
            IReadOnlyList<string> keys => ExportCell.Free(string.Join("; ", keys.Select(k => OptionTitle(field, k, access)))),
            string key when field.Type is SelectFieldType or StageFieldType => ExportCell.Free(OptionTitle(field, key, access)),
            var value when field.Type.Expression == Platform.Expressions.ExpressionType.Text => ExportCell.Free(field.Type.WriteText(value)),
            decimal number => ExportCell.Of(number, field.Type.WriteText(number)),
            long number => ExportCell.Of(number, field.Type.WriteText(number)),
            var value => ExportCell.Plain(field.Type.WriteText(value)),
        };
    }

    private static ExportCell SystemCell(string key, RecordData record) => key switch
    {
        SystemMembers.Id => ExportCell.Of(record.Id, record.Id.ToString()),
        SystemMembers.Version => ExportCell.Of(record.Version, record.Version.ToString()),
        SystemMembers.CreatedAt => ExportCell.Plain(Platform.Json.Instants.Text(record.CreatedAt)),
        SystemMembers.UpdatedAt => ExportCell.Plain(Platform.Json.Instants.Text(record.UpdatedAt)),
        SystemMembers.DeletedAt when record.DeletedAt is { } deleted => ExportCell.Plain(Platform.Json.Instants.Text(deleted)),
        _ => ExportCell.Blank,
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
        titles.GetValueOrDefault(form)?.GetValueOrDefault(id) ?? $"#{id}";

    private static string OptionTitle(FieldDefinition field, string key, AccessPolicy access) =>
        (access.Metadata.PipelineOf(field)?.Stage(key)?.Title ?? field.Option(key)?.Title)?.For(access.Actor.Language) ?? key;
}
