namespace NoCodeCrm.Platform.Querying;

/// <summary>How many values become one.</summary>
public enum Aggregate
{
    Count,
    Sum,
    Avg,
    Min,
    Max,
    CountDistinct,
}
