using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>
/// A question as its author wrote it (docs/documents.md, Query), checked for shape but not yet against forms or rights.
/// Path: where it stands in the document that it came with, for problems.
/// </summary>
public sealed record ReportQuery
{
    public const int DefaultLimit = 1_000;
    public const int MaxLimit = 10_000;
    public const int MaxMeasures = 20;
    public const int MaxDimensions = 10;
    public const int MaxTimeDimensions = 5;
    public const int MaxFields = 50;
    public const int MaxSubtotals = 5;

    public string Path { get; init; } = "";
    public required string Source { get; init; }

    /// <summary>Cuts instants into days; null = the zone of whoever asks.</summary>
    public TimeZoneInfo? TimeZone { get; init; }
    public ImmutableArray<ReportMeasure> Measures { get; init; } = [];
    public ImmutableArray<ReportDimension> Dimensions { get; init; } = [];
    public ImmutableArray<ReportTimeDimension> TimeDimensions { get; init; } = [];
    public Filter? Filters { get; init; }

    /// <summary>On ids of measures.</summary>
    public Filter? Having { get; init; }
    public ImmutableArray<GroupOrder> Order { get; init; } = [];
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>
    /// What the groups beyond the limit come to together; for one dimension. Computed from the records, so that means and ratios are right.
    /// </summary>
    public bool Others { get; init; }

    /// <summary>Further groupings of the same records, each by some of the query's dimensions: the sums at the edges of a pivot.</summary>
    public ImmutableArray<ImmutableArray<string>> Subtotals { get; init; } = [];

    /// <summary>The records instead of groups: their id and <see cref="Fields"/>.</summary>
    public bool Ungrouped { get; init; }
    public ImmutableArray<string> Fields { get; init; } = [];
}

/// <summary>A figure. Label: null = named after its field.</summary>
public sealed record ReportMeasure(GroupMeasure Figure, LocalizedText? Label)
{
    public string Id => Figure.Id;

    /// <summary>The named metric that this is; its figure then only carries the id, until the planner spells it out.</summary>
    public string? Metric { get; init; }

    /// <summary>A part of a metric: computed, not answered.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>What groups are made by.</summary>
public sealed record ReportDimension(string Id, string Field, LocalizedText? Label)
{
    public const int MaxBins = 20;

    /// <summary>Limits that cut a number into bands, ascending; empty = each value is a group.</summary>
    public ImmutableArray<decimal> Bins { get; init; } = [];
}

/// <summary>A day or an instant, by granularity, within a range. Without granularity it only narrows.</summary>
public sealed record ReportTimeDimension(string Id, string Field, string? Granularity, DateRange? Range, LocalizedText? Label)
{
    /// <summary>The totals are told for the span of the same length before the range, too. Without a range there is none.</summary>
    public bool ComparesPrevious { get; init; }
}
