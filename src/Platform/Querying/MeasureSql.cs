using System.Collections.Immutable;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// A measure as SQL. Columns: what is selected for it (none for a ratio, sum and count for a mean, so that the division
/// happens exactly, in decimals). Value: one expression to order and compare by. Missing: how many records lack the value.
/// </summary>
internal sealed record MeasureSql(GroupMeasure Measure, ImmutableArray<string> Columns, string Value, ColumnKind Kind, int Scale)
{
    /// <summary>Kind and scale of the first column.</summary>
    public ColumnKind ColumnKind { get; init; } = Kind;
    public int ColumnScale { get; init; } = Scale;
    public string? Missing { get; init; }
    public string Id => Measure.Id;
}
