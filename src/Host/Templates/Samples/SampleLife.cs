using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Which of a record's values a person fills in when: those that a stage asks for on entering it, the others at once.</summary>
internal sealed class SampleLife(PipelineModel? pipeline)
{
    // The earliest open stage that asks for a field; of closing stages, whichever is entered.
    private readonly Dictionary<string, string[]> _stagesOf = pipeline is null ? [] : pipeline.Stages
        .SelectMany(s => s.Required.Concat(s.Optional).Append(s.DateField).OfType<string>().Distinct().Select(f => (Field: f, Stage: s)))
        .GroupBy(a => a.Field)
        .Select(g => (g.Key, Stages: g.Any(a => a.Stage.IsOpen) ? [g.First(a => a.Stage.IsOpen).Stage] : g.Select(a => a.Stage).ToArray()))
        .Where(f => f.Stages[0].Key != pipeline.First.Key)
        .ToDictionary(f => f.Key, f => f.Stages.Select(s => s.Key).ToArray());

    /// <summary>Known from the beginning.</summary>
    public IEnumerable<KeyValuePair<string, object?>> AtFirst(IReadOnlyDictionary<string, object?> values) => values.Where(v => !_stagesOf.ContainsKey(v.Key));

    /// <summary>Filled in on entering this stage.</summary>
    public IEnumerable<KeyValuePair<string, object?>> On(string stage, IReadOnlyDictionary<string, object?> values) => values.Where(v => _stagesOf.TryGetValue(v.Key, out var stages) && stages.Contains(stage));

    /// <summary>Asked for by stages that the record never entered.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Beyond(IReadOnlyCollection<string> entered, IReadOnlyDictionary<string, object?> values) =>
        values.Where(v => _stagesOf.TryGetValue(v.Key, out var stages) && !stages.Any(entered.Contains));
}
