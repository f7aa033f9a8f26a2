using System.Globalization;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Everything that a recipe has made so far, by set, and its pools.</summary>
internal sealed class SampleWorld(IReadOnlyDictionary<string, Pick> pools)
{
    private readonly Dictionary<string, List<SampleScene.Made>> _sets = [];
    private readonly Dictionary<(string Key, string Values), Choice> _choices = [];

    public Pick Pool(string name) => pools.GetValueOrDefault(name) ?? throw SampleScene.Unknown("#" + name);

    public IReadOnlyList<SampleScene.Made>? Set(string name) => _sets.GetValueOrDefault(name);

    public void Add(string set, SampleScene.Made made)
    {
        if (!_sets.TryGetValue(set, out var list))
            _sets[set] = list = [];
        list.Add(made);
    }

    /// <summary>Null when none fits.</summary>
    public SampleScene.Made? Choose(OneOf wish, IReadOnlyList<object?> values, Dice dice)
    {
        var set = Set(wish.Set) ?? throw SampleScene.Unknown(wish.Set);
        var key = ($"{wish.Set}\u001f{string.Join('\u001f', wish.Where.Select(w => w.Member))}\u001f{wish.Weight}", string.Join('\u001f', values.Select(Text)));
        if (!_choices.TryGetValue(key, out var choice) || choice.Size != set.Count)
            _choices[key] = choice = new Choice(set.Count, [.. set.Where(m => Fits(m, wish, values))], wish.Weight);
        return choice.Draw(dice);
    }

    private static bool Fits(SampleScene.Made made, OneOf wish, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (!Equals(made.Members.GetValueOrDefault(wish.Where[i].Member), values[i]))
                return false;
        return true;
    }

    private static string Text(object? value) => value is SampleScene.Made made ? made.Name.Ref : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    // Size: how large the set was when this was looked up.
    private sealed class Choice
    {
        private readonly IReadOnlyList<SampleScene.Made> _fitting;
        private readonly double[] _upTo;

        public Choice(int size, IReadOnlyList<SampleScene.Made> fitting, string? weight)
        {
            (Size, _fitting, _upTo) = (size, fitting, new double[fitting.Count]);
            var sum = 0.0;
            for (var i = 0; i < fitting.Count; i++)
                _upTo[i] = sum += weight is null ? 1 : Convert.ToDouble(fitting[i].Members.GetValueOrDefault(weight) ?? 0m, CultureInfo.InvariantCulture);
        }

        public int Size { get; }

        public SampleScene.Made? Draw(Dice dice)
        {
            if (_fitting.Count == 0)
                return null;
            var found = Array.BinarySearch(_upTo, dice.Unit() * _upTo[^1]);
            return _fitting[Math.Min(found < 0 ? ~found : found + 1, _fitting.Count - 1)];
        }
    }
}
