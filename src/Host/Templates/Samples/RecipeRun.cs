using System.Globalization;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Makes the records of a recipe, set by set, in the order in which they can be loaded.</summary>
internal sealed class RecipeRun(Recipe recipe, MetadataSnapshot metadata, SampleCalendar calendar, IReadOnlyDictionary<string, SampleEntry> written)
{
    private const int MaxTries = 200;

    private readonly SampleWorld _world = new(recipe.Pools);
    private readonly List<SampleEntry> _entries = [];
    private readonly Dictionary<string, HashSet<string>> _taken = [];
    private readonly Dictionary<string, SampleScene.Made> _found = [];
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<SampleEntry> Run()
    {
        foreach (var set in recipe.Sets)
            Make(set);
        return _problems.Count == 0 ? _entries : throw new ValidationException("template.invalid", [.. _problems.Take(20)]);
    }

    private void Make(RecipeSet set)
    {
        var number = (_world.Set(set.Name)?.Count ?? 0) + 1;
        foreach (var start in Starts(set).ToList())
        {
            var made = start.Row?.GetValueOrDefault("ref") is string name ? Written(name) : new SampleScene.Made(set.Form ?? "", string.Create(CultureInfo.InvariantCulture, $"{set.Name}:{number}"));
            var scene = new SampleScene(_world, calendar, new Dice(recipe.Seed, set.Name, number++), made);
            foreach (var (key, value) in start.Row ?? new Dictionary<string, object?>())
                made.Members[key] = value is string text && text.Contains('{') ? RecipeReading.Text(text, "", _problems).Of(scene) : value;
            if (start.Of is { } of)
                made.Members["of"] = of;
            Make(set, made, scene, start);
            _world.Add(set.Name, made);
        }
    }

    private void Make(RecipeSet set, SampleScene.Made made, SampleScene scene, Start start)
    {
        var at = start.Stay is { } stay ? Moment(scene, stay, set.Within) : calendar.At(calendar.Today.AddDays(-recipe.Days), scene.Dice);
        if (start.Stay is { } during)
            made.Members["stage"] = during.Stage;
        made.Members["at"] = calendar.DayOf(at);
        for (var tries = 0; ; tries++)
        {
            foreach (var (key, value) in set.Names)
                made.Members[key] = value.Of(scene);
            if (set.Unique is not { } unique || IsFree(set.Name, Convert.ToString(made.Members.GetValueOrDefault(unique), CultureInfo.InvariantCulture) ?? ""))
                break;
            if (tries == MaxTries)
                throw ValidationException.Refused(new Problem($"/sets/{set.Name}/unique", "recipe.unique").With("name", unique));
        }
        if (set.On?.Of(scene) is DateOnly day && start.Stay is null)
            made.Members["at"] = calendar.DayOf(at = NotAhead(calendar.At(day, scene.Dice)));
        if (made.Entry is not null)
            return; // written by hand: the recipe only names it
        if (set.Form is null)
            Comment(set, made, scene, at);
        else if (metadata.Form(set.Form) is not { } form)
            throw SampleScene.Unknown(set.Form);
        else if (set.Journey is { } journey)
            new JourneyRun(recipe, set, journey, form, metadata, scene, _problems).Run(_entries);
        else
            Add(set, form, made, scene, at);
    }

    // What came soon after something of yesterday has come just now.
    private DateTimeOffset NotAhead(DateTimeOffset at) => at < calendar.End ? at : calendar.End.AddMinutes(-1);

    private void Add(RecipeSet set, FormModel form, SampleScene.Made made, SampleScene scene, DateTimeOffset at)
    {
        foreach (var (key, value) in set.Values)
            made.Members[key] = value.Of(scene);
        var values = set.Values.ToDictionary(v => v.Key, v => SampleValues.Typed(form, v.Key, Told(made.Members[v.Key]), _problems));
        var actor = Told((set.By?.Of(scene) ?? made.Members.GetValueOrDefault(SystemMembers.Owner)) as SampleScene.Made) as Named;
        made.Entry = new SampleEntry(form, made.Name.Ref, [new SampleWrite(at, actor, "form", values)]) { Roles = set.Roles };
        _entries.Add(made.Entry);
    }

    private static void Comment(RecipeSet set, SampleScene.Made made, SampleScene scene, DateTimeOffset at)
    {
        var text = Convert.ToString(set.Values.FirstOrDefault(v => v.Key == "text").Value?.Of(scene), CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(text) && made.Members.GetValueOrDefault("of") is SampleScene.Made { Entry: { } entry })
            entry.Comments.Add(new SampleComment(at, (set.By?.Of(scene) as SampleScene.Made)?.Name, text));
    }

    private IEnumerable<Start> Starts(RecipeSet set)
    {
        foreach (var row in set.Rows)
            yield return new Start(row, null, null);
        if (set.Along is { } along)
        {
            foreach (var of in _world.Set(along) ?? throw SampleScene.Unknown(along))
                foreach (var stay in of.Stays)
                    for (var n = Count(set, of, stay.Stage); n > 0; n--)
                        yield return new Start(null, of, stay);
        }
        else if (set.Per is { } per)
        {
            foreach (var of in _world.Set(per) ?? throw SampleScene.Unknown(per))
                for (var n = Count(set, of, null); n > 0; n--)
                    yield return new Start(null, of, null);
        }
        else if (set.Count is not null)
        {
            for (var n = Count(set, null, null); n > 0; n--)
                yield return new Start(null, null, null);
        }
    }

    // A fraction is the chance of one more.
    private int Count(RecipeSet set, SampleScene.Made? of, string? stage)
    {
        var self = new SampleScene.Made("", "");
        self.Members["of"] = of;
        self.Members["stage"] = stage;
        var scene = new SampleScene(_world, calendar, new Dice(recipe.Seed, $"{set.Name}\u001f{of?.Name.Ref}\u001f{stage}", 0), self);
        var count = set.Count?.Number(scene) ?? 1;
        return (int)count + (scene.Dice.Chance(count - (int)count) ? 1 : 0);
    }

    private DateTimeOffset Moment(SampleScene scene, (string Stage, DateTimeOffset From, DateTimeOffset Until) stay, int? within)
    {
        var days = (int)Math.Floor((stay.Until - stay.From).TotalDays);
        var at = calendar.At(calendar.DayOf(stay.From).AddDays(scene.Dice.Whole(0, Math.Min(days, within ?? days))), scene.Dice, stay.From);
        return at < stay.Until ? at : stay.From.AddSeconds(Math.Floor((stay.Until - stay.From).TotalSeconds * scene.Dice.Unit()));
    }

    private SampleScene.Made Written(string name)
    {
        if (_found.TryGetValue(name, out var found))
            return found;
        var entry = written.GetValueOrDefault(name) ?? throw SampleScene.Unknown(name);
        found = new SampleScene.Made(entry.Form.Key, name) { Entry = entry };
        _found[name] = found;
        foreach (var key in entry.Life.SelectMany(w => w.Values.Keys).Distinct())
            found.Members[key] = entry.Last(key) is Named other && written.ContainsKey(other.Ref) ? Written(other.Ref) : entry.Last(key);
        return found;
    }

    private bool IsFree(string set, string text)
    {
        if (!_taken.TryGetValue(set, out var taken))
            _taken[set] = taken = [];
        return taken.Add(text);
    }

    /// <summary>As it is kept: records by their names.</summary>
    internal static object? Told(object? value) => value switch
    {
        SampleScene.Made made => made.Name,
        IReadOnlyList<object?> list => list.Select(Told).ToList(),
        _ => value,
    };

    private sealed record Start(IReadOnlyDictionary<string, object?>? Row, SampleScene.Made? Of, (string Stage, DateTimeOffset From, DateTimeOffset Until)? Stay);
}
