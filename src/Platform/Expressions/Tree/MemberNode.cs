namespace NoCodeCrm.Platform.Expressions;

/// <summary>The value of a field, by its path: <c>amount</c>, <c>account.industry</c>.</summary>
public sealed record MemberNode(string Path, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
