using System.Diagnostics;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Equality, order and the door through which values of the host enter.</summary>
internal static class ExpressionValues
{
    public static bool Compare(BinaryOperator op, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return false;
        }

        return op switch
        {
            BinaryOperator.Equal => left.Equals(right),
            BinaryOperator.NotEqual => !left.Equals(right),
            BinaryOperator.Less => Order(left, right) < 0,
            BinaryOperator.LessOrEqual => Order(left, right) <= 0,
            BinaryOperator.Greater => Order(left, right) > 0,
            BinaryOperator.GreaterOrEqual => Order(left, right) >= 0,
            _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
        };
    }

    public static int Order(object left, object right) => (left, right) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (string a, string b) => ExpressionText.Compare(a, b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => throw new UnreachableException($"{left.GetType().Name} and {right.GetType().Name} have no order."),
    };

    /// <summary>
    /// A field's value in its one form. A value of another type is the host's fault and throws: doubles above all, which
    /// would bring in their error.
    /// </summary>
    public static object? Enter(object? value, ExpressionType type, string path) => (type, value) switch
    {
        (_, null) => null,
        (ExpressionType.Number, decimal) => value,
        (ExpressionType.Number, long number) => (decimal)number,
        (ExpressionType.Number, int number) => (decimal)number,
        (ExpressionType.Text, string) => value,
        (ExpressionType.Boolean, bool) => value,
        (ExpressionType.Date, DateOnly) => value,
        (ExpressionType.Instant, DateTimeOffset instant) => ExpressionDates.ToMilliseconds(instant),
        (ExpressionType.Reference, long) => value,
        (ExpressionType.Reference, int id) => (long)id,
        (ExpressionType.TextList, IReadOnlyList<string> list) => list.Count == 0 ? null : list,
        (ExpressionType.ReferenceList, IReadOnlyList<long> list) => list.Count == 0 ? null : list,
        _ => throw new InvalidCastException($"{path} is {type}, but its value is a {value.GetType().Name}."),
    };
}
