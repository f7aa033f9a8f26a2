namespace NoCodeCrm.Platform.Expressions;

/// <summary><c>!a</c> or <c>-a</c>.</summary>
public sealed record UnaryNode(UnaryOperator Operator, ExpressionNode Operand, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
