using static NoCodeCrm.Platform.Expressions.ExpressionType;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Arithmetic, which reaches SQL only through stored formulas.</summary>
internal static class NumberFunctions
{
    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        new()
        {
            Name = "round",
            Parameters =
            [
                new("x", Number),
                new("digits", Number) { Kind = ArgumentKind.Digits, IsOptional = true },
            ],
            Result = _ => Number,
            Apply = (a, _) => ExpressionRounding.ToScale((decimal)a[0]!, a.Length > 1 ? (int)(decimal)a[1]! : 0),
        },
        Single("abs", Math.Abs),
        Single("floor", decimal.Floor),
        Single("ceil", decimal.Ceiling),
        Extreme("min", -1),
        Extreme("max", 1),
    ];

    private static ExpressionFunction Single(string name, Func<decimal, decimal> apply) => new()
    {
        Name = name,
        Parameters = [new("x", Number)],
        Result = _ => Number,
        Apply = (a, _) => apply((decimal)a[0]!),
    };

    // Blank when an argument is blank, like all arithmetic; coalesce() says what to take instead.
    private static ExpressionFunction Extreme(string name, int sign) => new()
    {
        Name = name,
        Parameters = [new("x", Number, Date, Instant) { IsRepeated = true }],
        Result = types => types.All(type => type == types[0]) ? types[0] : null,
        Apply = (a, _) => a.Aggregate((best, next) => ExpressionValues.Order(next!, best!) * sign > 0 ? next : best),
    };
}
