namespace NoCodeCrm.Platform.Expressions;

/// <summary>An evaluation passed one of <see cref="ExpressionLimits"/> and was ended.</summary>
public sealed class ExpressionLimitException(string message, Exception? inner = null) : Exception(message, inner);
