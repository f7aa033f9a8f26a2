namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>
/// Chance that is the same on every machine and every runtime (SplitMix64). Each stream is independent of the others, so that
/// a change in one part of a recipe leaves the rest of the company as it was.
/// </summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(int seed, string stream, int number)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var c in stream)
            hash = (hash ^ c) * 1099511628211UL;
        _state = hash + ((ulong)number * 0xD1342543DE82EF95UL);
        Next();
    }

    /// <summary>0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 up to, not including, the count, which is at least 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Both ends included. Skew: 1 = even; the larger, the more often near the lower end.</summary>
    public double Between(double low, double high, int skew = 1)
    {
        var share = Unit();
        for (var (unit, n) = (share, 1); n < skew; n++)
            share *= unit;
        return low + ((high - low) * share);
    }

    public int Whole(int low, int high, int skew = 1) => low + Math.Min(high - low, (int)Between(0.0, high - low + 1, skew));

    public bool Chance(double share) => Unit() < share;

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
