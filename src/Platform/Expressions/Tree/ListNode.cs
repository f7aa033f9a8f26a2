namespace NoCodeCrm.Platform.Expressions;

/// <summary>A list written out: <c>['a', 'b']</c>. Blank items are left out.</summary>
public sealed record ListNode(IReadOnlyList<ExpressionNode> Items, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position);
