using Acornima;
using Acornima.Ast;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Reads and checks the source of an expression. It never throws for what a user wrote.</summary>
public static class ExpressionParser
{
    public static ExpressionParseResult Parse(string source, IExpressionSchema schema, ExpressionOptions options)
    {
        if (source.Length > ExpressionLimits.SourceLength)
        {
            return Refuse(new ExpressionProblem(
                ExpressionLimits.SourceLength,
                ExpressionCodes.TooLong,
                $"An expression has at most {ExpressionLimits.SourceLength} characters.",
                new Dictionary<string, string> { ["limit"] = $"{ExpressionLimits.SourceLength}" }));
        }

        Expression syntax;
        try
        {
            syntax = new Parser().ParseExpression(source);
        }
        catch (ParseErrorException exception)
        {
            var error = exception.Error;
            return Refuse(new ExpressionProblem(
                Math.Clamp(error.Index, 0, source.Length), ExpressionCodes.Syntax, error.Description, null));
        }
        catch (InsufficientExecutionStackException)
        {
            // The parser watches its own stack; what it cannot nest is far beyond our limit.
            return Refuse(ExpressionChecker.TooDeep(0));
        }

        return new ExpressionChecker(source, schema, options).CheckAll(syntax);
    }

    private static ExpressionParseResult Refuse(ExpressionProblem problem) => new(null, [problem]);
}
