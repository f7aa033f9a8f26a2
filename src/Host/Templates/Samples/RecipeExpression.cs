using System.Globalization;
using System.Text;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>
/// How a recipe says a value; read once, told anew for each record (docs/documents.md, recipe). A value is text, a
/// <see cref="decimal"/>, a <see cref="bool"/>, a <see cref="DateOnly"/>, a <see cref="SampleScene.Made"/>, a row of a pool, a list of these, or null.
/// </summary>
internal abstract record RecipeExpression
{
    public abstract object? Of(SampleScene scene);

    /// <summary>A number, 0 where it is none.</summary>
    public double Number(SampleScene scene) => Of(scene) is { } value and not string ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0;
}

internal sealed record Constant(object? Value) : RecipeExpression
{
    public override object? Of(SampleScene scene) => Value;
}

/// <summary>Text with places: <c>{path}</c> takes a value of the scene, <c>{#pool}</c> draws from a pool. A lone place gives its value as it is.</summary>
internal sealed record Pattern(IReadOnlyList<(string Text, bool IsPlace)> Parts) : RecipeExpression
{
    public override object? Of(SampleScene scene)
    {
        if (Parts is [{ IsPlace: true } only])
            return Place(scene, only.Text);
        var text = new StringBuilder();
        foreach (var (part, isPlace) in Parts)
            text.Append(isPlace ? Convert.ToString(Place(scene, part), CultureInfo.InvariantCulture) : part);
        return text.ToString();
    }

    private static object? Place(SampleScene scene, string place) => place[0] == '#' ? scene.Draw(place[1..]) : scene.Find(place);
}

/// <summary>One of several, by weight.</summary>
internal sealed record Pick(IReadOnlyList<(RecipeExpression Value, double Weight)> Choices) : RecipeExpression
{
    private readonly double _total = Choices.Sum(c => c.Weight);

    public override object? Of(SampleScene scene) => Draw(scene.Dice).Of(scene);

    public RecipeExpression Draw(Dice dice)
    {
        var at = dice.Unit() * _total;
        foreach (var (value, weight) in Choices)
            if ((at -= weight) < 0)
                return value;
        return Choices[^1].Value;
    }
}

/// <summary>Several different ones.</summary>
internal sealed record Some(Pick From, int Least, int Most) : RecipeExpression
{
    public override object? Of(SampleScene scene)
    {
        var wanted = Math.Min(scene.Dice.Whole(Least, Most), From.Choices.Count);
        var drawn = new List<RecipeExpression>();
        for (var tries = 0; drawn.Count < wanted && tries < 50; tries++)
            if (From.Draw(scene.Dice) is var one && !drawn.Contains(one))
                drawn.Add(one);
        return drawn.Count == 0 ? null : drawn.Select(d => d.Of(scene)).ToList();
    }
}

/// <summary>Between two numbers, rounded to steps, multiplied.</summary>
internal sealed record Amount(double Low, double High, int Skew, decimal Step, IReadOnlyList<RecipeExpression> Times) : RecipeExpression
{
    public override object? Of(SampleScene scene)
    {
        var value = scene.Dice.Between(Low, High, Skew);
        foreach (var factor in Times)
            value *= factor.Number(scene);
        return Math.Round((decimal)value / Step, MidpointRounding.AwayFromZero) * Step;
    }
}

internal sealed record Sum(IReadOnlyList<RecipeExpression> Parts) : RecipeExpression
{
    public override object? Of(SampleScene scene) => (decimal)Parts.Sum(p => p.Number(scene));
}

/// <summary>A day some days after another, or after the day of loading.</summary>
internal sealed record Day(int Low, int High, RecipeExpression? From) : RecipeExpression
{
    public override object? Of(SampleScene scene)
    {
        var days = scene.Dice.Whole(Low, High);
        return (From is null ? scene.Calendar.Today : From.Of(scene) as DateOnly?) is { } day ? SampleCalendar.Weekday(day.AddDays(days)) : null;
    }
}

/// <summary>The first day of a quarter, counted from that of the day of loading.</summary>
internal sealed record Quarter(int Ahead) : RecipeExpression
{
    public override object? Of(SampleScene scene) =>
        new DateOnly(scene.Calendar.Today.Year, ((scene.Calendar.Today.Month - 1) / 3 * 3) + 1, 1).AddMonths(Ahead * 3);
}

/// <summary>By what another value is.</summary>
internal sealed record Case(RecipeExpression Subject, IReadOnlyDictionary<string, RecipeExpression> Values, RecipeExpression? Else) : RecipeExpression
{
    public override object? Of(SampleScene scene) =>
        (Values.GetValueOrDefault(Convert.ToString(Subject.Of(scene), CultureInfo.InvariantCulture) ?? "") ?? Else)?.Of(scene);
}

internal sealed record Chance(double Share, RecipeExpression Then, RecipeExpression? Else) : RecipeExpression
{
    public override object? Of(SampleScene scene) => scene.Dice.Chance(Share) ? Then.Of(scene) : Else?.Of(scene);
}

/// <summary>A record of a set, of those that are equal in what is named; by weight where a member is named for it.</summary>
internal sealed record OneOf(string Set, IReadOnlyList<(string Member, RecipeExpression Value)> Where, string? Weight) : RecipeExpression
{
    public override object? Of(SampleScene scene) => scene.World.Choose(this, Where.Select(w => w.Value.Of(scene)).ToList(), scene.Dice);
}

internal sealed record All(IReadOnlyList<RecipeExpression> Items) : RecipeExpression
{
    public override object? Of(SampleScene scene) => Items.Select(i => i.Of(scene)).Where(v => v is not null).ToList() is { Count: > 0 } list ? list : null;
}

/// <summary>A row of a pool: values by name.</summary>
internal sealed record Row(IReadOnlyList<(string Key, RecipeExpression Value)> Members) : RecipeExpression
{
    public override object? Of(SampleScene scene) => Members.ToDictionary(m => m.Key, m => m.Value.Of(scene));
}
