namespace NoCodeCrm.Platform.Expressions;

internal static class ExpressionOperators
{
    public static bool IsComparison(this BinaryOperator op) => op >= BinaryOperator.Equal;

    public static bool IsOrdering(this BinaryOperator op) => op >= BinaryOperator.Less;

    public static string Symbol(this UnaryOperator op) => op == UnaryOperator.Not ? "!" : "-";

    public static string Symbol(this LogicalOperator op) => op == LogicalOperator.And ? "&&" : "||";

    public static string Symbol(this BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };

    /// <summary>The operator that says the same with its sides exchanged: <c>a &lt; b</c> is <c>b &gt; a</c>.</summary>
    public static BinaryOperator Mirrored(this BinaryOperator op) => op switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => op,
    };
}
