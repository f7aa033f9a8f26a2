using System.Collections.Immutable;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// A question about groups of records: by which keys, which figures of each group, over which records. Members are
/// paths from the statement's root form, checked by whoever made the question.
/// </summary>
public sealed record GroupQuery
{
    public ImmutableArray<GroupKey> Keys { get; init; } = [];
    public ImmutableArray<GroupMeasure> Measures { get; init; } = [];

    /// <summary>Which records count; null = all that the actor may see.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Which groups are answered; its members are ids of measures. It does not narrow the totals.</summary>
    public Filter? Having { get; init; }

    /// <summary>By ids of keys or measures; blanks last. What is left equal is ordered by the keys.</summary>
    public ImmutableArray<GroupOrder> Order { get; init; } = [];
    public required int Limit { get; init; }
}

/// <summary>What groups are made by. Granularity (<c>day week month quarter year</c>): the bucket of a day or an instant, null = the value itself.</summary>
public sealed record GroupKey(string Id, string Member, string? Granularity)
{
    /// <summary>
    /// Limits that cut a number into bands, ascending; empty = the value itself. The key is then the number of the band: 0 below the
    /// first limit, i from the i-th limit (included) to the next (not included), the last without an end.
    /// </summary>
    public ImmutableArray<decimal> Bins { get; init; } = [];
}

/// <summary>One figure of a group.</summary>
public abstract record GroupMeasure(string Id);

/// <summary>An aggregate of a member over the group's records, or over those that meet the filter. A count without a member counts records.</summary>
public sealed record AggregateMeasure(string Id, Aggregate Aggregate, string? Member, Filter? Filter) : GroupMeasure(Id);

/// <summary>One aggregate divided by another, both named by id; blank when the divisor is zero or blank.</summary>
public sealed record RatioMeasure(string Id, string Numerator, string Denominator) : GroupMeasure(Id);

public sealed record GroupOrder(string Id, bool Descending);
