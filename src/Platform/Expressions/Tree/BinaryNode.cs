namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Arithmetic (blank when an operand is blank), text joined by <c>+</c> (the same), or a comparison (false when an operand
/// is blank, <c>!=</c> included).
/// </summary>
public sealed record BinaryNode(
    BinaryOperator Operator, ExpressionNode Left, ExpressionNode Right, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
