using System.Globalization;

namespace NoCodeCrm.Conformance.Tests.Generated;

/// <summary>Numbers at and beside limits and steps, in the notations that JSON has.</summary>
internal static class Numbers
{
    private static readonly decimal[] Limits = [0, 1, -1, 2, 10, 100, 0.5m, 0.1m, -2.5m, 99.99m, 1000000];
    private static readonly decimal[] Steps = [1, 2, 3, 0.5m, 0.1m, 0.01m, 0.25m, 1.5m, 10];

    // Beyond what a double holds, or what a decimal does.
    private static readonly string[] Extremes =
        ["123456789012345678901234567890", "-123456789012345678901234567890.5", "1e400", "-1e400", "1e-400", "0.1000000000000000000000000000000001", "9007199254740993", "1e1000000000", "1E+2", "-0", "0.0", "-0.0e5"];

    public static decimal Limit(Dice dice) => dice.Of(Limits);

    public static decimal Step(Dice dice) => dice.Of(Steps);

    public static string Near(Dice dice, IReadOnlyList<decimal> limits)
    {
        if (dice.Chance(8))
            return dice.Of(Extremes);
        var around = limits.Count > 0 && dice.Chance(80) ? dice.Of(limits) : dice.Below(1000);
        var number = (around * (dice.Chance(30) ? dice.Below(50) : 1)) + dice.Of(0m, 0m, 1m, -1m, 0.1m, -0.1m, 0.01m, 0.005m, 0.5m);
        return Written(dice, number);
    }

    private static string Written(Dice dice, decimal number) => dice.Below(6) switch
    {
        0 => Dice.Number(number) + (number == decimal.Truncate(number) && !Dice.Number(number).Contains('.') ? ".0" : "0"),
        1 => Dice.Number(number * 10) + "e-1",
        2 => Dice.Number(number / 100) + "E2",
        3 => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Dice.Number(number),
    };
}
