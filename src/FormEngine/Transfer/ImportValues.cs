using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>A text that means nothing known, how many cells hold it, and what it may mean.</summary>
public sealed record UnmatchedValue(string Value, long Count, string? Suggestion);

/// <summary>What does not match in one column, the most frequent first. CanCreate: it could be added.</summary>
public sealed record UnmatchedColumn(PlannedColumn Column, IReadOnlyList<UnmatchedValue> Values, bool CanCreate);

/// <summary>Reads a whole file for the texts of references, options and stages that mean nothing known.</summary>
public sealed class ImportValues(RecordStore store, RecordLookup lookup)
{
    private const int MaxValues = 500;
    private const int MaxCandidates = 5_000;
    private const int ChunkRows = 500;

    public async Task<List<UnmatchedColumn>> CountAsync(ISqlSession session, ImportPlan plan, Func<Task<CsvRows>> open, CancellationToken ct)
    {
        ImportScan scan;
        await using (var rows = await open())
            scan = await ImportScan.RunAsync(rows, plan, new OptionMatches(), ct);
        var (references, options) = (new ReferenceLookups(lookup, plan.Access), new OptionMatches());
        var reader = new RowReader(plan, references, options, scan.OwnNames);
        var counts = plan.Columns.Where(c => c.IsReference || c.IsOptions || c.Pipeline is not null).ToDictionary(c => c, _ => new Dictionary<string, long>());
        await using (var rows = await open())
            while (await rows.TakeAsync(ChunkRows, ct) is { Count: > 0 } chunk)
            {
                await references.PrepareAsync(session, chunk.SelectMany(reader.NamesIn), ct);
                foreach (var row in chunk.Where(r => r.Fault is null))
                    foreach (var (column, counted) in counts)
                        foreach (var text in Unmatched(plan, row, column, references, options, scan.OwnNames))
                            if (counted.Count < MaxValues || counted.ContainsKey(text))
                                counted[text] = counted.GetValueOrDefault(text) + 1;
            }
        var columns = new List<UnmatchedColumn>();
        foreach (var (column, counted) in counts.Where(c => c.Value.Count > 0))
            columns.Add(await DescribeAsync(session, plan, column, counted, ct));
        return columns;
    }

    private static IEnumerable<string> Unmatched(ImportPlan plan, CsvRow row, PlannedColumn column, ReferenceLookups references, OptionMatches options, TextSet ownNames)
    {
        if (plan.TextOf(row, column) is not { } text)
            return [];
        if (column.IsReference)
            return column.Names(text).Where(n => references.Find(column, n).Count == 0 && !(column.IsSelfReference && ownNames.Contains(RecordLookup.Fold(n))));
        IEnumerable<string> parts = column.Field.Type is Platform.Fields.MultiSelectFieldType ? Platform.Fields.MultiSelectFieldType.Parts(text) : [text.Trim()];
        return parts.Where(p => options.Find(column, p) is null);
    }

    private async Task<UnmatchedColumn> DescribeAsync(ISqlSession session, ImportPlan plan, PlannedColumn column, Dictionary<string, long> counted, CancellationToken ct)
    {
        var candidates = column.IsReference ? await TitlesAsync(session, plan.Access, column, ct) : Named(column);
        var values = counted.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new UnmatchedValue(c.Key, c.Value, Likeness.Nearest(c.Key, candidates))).ToList();
        return new UnmatchedColumn(column, values, column.MayCreate);
    }

    // Options and stages answer to their key and to every title; what is suggested is the key.
    private static List<(string Name, string Value)> Named(PlannedColumn column) => column.Pipeline is { } pipeline
        ? [.. pipeline.Stages.SelectMany(s => s.Title.Values.Values.Append(s.Key).Select(name => (name, s.Key)))]
        : [.. column.Field.Options.SelectMany(o => o.Title.Values.Values.Append(o.Key).Select(name => (name, o.Key)))];

    private async Task<List<(string Name, string Value)>> TitlesAsync(ISqlSession session, AccessPolicy access, PlannedColumn column, CancellationToken ct)
    {
        var titles = new List<(string, string)>();
        foreach (var target in column.Targets.Where(t => access.May(t.Form, RecordAction.Read) && t.Form.Field(t.Member) is not null))
        {
            var query = new RecordQuery { Fields = [target.Member], Limit = RecordQuery.MaxLimit };
            for (string? cursor = null; titles.Count < MaxCandidates;)
            {
                var page = await store.PageAsync(session, access, target.Form, query with { Cursor = cursor }, ct);
                titles.AddRange(page.Items.Select(r => Convert.ToString(r[target.Member])).OfType<string>().Where(t => t.Length > 0).Select(t => (t, t)));
                if ((cursor = page.NextCursor) is null)
                    break;
            }
        }
        return titles;
    }
}
