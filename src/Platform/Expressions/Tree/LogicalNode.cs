namespace NoCodeCrm.Platform.Expressions;

/// <summary><c>a &amp;&amp; b</c> or <c>a || b</c>; never blank.</summary>
public sealed record LogicalNode(LogicalOperator Operator, ExpressionNode Left, ExpressionNode Right, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
