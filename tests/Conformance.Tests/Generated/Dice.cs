using System.Globalization;
using System.Text.Json;

namespace NoCodeCrm.Conformance.Tests.Generated;

/// <summary>Seeded chance: the same seed, the same run.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int max) => _random.Next(max);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>JSON text of a string.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
