using System.Numerics;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Numbers on SQLite, where they are scaled integers. Nothing here may pass through a floating point number, which is what
/// SQLite makes of an integer that overflows.
/// </summary>
internal static class SqliteNumberSql
{
    /// <summary>A literal of at most 15 digits always fits 64 bits at its own scale.</summary>
    public static SqlFragment Literal(ExpressionSqlWriter writer, decimal number) =>
        new(writer.Target.Parameter((long)Unscaled(number), ExpressionType.Number), number.Scale);

    public static string Rescale(SqlFragment fragment, int scale) => fragment.Scale == scale || fragment.Sql == "NULL"
        ? fragment.Sql
        : $"{SqliteExpressionFunctions.Rescale}({fragment.Sql}, {scale - fragment.Scale})";

    public static SqlFragment Compare(ExpressionSqlWriter writer, BinaryNode comparison) => comparison switch
    {
        { Left: not LiteralNode, Right: LiteralNode { Value: decimal number } } =>
            Compare(writer, writer.Write(comparison.Left), comparison.Operator, number),
        { Left: LiteralNode { Value: decimal number }, Right: not LiteralNode } =>
            Compare(writer, writer.Write(comparison.Right), comparison.Operator.Mirrored(), number),
        _ => Compare(writer, writer.Write(comparison.Left), comparison.Operator, writer.Write(comparison.Right)),
    };

    // With a literal the comparison stays plain, so that an index serves it.
    private static SqlFragment Compare(ExpressionSqlWriter writer, SqlFragment value, BinaryOperator op, decimal number)
    {
        var (bound, isExact) = AtScale(number, value.Scale);
        if (isExact)
        {
            return writer.Definite($"{value.Sql} {ExpressionSqlWriter.SqlSymbol(op)} {Parameter(writer, bound)}");
        }

        // The literal lies between two values of the column: above `bound` and below the next.
        return op switch
        {
            BinaryOperator.Equal => writer.Truth(false),
            BinaryOperator.NotEqual => new($"({value.Sql} IS NOT NULL)", IsDefinite: true),
            BinaryOperator.Less or BinaryOperator.LessOrEqual => writer.Definite($"{value.Sql} <= {Parameter(writer, bound)}"),
            _ => writer.Definite($"{value.Sql} > {Parameter(writer, bound)}"),
        };
    }

    private static SqlFragment Compare(ExpressionSqlWriter writer, SqlFragment left, BinaryOperator op, SqlFragment right)
    {
        var symbol = ExpressionSqlWriter.SqlSymbol(op);
        return left.Scale == right.Scale
            ? writer.Definite($"{left.Sql} {symbol} {right.Sql}")
            : writer.Definite($"{SqliteExpressionFunctions.Compare}({left.Sql}, {left.Scale}, {right.Sql}, {right.Scale}) {symbol} 0");
    }

    private static string Parameter(ExpressionSqlWriter writer, long value) =>
        writer.Target.Parameter(value, ExpressionType.Number);

    // The greatest scaled integer that is not above the number. What no column can hold counts as lying between.
    private static (long Bound, bool IsExact) AtScale(decimal number, int scale)
    {
        var unscaled = Unscaled(number);
        var shift = scale - number.Scale;
        var isExact = true;
        if (shift >= 0)
        {
            unscaled *= BigInteger.Pow(10, shift);
        }
        else
        {
            var quotient = BigInteger.DivRem(unscaled, BigInteger.Pow(10, -shift), out var rest);
            isExact = rest.IsZero;
            unscaled = rest.Sign < 0 ? quotient - 1 : quotient;
        }

        var bound = BigInteger.Clamp(unscaled, long.MinValue, long.MaxValue);
        return ((long)bound, isExact && bound == unscaled);
    }

    private static BigInteger Unscaled(decimal number) =>
        new(decimal.Truncate(number * (decimal)BigInteger.Pow(10, number.Scale)));
}
