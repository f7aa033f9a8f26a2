namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// One reason why an expression cannot be used. <paramref name="Position"/> counts UTF-16 characters from 0 in the source;
/// <paramref name="Code"/> is one of <see cref="ExpressionCodes"/>; <paramref name="Parameters"/> carry the names for a
/// translated message, such as <c>suggestion</c>.
/// </summary>
public sealed record ExpressionProblem(
    int Position, string Code, string Message, IReadOnlyDictionary<string, string>? Parameters);
