namespace NoCodeCrm.Platform.Expressions;

/// <summary><c>test ? whenMet : otherwise</c>; a blank test is not met.</summary>
public sealed record ConditionalNode(ExpressionNode Test, ExpressionNode WhenMet, ExpressionNode Otherwise, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
