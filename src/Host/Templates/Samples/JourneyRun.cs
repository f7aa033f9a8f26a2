using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>
/// Lets one record go its way: it starts some day, stays at each stage for a while, is won or lost in the end, or still stands
/// where the story ends. What a stage asks for is filled in on entering it, what changes on the way is a write of its own.
/// </summary>
internal sealed class JourneyRun(Recipe recipe, RecipeSet set, RecipeJourney journey, FormModel form, MetadataSnapshot metadata, SampleScene scene, List<Problem> problems)
{
    private readonly PipelineModel _pipeline = form.Field(journey.Field) is { } field && metadata.PipelineOf(field) is { } found ? found : throw SampleScene.Unknown(journey.Field);
    private readonly List<(DateTimeOffset At, string Stage, Action<DateTimeOffset> Happen)> _events = [];
    private readonly List<SampleWrite> _writes = [];

    private SampleScene.Made Made => scene.Self;

    public void Run(List<SampleEntry> entries)
    {
        var start = Start();
        (Made.Members["at"], Made.Members["stage"]) = (scene.Calendar.DayOf(start), _pipeline.First.Key);
        foreach (var (key, value) in set.Values)
            Made.Members[key] = value.Of(scene);
        var way = Way(start);
        var life = new SampleLife(_pipeline);
        var told = set.Values.ToDictionary(v => v.Key, v => (object?)null);
        _events.Add((start, _pipeline.First.Key, at => Write(at, "form", [.. life.AtFirst(told).Select(v => v.Key), journey.Field])));
        foreach (var (stage, at) in way.Skip(1))
            _events.Add((at, stage.Key, moment => Enter(stage, moment, [.. life.On(stage.Key, told).Select(v => v.Key)])));
        PlanEdits(way);
        foreach (var (at, stage, happen) in _events.OrderBy(e => e.At).ToList())
        {
            (Made.Members["at"], Made.Members["stage"]) = (scene.Calendar.DayOf(at), stage);
            happen(at);
        }
        Made.Entry = new SampleEntry(form, Made.Name.Ref, _writes);
        entries.Add(Made.Entry);
        for (var i = 0; i < way.Count; i++)
            if (way[i].Stage.IsOpen)
                Made.Stays.Add((way[i].Stage.Key, way[i].At, i + 1 < way.Count ? way[i + 1].At : scene.Calendar.End));
        AddTasks(entries, way);
    }

    // More start in some months than in others.
    private DateTimeOffset Start()
    {
        var most = journey.Season.Count == 12 ? journey.Season.Max() : 1;
        while (true)
        {
            var day = SampleCalendar.Weekday(scene.Calendar.Today.AddDays(-scene.Dice.Whole(1, recipe.Days)));
            if (day < scene.Calendar.Today && scene.Dice.Chance((journey.Season.Count == 12 ? journey.Season[day.Month - 1] : 1) / most))
                return scene.Calendar.At(day, scene.Dice);
        }
    }

    private List<(StageModel Stage, DateTimeOffset At)> Way(DateTimeOffset start)
    {
        var open = _pipeline.Stages.Where(s => s.IsOpen).ToList();
        var wins = scene.Dice.Chance((journey.Win?.Number(scene) ?? 50) / 100);
        var stages = wins ? open : open[..(1 + LastOfLost(open))];
        var end = _pipeline.Stages.FirstOrDefault(s => s.Kind == (wins ? StageKind.Won : StageKind.Lost));
        var pace = journey.Pace?.Number(scene) ?? 1;
        var resting = journey.Rest is { } rest && scene.Dice.Chance(rest.Chance) ? scene.Dice.Below(stages.Count) : -1;
        var way = new List<(StageModel, DateTimeOffset)> { (open[0], start) };
        var at = start;
        for (var i = 0; i < stages.Count; i++)
        {
            var (low, high) = journey.Stays.GetValueOrDefault(stages[i].Key, (3, 20));
            var days = Math.Max(1, (int)(scene.Dice.Between((double)low, high, 2) * pace)) + (i == resting ? scene.Dice.Whole(journey.Rest!.Value.Low, journey.Rest.Value.High) : 0);
            at = scene.Calendar.At(scene.Calendar.DayOf(at).AddDays(days), scene.Dice);
            if (at >= scene.Calendar.End || (i + 1 == stages.Count && end is null))
                break;
            way.Add((i + 1 < stages.Count ? stages[i + 1] : end!, at));
        }
        return way;
    }

    private int LastOfLost(List<StageModel> open)
    {
        var at = scene.Dice.Unit() * open.Sum(s => journey.Loses.GetValueOrDefault(s.Key, 1));
        for (var i = 0; i < open.Count; i++)
            if ((at -= journey.Loses.GetValueOrDefault(open[i].Key, 1)) < 0)
                return i;
        return open.Count - 1;
    }

    private void PlanEdits(List<(StageModel Stage, DateTimeOffset At)> way)
    {
        var until = way[^1].Stage.IsOpen ? scene.Calendar.End : way[^1].At;
        foreach (var edit in journey.Edits.Where(e => scene.Dice.Chance(e.Chance)))
            for (var n = scene.Dice.Whole(edit.Least, edit.Most); n > 0; n--)
                Plan(way, way[0].At.AddHours(1), until, edit);
        if (way[^1].Stage.IsOpen && journey.Open is { } open && scene.Dice.Chance(open.Chance))
            Plan(way, Later(way[^1].At.AddMinutes(20), scene.Calendar.End.AddDays(-21)), scene.Calendar.End, open);
    }

    private void Plan(List<(StageModel Stage, DateTimeOffset At)> way, DateTimeOffset from, DateTimeOffset until, RecipeEdit edit)
    {
        if (from >= until)
            return;
        var at = scene.Calendar.At(scene.Calendar.DayOf(from).AddDays(scene.Dice.Whole(0, (int)(until - from).TotalDays)), scene.Dice);
        if (at <= from || at >= until)
            at = from.AddSeconds(Math.Floor((until - from).TotalSeconds * scene.Dice.Unit()));
        var stage = way.Last(w => w.At <= at).Stage.Key;
        _events.Add((at, stage, moment =>
        {
            var actor = Owner;
            foreach (var (key, value) in edit.Values)
                Made.Members[key] = value.Of(scene);
            Write(moment, "form", [.. edit.Values.Select(v => v.Key)], actor);
        }
        ));
    }

    private void Enter(StageModel stage, DateTimeOffset at, List<string> asked)
    {
        foreach (var (key, value) in journey.Enter.GetValueOrDefault(stage.Key) ?? [])
        {
            Made.Members[key] = value.Of(scene);
            asked.Add(key);
        }
        Write(at, "move", [.. asked, journey.Field]);
    }

    private void Write(DateTimeOffset at, string via, IReadOnlyList<string> keys, Named? actor = null)
    {
        var values = new Dictionary<string, object?>();
        foreach (var key in keys)
            values[key] = key == journey.Field ? Made.Members["stage"] : SampleValues.Typed(form, key, RecipeRun.Told(Made.Members.GetValueOrDefault(key)), problems);
        _writes.Add(new SampleWrite(at, actor ?? Owner, via, values));
    }

    private Named? Owner => (Made.Members.GetValueOrDefault(SystemMembers.Owner) as SampleScene.Made)?.Name;

    private void AddTasks(List<SampleEntry> entries, List<(StageModel Stage, DateTimeOffset At)> way)
    {
        if (journey.Tasks is not { } wanted || _pipeline.TaskForm is not { } mapping || metadata.Form(mapping.Form) is not { } taskForm)
            return;
        var language = wanted.Language?.Of(scene) as string ?? "en";
        for (var i = 0; i < way.Count; i++)
        {
            var (stage, from) = way[i];
            var isLeft = i + 1 < way.Count;
            if (from < scene.Calendar.End.AddDays(-wanted.Within))
                continue;
            foreach (var task in stage.Tasks)
                entries.Add(KeyTask(mapping, taskForm, task, stage, language, from, isLeft ? way[i + 1].At : scene.Calendar.End, scene.Dice.Chance(isLeft ? task.Must ? 1 : 0.97 : wanted.Done)));
        }
    }

    private SampleEntry KeyTask(TaskFormMapping mapping, FormModel taskForm, StageTask task, StageModel stage, string language, DateTimeOffset from, DateTimeOffset until, bool isDone)
    {
        var key = $"{stage.Key}.{task.Key}";
        var values = new Dictionary<string, object?>
        {
            [mapping.Title] = task.Title.For(language),
            [mapping.Record] = Made.Name,
            [mapping.Key] = key,
            [mapping.Done] = false,
            [mapping.Due] = task.DueDays is { } days ? scene.Calendar.DayOf(from).AddDays(days) : null,
            [mapping.Owner] = Owner,
        };
        if (mapping.Must is { } must)
            values[must] = task.Must;
        var life = new List<SampleWrite> { new(from, Owner, "flow", values) };
        if (isDone)
        {
            var at = from.AddSeconds(1 + Math.Floor((until - from).TotalSeconds * scene.Dice.Unit() * 0.98));
            var done = new Dictionary<string, object?> { [mapping.Done] = true };
            if (mapping.DoneOn is { } doneOn)
                done[doneOn] = scene.Calendar.DayOf(at);
            life.Add(new SampleWrite(at, Owner, "form", done));
        }
        return new SampleEntry(taskForm, $"{Made.Name.Ref}:{key}", life);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
