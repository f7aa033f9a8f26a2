using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Reads the sample records that a template has written by hand (docs/documents.md, template).</summary>
internal sealed class SampleDocument(MetadataSnapshot metadata, SampleCalendar calendar, int daysBack)
{
    private readonly Dictionary<string, SampleEntry> _byRef = [];
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<SampleEntry> Read(JsonElement document)
    {
        var entries = new List<SampleEntry>();
        foreach (var item in document.GetProperty("records").EnumerateArray())
        {
            var form = metadata.Form(item.GetProperty("form").GetString()!) ?? throw new NotFoundException("form");
            var name = item.TryGetProperty("ref", out var told) ? told.GetString()! : $"{form.Key}:{entries.Count}";
            var entry = Read(item, form, name);
            _byRef[name] = entry;
            entries.Add(entry);
        }
        return _problems.Count == 0 ? entries : throw ValidationException.Refused(_problems);
    }

    private SampleEntry Read(JsonElement item, FormModel form, string name)
    {
        var values = new Dictionary<string, object?>();
        foreach (var property in item.GetProperty("values").EnumerateObject().Where(p => !p.Name.StartsWith('$')))
            values[property.Name] = SampleValues.Typed(form, property.Name, Value(property.Value), _problems);
        var dice = new Dice(0, name, 0);
        var actor = values.GetValueOrDefault(SystemMembers.Owner) as Named;
        var life = item.GetProperty("values").TryGetProperty("$history", out var history) ? Life(form, history, values, actor, dice) : [new SampleWrite(Began(form, values, dice), actor, "form", values)];
        return new SampleEntry(form, name, life) { Roles = item.GetProperty("values").TryGetProperty("$roles", out var roles) ? [.. roles.EnumerateArray().Select(r => r.GetString()!)] : [] };
    }

    private object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Object when json.TryGetProperty("$day", out var day) => calendar.Today.AddDays(day.GetInt32()),
        JsonValueKind.Object when json.TryGetProperty("$ref", out var name) || json.TryGetProperty("$user", out name) => Find(name.GetString()!),
        _ => json,
    };

    private Named Find(string name) => _byRef.TryGetValue(name, out var found) ? new Named(found.Form.Key, name) : throw ValidationException.Refused(new Problem("", "sample.reference").With("name", name));

    // The stages with their days; what is filled in when follows from what they ask for.
    private List<SampleWrite> Life(FormModel form, JsonElement history, Dictionary<string, object?> values, Named? actor, Dice dice)
    {
        var (field, pipeline) = metadata.PipelinesOf(form).First();
        var visits = history.EnumerateArray().Select(v => (Stage: v.GetProperty("stage").GetString()!, Day: calendar.Today.AddDays(v.GetProperty("day").GetInt32()))).ToList();
        var entered = visits.Select(v => v.Stage).ToList();
        var told = values.Where(v => v.Key != field.Key).ToDictionary();
        var life = new SampleLife(pipeline);
        var writes = new List<SampleWrite>();
        for (var i = 0; i < visits.Count; i++)
        {
            var now = life.On(visits[i].Stage, told);
            if (i == 0)
                now = life.AtFirst(told).Concat(now);
            if (i == visits.Count - 1)
                now = now.Concat(life.Beyond(entered, told));
            var at = i == 0 ? calendar.At(visits[0].Day, dice, DateTimeOffset.MinValue) : calendar.At(visits[i].Day, dice, writes[^1].At);
            writes.Add(new SampleWrite(at, actor, i == 0 ? "form" : "move", now.Append(new(field.Key, visits[i].Stage)).DistinctBy(v => v.Key).ToDictionary()));
        }
        return writes;
    }

    // On the day that its form dates it by; else just after what it is about; else at the beginning of the story.
    private DateTimeOffset Began(FormModel form, Dictionary<string, object?> values, Dice dice)
    {
        if (form.Timeline?.At is { } at && values.GetValueOrDefault(at) is DateOnly day)
            return calendar.At(day, dice, DateTimeOffset.MinValue);
        if (form.AccessFollows is { } follows && values.GetValueOrDefault(follows) is Named about && _byRef.TryGetValue(about.Ref, out var record))
            return calendar.At(calendar.DayOf(record.Life[0].At).AddDays(1), dice, record.Life[0].At);
        return calendar.At(calendar.Today.AddDays(-daysBack), dice);
    }
}
