namespace NoCodeCrm.Platform.Expressions;

/// <summary>A call of one of <see cref="ExpressionFunctions"/>.</summary>
public sealed record CallNode(string Function, IReadOnlyList<ExpressionNode> Arguments, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
