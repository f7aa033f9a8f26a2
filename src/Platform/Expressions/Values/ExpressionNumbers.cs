namespace NoCodeCrm.Platform.Expressions;

/// <summary>Arithmetic over decimals. Division by zero and a result beyond the range of <c>decimal</c> are blank.</summary>
internal static class ExpressionNumbers
{
    public static decimal? Calculate(BinaryOperator op, decimal left, decimal right)
    {
        try
        {
            return op switch
            {
                BinaryOperator.Add => left + right,
                BinaryOperator.Subtract => left - right,
                BinaryOperator.Multiply => left * right,
                BinaryOperator.Divide => right == 0 ? null : left / right,
                BinaryOperator.Remainder => right == 0 ? null : left % right,
                _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
