using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>What the expressions of one record see: its own names, its dice, the calendar and everything made before.</summary>
internal sealed class SampleScene(SampleWorld world, SampleCalendar calendar, Dice dice, SampleScene.Made self)
{
    public SampleWorld World { get; } = world;
    public SampleCalendar Calendar { get; } = calendar;
    public Dice Dice { get; } = dice;
    public Made Self { get; } = self;

    /// <summary>A record that has been made. Members: its values and the names that the recipe gave beside them. Stays: where it was from when on.</summary>
    public sealed class Made(string form, string name)
    {
        public Named Name { get; } = new(form, name);
        public Dictionary<string, object?> Members { get; } = [];
        public List<(string Stage, DateTimeOffset From, DateTimeOffset Until)> Stays { get; } = [];
        public SampleEntry? Entry { get; set; }
    }

    public object? Draw(string pool) => World.Pool(pool).Draw(Dice).Of(this);

    /// <summary>A dotted path from this record, or from a set by number, counted from 1. Null where the way ends early.</summary>
    public object? Find(string path)
    {
        var steps = path.Split('.');
        object? at = Self.Members.TryGetValue(steps[0], out var own) ? own : World.Set(steps[0]) ?? throw Unknown(steps[0]);
        foreach (var step in steps.AsSpan(1))
            at = at switch
            {
                Made made => made.Members.GetValueOrDefault(step),
                IReadOnlyDictionary<string, object?> row => row.GetValueOrDefault(step),
                IReadOnlyList<Made> set => int.TryParse(step, out var number) && number >= 1 && number <= set.Count ? set[number - 1] : throw Unknown(path),
                _ => null,
            };
        return at;
    }

    public static ValidationException Unknown(string name) => ValidationException.Refused(new Problem("", "recipe.name").With("name", name));
}
