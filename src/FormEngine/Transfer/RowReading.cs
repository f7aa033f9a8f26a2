using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>What a row says: values by field, blanks as null, and everything that is wrong with it.</summary>
public sealed class RowReading(CsvRow row)
{
    public CsvRow Row { get; } = row;
    public Dictionary<string, object?> Values { get; } = [];
    public List<RowProblem> Problems { get; } = [];

    /// <summary>Cells with a text that means nothing known.</summary>
    public int Unmatched { get; set; }

    /// <summary>Records to be added before this row can be written.</summary>
    public List<(PlannedColumn Column, string Name)> Missing { get; } = [];

    /// <summary>References to rows of the file itself, for the end of the run.</summary>
    public List<(PlannedColumn Column, string Text)> Later { get; } = [];

    public void Refuse(PlannedColumn column, string value, string code) =>
        Problems.Add(new RowProblem(column.Name, value, new Problem("/" + column.Field.Key, code).With("label", column.Field.Title).With("value", Shown(value))));

    // A message is no place for a whole letter.
    private static string Shown(string value) => CsvText.Cut(value, 100);
}

/// <summary>A problem of a row, and the column and cell that it is about; null when it is about the row as a whole.</summary>
public sealed record RowProblem(string? Column, string? Value, Problem Problem);
