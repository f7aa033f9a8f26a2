namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Translates a checked expression to SQL that answers as <see cref="ExpressionEvaluator"/> does: comparisons, logic, text,
/// dates, blanks, choices and membership. Arithmetic, <c>min max round abs floor ceil changed prior</c> and results that
/// are lists have no translation. On SQLite the connection needs <see cref="SqliteExpressionFunctions"/>.
/// </summary>
public static class ExpressionSql
{
    /// <summary>What of an expression has no translation, to be refused where it is saved; empty when all has.</summary>
    public static IReadOnlyList<ExpressionProblem> Check(CheckedExpression expression)
    {
        var problems = new List<ExpressionProblem>();
        if (expression.Type.IsList())
        {
            problems.Add(Problem(expression.Root, "A list cannot be the result of a condition for records."));
        }
        else
        {
            Check(expression.Root, problems);
        }

        return problems;
    }

    /// <exception cref="NotSupportedException"><see cref="Check(CheckedExpression)"/> has a problem with it.</exception>
    public static ExpressionSqlText Translate(CheckedExpression expression, IExpressionSqlTarget target)
    {
        if (Check(expression) is [var problem, ..])
        {
            throw new NotSupportedException(problem.Message);
        }

        var fragment = new ExpressionSqlWriter(target).Write(expression.Root);
        return new ExpressionSqlText(fragment.Sql, fragment.Scale);
    }

    private static void Check(ExpressionNode node, List<ExpressionProblem> problems)
    {
        switch (node)
        {
            case UnaryNode unary:
                Check(unary.Operand, problems);
                break;
            case LogicalNode logical:
                Check(logical.Left, problems);
                Check(logical.Right, problems);
                break;
            case ConditionalNode choice:
                Check(choice.Test, problems);
                Check(choice.WhenMet, problems);
                Check(choice.Otherwise, problems);
                break;
            case BinaryNode binary:
                if (binary.Type == ExpressionType.Number)
                {
                    problems.Add(Problem(node, $"Arithmetic ({binary.Operator.Symbol()}) is not available here; use a formula field."));
                }

                Check(binary.Left, problems);
                Check(binary.Right, problems);
                break;
            case CallNode call:
                Check(call, problems);
                break;
        }
    }

    private static void Check(CallNode call, List<ExpressionProblem> problems)
    {
        if (ExpressionFunctions.Get(call.Function).ToSql is null)
        {
            problems.Add(Problem(call, $"{call.Function}() is not available here."));
            return;
        }

        foreach (var argument in call.Arguments)
        {
            // A list in SQL is another table: it can be asked about, but it is no value.
            var isListed = argument is MemberNode || (argument is ListNode && call.Function == "includes");
            if (argument.Type.IsList() && !(isListed && call.Function is "includes" or "isBlank"))
            {
                problems.Add(Problem(argument, "Only a list field can be asked about here."));
            }

            foreach (var inner in argument is ListNode list ? list.Items : [argument])
            {
                Check(inner, problems);
            }
        }
    }

    private static ExpressionProblem Problem(ExpressionNode node, string message) =>
        new(node.Position, ExpressionCodes.NoSql, message, null);
}
