using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>
/// Records as a template carries them: what a person may export, with references by name, people by e-mail address and the
/// stages that they went through. Files, comments, people themselves and what is computed are left out.
/// </summary>
public sealed class DataExport(RecordStore store)
{
    /// <summary>Forms whose records go along, what others refer to first.</summary>
    internal static IReadOnlyList<FormModel> Ordered(IEnumerable<FormModel> forms)
    {
        var left = forms.Where(f => f.Key != BuiltInForms.User).OrderBy(f => f.Order).ThenBy(f => f.Key, StringComparer.Ordinal).ToList();
        var ordered = new List<FormModel>();
        while (left.Count > 0)
        {
            // Of forms that refer to each other in a circle the first comes first; such references are filled in at the end.
            var next = left.FirstOrDefault(f => !f.Fields.SelectMany(x => x.Targets).Any(t => t != f.Key && left.Any(l => l.Key == t))) ?? left[0];
            ordered.Add(next);
            left.Remove(next);
        }
        return ordered;
    }

    /// <summary>Writes the lines of a form. Throws ForbiddenException for who may not export it.</summary>
    internal async Task WriteAsync(ReadSession session, AccessPolicy access, FormModel form, IReadOnlySet<string> forms, IReadOnlyDictionary<long, string> emails, TextWriter target, CancellationToken ct)
    {
        Require(access, form);
        await using var db = PlatformContexts.ForReading(session);
        string? cursor = null;
        do
        {
            var page = await store.PageAsync(session, access, form, new RecordQuery { Sort = "id", Cursor = cursor, Limit = RecordQuery.MaxLimit }, ct);
            var ids = page.Items.Select(r => r.Id).ToList();
            var visits = (await db.StageHistory.Where(v => v.Form == form.Key && ids.Contains(v.RecordId) && !v.Skipped).OrderBy(v => v.Id).ToListAsync(ct)).ToLookup(v => v.RecordId);
            foreach (var record in page.Items)
                await target.WriteAsync(Row(access, form, record, visits[record.Id], forms, emails).Line(form) + "\n");
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    public static void Require(AccessPolicy access, FormModel form)
    {
        if (!access.May(form, RecordAction.Export))
            throw new ForbiddenException("forbidden.export", new Problem("", "forbidden.export").With("form", form.Title));
    }

    /// <summary>The e-mail addresses of the people whom the reader may see.</summary>
    internal async Task<IReadOnlyDictionary<long, string>> EmailsAsync(ISqlSession session, AccessPolicy access, CancellationToken ct)
    {
        var emails = new Dictionary<long, string>();
        if (access.Metadata.Form(BuiltInForms.User) is not { } people || !access.May(people, RecordAction.Read) || access.IsHidden(people, "email") || access.IsMasked(people, "email"))
            return emails;
        string? cursor = null;
        do
        {
            var page = await store.PageAsync(session, access, people, new RecordQuery { Fields = ["email"], Cursor = cursor, Limit = RecordQuery.MaxLimit }, ct);
            foreach (var person in page.Items)
                if (person["email"] is string email)
                    emails[person.Id] = email;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return emails;
    }

    private static DataRow Row(AccessPolicy access, FormModel form, RecordData record, IEnumerable<StageVisit> visits, IReadOnlySet<string> forms, IReadOnlyDictionary<long, string> emails)
    {
        PersonRef? Person(long? id) => id is { } known && emails.TryGetValue(known, out var email) ? new PersonRef(email) : null;
        object? Reference(string target, long id) => target == BuiltInForms.User ? Person(id) : forms.Contains(target) ? new RecordRef(target, Name(id)) : null;
        var values = new Dictionary<string, object?>();
        foreach (var field in RecordStore.VisibleFields(access, form).Where(f => !f.IsSystem && !f.IsComputed && !f.IsMasked && f.Type is not FileFieldType))
        {
            var value = record[field.Key] switch
            {
                RecordReference reference => Reference(reference.Form, reference.Id),
                long id when field.Targets is [var target] => Reference(target, id),
                IReadOnlyList<long> ids when field.Targets is [var target] => ids.Select(id => Reference(target, id)).OfType<object>().ToList() is { Count: > 0 } list ? list : null,
                var other => other,
            };
            if (value is not null)
                values[field.Key] = value;
        }
        var stages = visits.Where(v => !access.IsHidden(form, v.Field)).Select(v => new DataStage(v.Field, v.To, v.At, Person(v.Actor), v.Reason)).ToList();
        return new DataRow(Name(record.Id), record.CreatedAt, Person(record.CreatedBy), Person(record.Owner), values, stages);
    }

    private static string Name(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
