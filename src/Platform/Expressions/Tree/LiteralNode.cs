namespace NoCodeCrm.Platform.Expressions;

/// <summary>A constant: <c>decimal</c>, <c>string</c>, <c>bool</c>, or null for the literal <c>null</c>.</summary>
public sealed record LiteralNode(object? Value, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
