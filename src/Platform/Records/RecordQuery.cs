using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Records;

/// <summary>What a list asks for. FilterText and SortText are kept as sent: they tie a cursor to its query.</summary>
public sealed record RecordQuery
{
    public const int MaxLimit = 500;

    public Filter? Filter { get; init; }
    public string? FilterText { get; init; }
    public string? Sort { get; init; }
    public string? Search { get; init; }
    public string? Cursor { get; init; }
    public int Limit { get; init; } = 50;

    /// <summary>Field keys wanted; empty = all that the actor may see.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
    public bool Count { get; init; }

    /// <summary>Numeric members to sum over all matching records.</summary>
    public IReadOnlyList<string> Totals { get; init; } = [];
    public bool Deleted { get; init; }
}

/// <summary>One page. Total and Totals only when asked for.</summary>
public sealed record RecordPage(IReadOnlyList<RecordData> Items, string? NextCursor)
{
    public long? Total { get; init; }
    public IReadOnlyDictionary<string, FieldTotal>? Totals { get; init; }
}

/// <summary>A sum over the records that have a value, null when none has, and how many have none.</summary>
public sealed record FieldTotal(decimal? Sum, long Missing);
