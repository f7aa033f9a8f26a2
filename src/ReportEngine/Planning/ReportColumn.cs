using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>
/// One column of an answer before it has values. Type: a field type, or <c>ratio</c>. Options: the labels of keys, in
/// their own order. Form: cells are ids of its records.
/// </summary>
public sealed record ReportColumn(string Id, LocalizedText Label, string Type)
{
    public ImmutableArray<(string Key, LocalizedText Title)> Options { get; init; } = [];
    public FormModel? Form { get; init; }
    public string? Granularity { get; init; }

    /// <summary>Limits of bands (<see cref="Platform.Querying.GroupKey.Bins"/>): cells are then numbers of bands.</summary>
    public ImmutableArray<decimal> Bins { get; init; } = [];
}
