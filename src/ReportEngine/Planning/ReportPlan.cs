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

    /// <summary>What the records must meet, date ranges included.</summary>
    public Filter? Filter => Groups?.Filter ?? Rows?.Filter;
}
