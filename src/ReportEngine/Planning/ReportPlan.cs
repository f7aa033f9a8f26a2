using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>
/// A query resolved against one snapshot and one actor; pure, and no longer in need of checks. Exactly one of Groups and
/// Rows is set; both ask for one row more than Limit, to know whether there are more.
/// </summary>
public sealed record ReportPlan
{
    public required FormModel Form { get; init; }
    public required QueryClock Clock { get; init; }
    public required ImmutableArray<ReportColumn> Columns { get; init; }
    public required int Limit { get; init; }
    public GroupQuery? Groups { get; init; }
    public RowQuery? Rows { get; init; }

    /// <summary>Which of the columns read are answered, in order; parts of metrics are not.</summary>
    public ImmutableArray<int> Shown { get; init; } = [];

    /// <summary>The key of which the groups beyond the limit are told together; null = they are not.</summary>
    public GroupKey? Others { get; init; }
    public ImmutableArray<Subtotal> Subtotals { get; init; } = [];
    public Comparison? Comparison { get; init; }

    /// <summary>What the records must meet, date ranges included.</summary>
    public Filter? Filter => Groups?.Filter ?? Rows?.Filter;

    /// <summary>Rows without the columns that are not answered.</summary>
    internal List<object?[]> Show(List<object?[]> rows, ImmutableArray<int> shown) =>
        Groups is null || rows.Count == 0 || rows[0].Length == shown.Length ? rows : rows.ConvertAll(row => shown.Select(i => row[i]).ToArray());

    internal IReadOnlyDictionary<string, object?>? Visible(IReadOnlyDictionary<string, object?>? totals) =>
        totals?.Where(t => Columns.Any(c => c.Id == t.Key)).ToDictionary(t => t.Key, t => t.Value);
}

/// <summary>The same records by some of the keys. Shown: as of the plan.</summary>
public sealed record Subtotal(ImmutableArray<string> By, GroupQuery Groups, ImmutableArray<int> Shown);

/// <summary>The totals of another span of days, both included.</summary>
public sealed record Comparison(DateOnly From, DateOnly To, GroupQuery Groups);
