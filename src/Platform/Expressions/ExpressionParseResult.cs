using System.Diagnostics.CodeAnalysis;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Either a checked expression or every problem of the source, in order of position; never both.</summary>
public sealed record ExpressionParseResult(CheckedExpression? Expression, IReadOnlyList<ExpressionProblem> Problems)
{
    [MemberNotNullWhen(true, nameof(Expression))]
    public bool Success => Expression is not null;
}
