using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// What the names in a file mean. Found once per run and kept; that a known record is still there is confirmed for every
/// chunk, so that a write may trust it. Names that meant nothing are asked for again with the next chunk.
/// </summary>
public sealed class ReferenceLookups(RecordLookup lookup, AccessPolicy access)
{
    private const int MaxKept = 100_000;
    private readonly Dictionary<(string Lookup, string Name), List<RecordReference>> _found = [];

    /// <summary>Looks up all names of the rows at once.</summary>
    public async Task PrepareAsync(ISqlSession session, IEnumerable<(PlannedColumn Column, string Name)> names, CancellationToken ct)
    {
        if (_found.Count > MaxKept)
            _found.Clear();
        var wanted = names.GroupBy(n => n.Column.LookupKey).Select(g => (g.First().Column, Names: g.Select(n => RecordLookup.Fold(n.Name)).Where(n => n.Length > 0).ToHashSet())).ToList();
        await ForgetDeletedAsync(session, wanted, ct);
        foreach (var (column, texts) in wanted)
        {
            texts.RemoveWhere(t => _found.ContainsKey((column.LookupKey, t)));
            foreach (var target in texts.Count == 0 ? [] : column.Targets)
                foreach (var (text, id) in await lookup.ByTextAsync(session, access, target.Form, target.Member, texts, ct))
                    Add(column, text, new RecordReference(target.Form.Key, id));
        }
    }

    /// <summary>The records of that name; none, one, or several.</summary>
    public IReadOnlyList<RecordReference> Find(PlannedColumn column, string name) => _found.GetValueOrDefault((column.LookupKey, RecordLookup.Fold(name))) ?? [];

    /// <summary>A record that has just come to be.</summary>
    public void Add(PlannedColumn column, string name, RecordReference record)
    {
        var key = (column.LookupKey, RecordLookup.Fold(name));
        if (!_found.TryGetValue(key, out var records))
            _found[key] = records = [];
        if (!records.Contains(record))
            records.Add(record);
    }

    /// <summary>Takes back what was added for a record that was not kept after all.</summary>
    public void Remove(PlannedColumn column, string name) => _found.Remove((column.LookupKey, RecordLookup.Fold(name)));

    private async Task ForgetDeletedAsync(ISqlSession session, List<(PlannedColumn Column, HashSet<string> Names)> wanted, CancellationToken ct)
    {
        var known = wanted.SelectMany(w => w.Names.Select(name => (w.Column.LookupKey, name))).Where(_found.ContainsKey).ToList();
        foreach (var form in known.SelectMany(key => _found[key]).GroupBy(r => r.Form).ToList())
        {
            var ids = form.Select(r => r.Id).ToHashSet();
            var existing = access.Metadata.Form(form.Key) is { } model ? await lookup.ExistingAsync(session, access, model, ids, ct) : [];
            if (existing.Count == ids.Count)
                continue;
            foreach (var key in known.Where(k => _found.TryGetValue(k, out var records) && records.Exists(r => r.Form == form.Key && !existing.Contains(r.Id))))
                _found.Remove(key);
        }
    }
}
