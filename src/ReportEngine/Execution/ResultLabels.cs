using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>Gives columns their labels: titles of the records that occur, names of options and stages. A record that the actor may not see stays without.</summary>
internal sealed class ResultLabels(ReadSession session, RecordStore records, AccessPolicy access)
{
    private readonly string _language = access.Actor.Language;

    public async Task<IReadOnlyList<ResultColumn>> NameAsync(
        IReadOnlyList<ReportColumn> columns, IReadOnlyList<object?[]> rows, IReadOnlyDictionary<string, long>? missing, CancellationToken ct)
    {
        var named = new List<ResultColumn>();
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            named.Add(new ResultColumn(column.Id, column.Label.For(_language) ?? column.Id, column.Type)
            {
                Form = column.Form?.Key,
                Granularity = column.Granularity,
                Bins = column.Bins.IsEmpty ? null : column.Bins,
                Labels = column.Form is { } form ? await TitlesAsync(form, rows, i, ct) : OptionsOf(column),
                Missing = missing is not null && missing.TryGetValue(column.Id, out var count) ? count : null,
            });
        }
        return named;
    }

    private List<KeyValuePair<string, string>>? OptionsOf(ReportColumn column) => column.Options.IsEmpty
        ? null
        : [.. column.Options.Select(o => KeyValuePair.Create(o.Key, o.Title.For(_language) ?? o.Key))];

    private async Task<List<KeyValuePair<string, string>>> TitlesAsync(FormModel form, IReadOnlyList<object?[]> rows, int column, CancellationToken ct)
    {
        var ids = new List<long>();
        var seen = new HashSet<long>();
        foreach (var row in rows)
            foreach (var id in row[column] switch { long one => [one], IReadOnlyList<long> several => several, _ => [] })
                if (seen.Add(id))
                    ids.Add(id);
        var titles = await records.TitlesAsync(session, access, form, ids, ct);
        return [.. ids.Where(titles.ContainsKey).Select(id => KeyValuePair.Create(id.ToString(CultureInfo.InvariantCulture), titles[id]))];
    }
}
