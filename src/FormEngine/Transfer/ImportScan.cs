using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>What must be known of a whole file before its first row is written.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="OwnNames">Names that its rows bring, for references of the file to itself.</param>
/// <param name="Options">Options to be added, by column, in their order.</param>
public sealed record ImportScan(long Rows, TextSet OwnNames, IReadOnlyList<(PlannedColumn Column, string Text)> Options)
{
    /// <summary>Reads to the end. Throws ValidationException for a file that cannot be read to it, so that nothing of it is imported.</summary>
    public static async Task<ImportScan> RunAsync(CsvRows rows, ImportPlan plan, OptionMatches options, CancellationToken ct)
    {
        var (names, added) = (new TextSet(), new List<(PlannedColumn, string)>());
        var seen = new HashSet<(string, string)>();
        var nameColumns = NameColumns(plan);
        var growing = plan.Columns.Where(c => c is { IsOptions: true, OnUnmatched: Unmatched.Create, MayCreate: true }).ToList();
        var count = 0L;
        for (; await rows.NextAsync(ct) is { } row; count++)
        {
            if (row.Fault is not null)
                continue;
            foreach (var column in nameColumns)
                if (plan.TextOf(row, column) is { } text)
                    names.Add(RecordLookup.Fold(text));
            foreach (var column in growing)
                foreach (var text in Texts(plan, row, column))
                    if (options.Find(column, text) is null && added.Count < OptionRules.MaxOptions && seen.Add((column.Field.Key, RecordLookup.Fold(text))))
                        added.Add((column, text));
        }
        return new ImportScan(count, names, added);
    }

    // The columns that fill the fields by which the file's own records are named.
    private static List<PlannedColumn> NameColumns(ImportPlan plan) =>
        [.. plan.Columns.Where(c => c.IsSelfReference).SelectMany(c => c.Targets).Where(t => t.Form.Key == plan.Form.Key)
            .Select(t => plan.ColumnOf(t.Member)).OfType<PlannedColumn>().Distinct()];

    private static IEnumerable<string> Texts(ImportPlan plan, CsvRow row, PlannedColumn column) => plan.TextOf(row, column) is not { } text ? []
        : column.Field.Type is MultiSelectFieldType ? MultiSelectFieldType.Parts(text) : [text.Trim()];
}
