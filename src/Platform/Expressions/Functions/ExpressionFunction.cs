namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// All that is known of one function: how it is called, what it gives, and how each evaluator runs it.
/// </summary>
internal sealed record ExpressionFunction
{
    public required string Name { get; init; }

    public IReadOnlyList<ExpressionParameter> Parameters { get; init; } = [];

    /// <summary>The type of the result from the types of the arguments; null when they do not fit each other.</summary>
    public required Func<IReadOnlyList<ExpressionType>, ExpressionType?> Result { get; init; }

    /// <summary>The result; an argument is null only under <see cref="BlankRule.Seen"/>.</summary>
    public required Func<object?[], IExpressionContext, object?> Apply { get; init; }

    /// <summary>The same in SQL; null when it is not for SQL.</summary>
    public Func<ExpressionSqlWriter, CallNode, SqlFragment>? ToSql { get; init; }

    public BlankRule Blanks { get; init; } = BlankRule.Blank;

    public bool IsVolatile { get; init; }

    public bool ReadsChange { get; init; }

    public int LeastArguments => Parameters.Count(parameter => !parameter.IsOptional);

    public int MostArguments => Parameters.Any(parameter => parameter.IsRepeated) ? int.MaxValue : Parameters.Count;

    public ExpressionParameter ParameterAt(int index) => Parameters[Math.Min(index, Parameters.Count - 1)];

    /// <summary>How it is written: <c>round(x, digits?)</c>.</summary>
    public string Signature =>
        $"{Name}({string.Join(", ", Parameters.Select(p => p.Name + (p.IsRepeated ? "…" : p.IsOptional ? "?" : "")))})";

    public object? Call(object?[] arguments, IExpressionContext context)
    {
        if (Blanks != BlankRule.Seen && Array.IndexOf(arguments, null) >= 0)
        {
            return Blanks == BlankRule.False ? false : null;
        }

        return Apply(arguments, context);
    }
}
