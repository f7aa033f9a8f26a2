using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>A load on its way: which record has which id here, who is known, and what has become of the rows.</summary>
internal sealed class DataLoad(string template, long? actor)
{
    private const int MaxTold = 20;

    private readonly Dictionary<RecordRef, int> _positions = [];
    private readonly HashSet<string> _unknownPeople = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<object> _problems = [];
    private int _processed, _created, _rejected;

    public string Template { get; } = template;
    public Dictionary<RecordRef, long> Ids { get; } = [];
    public Dictionary<string, long> People { get; } = [];
    public Dictionary<string, long> Teams { get; } = [];
    public int Total => _positions.Count;

    public void Expect(FormModel form, string name) => _positions.TryAdd(new RecordRef(form.Key, name), _positions.Count);

    /// <summary>Fields that name a record which is loaded only after this one.</summary>
    public IReadOnlyList<string> Later(FormModel form, DataRow row)
    {
        var own = _positions[new RecordRef(form.Key, row.Ref)];
        return [.. row.References().Where(r => _positions.TryGetValue(r.Ref, out var position) && position >= own).Select(r => r.Field).Distinct()];
    }

    /// <summary>The writes that made the record: with its first stage, through the others, to what it is.</summary>
    public IReadOnlyList<PastWrite> Life(FormModel form, DataRow row, Dictionary<string, long> added)
    {
        var later = Later(form, row);
        var values = row.Values.Where(v => !later.Contains(v.Key)).ToDictionary(v => v.Key, v => Resolve(form, v.Key, v.Value, added));
        values[SystemMembers.Owner] = row.Owner is { } owner ? Person(owner) ?? actor : actor;
        var stages = row.Stages.Where(s => form.Field(s.Field)?.Pipeline is not null).ToList();
        var first = stages.GroupBy(s => s.Field).ToDictionary(g => g.Key, g => g.First());
        var begin = new Dictionary<string, object?>(values);
        foreach (var (field, stage) in first)
            begin[field] = stage.To;
        var life = new List<PastWrite> { new(row.At, Author(row.By), "import", begin) };
        foreach (var stage in stages.Except(first.Values))
            life.Add(new PastWrite(Max(stage.At, life[^1].At), Author(stage.By), "move", new Dictionary<string, object?> { [stage.Field] = stage.To }, stage.Reason));
        // What a stage has set on entry gives way to what the record says in the end.
        life.Add(new PastWrite(life[^1].At, Author(row.By), "import", values));
        return life;
    }

    /// <summary>A value with names replaced by ids; whoever is not known here is left out and counted.</summary>
    public object? Resolve(FormModel form, string key, object? value, Dictionary<string, long> added)
    {
        long? Id(object reference) => reference switch
        {
            PersonRef person => Person(person),
            RecordRef record when record.Form == form.Key && added.TryGetValue(record.Ref, out var id) => id,
            RecordRef record when Ids.TryGetValue(record, out var id) => id,
            _ => null,
        };
        return value switch
        {
            RecordRef record when form.Field(key)?.Type.Shape == FieldShape.PolymorphicReference => Id(record) is { } id ? new RecordReference(record.Form, id) : null,
            RecordRef or PersonRef => Id(value),
            IReadOnlyList<object> many when form.Field(key)?.Targets.Length > 0 => many.Select(Id).OfType<long>().Distinct().ToList() is { Count: > 0 } ids ? ids : null,
            _ => value,
        };
    }

    public void Took(FormModel form, Dictionary<string, long> added, int processed)
    {
        foreach (var (name, id) in added)
            Ids[new RecordRef(form.Key, name)] = id;
        _processed += processed;
        _created += added.Count;
    }

    public void Refuse(FormModel form, DataRow row, DomainException refusal)
    {
        (_processed, _rejected) = (_processed + 1, _rejected + 1);
        var problem = refusal.Problems.FirstOrDefault() ?? new Problem("", refusal.Code);
        if (_problems.Count < MaxTold)
            _problems.Add(new { row = _processed, column = $"{form.Key}/{row.Ref}{problem.Path}", code = problem.Code, @params = Told(problem) });
    }

    /// <summary>The job's counts once so many more rows are through.</summary>
    public string Progress(int processed, int created) => JsonSerializer.Serialize(new
    {
        processed = _processed + processed,
        total = Total,
        created = _created + created,
        rejected = _rejected,
        unknownPeople = _unknownPeople.Order(StringComparer.Ordinal).Take(MaxTold),
        problems = _problems,
    }, PlainJson.Options);

    private static Dictionary<string, object?> Told(Problem problem) =>
        problem.Parameters.ToDictionary(p => p.Key, p => p.Value is LocalizedText text ? text.Values : p.Value is null ? null : (object)Convert.ToString(p.Value, System.Globalization.CultureInfo.InvariantCulture)!);

    private long? Author(PersonRef? by) => by is null ? actor : Person(by) ?? actor;

    private long? Person(PersonRef person)
    {
        if (People.TryGetValue(person.Email.ToUpperInvariant(), out var id))
            return id;
        _unknownPeople.Add(person.Email);
        return null;
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
