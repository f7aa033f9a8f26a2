using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>
/// A forecast by month and split. The list behind a figure: Columns' filter and Rows' filter together, and for a category the condition
/// that the stage is of it; Open and Won filters by the kind of figure. Totals come from the records, not from the rows.
/// </summary>
public sealed record ForecastTable(
    ForecastView View, ForecastSplit By, DateOnly Today, IReadOnlyList<ForecastColumn> Columns, IReadOnlyList<ForecastRow> Rows, ForecastRow Totals, string CategoryMember, bool Truncated);

/// <summary>
/// Id: the first day of its month, or <c>overdue</c> (open, due before today), <c>earlier</c> (due from today on, before the first month), <c>later</c> (due after the last),
/// <c>none</c> (without a date). Every open record is in exactly one column. A filter is null where there can be nothing.
/// </summary>
public sealed record ForecastColumn(string Id, DateOnly? From, DateOnly? To, Filter? Open, Filter? Won);

/// <summary>One value of the split, null = blank. Cells: by column; one that is not there is empty.</summary>
public sealed record ForecastRow(object? Value, string? Label, Filter? Open, Filter? Won)
{
    public Dictionary<string, ForecastCell> Cells { get; } = [];
    public ForecastCell Total { get; } = new();

    public ForecastCell Cell(string column) => Cells.TryGetValue(column, out var cell) ? cell : Cells[column] = new ForecastCell();
}

/// <summary>Exact sums of open records, in all and by category of their stage (an empty key: none), and of those won.</summary>
public sealed class ForecastCell
{
    public ForecastSum Open { get; private set; } = ForecastSum.Zero;
    public ForecastSum Won { get; private set; } = ForecastSum.Zero;
    public Dictionary<string, ForecastSum> Categories { get; } = [];

    public void Add(string category, ForecastSum sum)
    {
        Open += sum;
        Categories[category] = Categories.GetValueOrDefault(category, ForecastSum.Zero) + sum;
    }

    public void AddWon(ForecastSum sum) => Won += sum;

    public bool IsEmpty => Open.Count == 0 && Won.Count == 0;
}

/// <summary>Missing: how many of the records have no amount.</summary>
public sealed record ForecastSum(decimal Weighted, decimal Amount, long Count, long Missing)
{
    public static readonly ForecastSum Zero = new(0, 0, 0, 0);

    public static ForecastSum operator +(ForecastSum a, ForecastSum b) => new(a.Weighted + b.Weighted, a.Amount + b.Amount, a.Count + b.Count, a.Missing + b.Missing);

    public static ForecastSum operator -(ForecastSum a, ForecastSum b) => new(a.Weighted - b.Weighted, a.Amount - b.Amount, a.Count - b.Count, a.Missing - b.Missing);
}
