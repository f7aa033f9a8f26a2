namespace NoCodeCrm.Platform.Expressions;

/// <summary>One node of the checked tree. <paramref name="Position"/> is where it starts in the source.</summary>
public abstract record ExpressionNode(ExpressionType Type, int Position);
