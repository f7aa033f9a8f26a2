namespace NoCodeCrm.Platform.Expressions;

public enum AggregateFunction
{
    Count,
    Sum,
    Min,
    Max,
}
