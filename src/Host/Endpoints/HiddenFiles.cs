using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The files of records that stand in fields hidden from their reader: the records are theirs to see, those files are not.</summary>
internal static class HiddenFiles
{
    public static async Task<IReadOnlyCollection<long>> OfAsync(ISqlSession session, RecordStore store, AccessPolicy access, FormModel form, IReadOnlyList<long> records, CancellationToken ct)
    {
        var fields = form.Fields.Where(f => f.Type is FileFieldType && access.IsHidden(form, f.Key)).Select(f => f.Key).ToList();
        if (fields.Count == 0)
            return [];
        var unbound = new AccessPolicy(Actor.System, access.Metadata);
        var query = new RecordQuery { Filter = Filter.Of(SystemMembers.Id, FilterOperator.In, [.. records.Cast<object>()]), Fields = fields, Limit = RecordQuery.MaxLimit };
        var page = await store.PageAsync(session, unbound, form, query, ct);
        return [.. page.Items.SelectMany(r => fields.SelectMany(f => r[f] as IReadOnlyList<long> ?? []))];
    }
}
