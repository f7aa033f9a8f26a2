using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Which option or stage a text means: by key, else by title in any language. Remembers what it was asked.</summary>
public sealed class OptionMatches
{
    private const int MaxKept = 10_000;
    private readonly Dictionary<(string Field, string Text), string?> _known = [];

    /// <summary>An option that a dry run would add.</summary>
    public void Add(PlannedColumn column, string text, string key) => _known[(column.Field.Key, RecordLookup.Fold(text))] = key;

    public string? Find(PlannedColumn column, string text)
    {
        var key = (column.Field.Key, RecordLookup.Fold(text));
        if (_known.TryGetValue(key, out var known))
            return known;
        if (_known.Count > MaxKept)
            return Match(column, text.Trim());
        return _known[key] = Match(column, text.Trim());
    }

    private static string? Match(PlannedColumn column, string text)
    {
        if (column.Pipeline is not { } pipeline)
            return SelectFieldType.Match(column.Field, text);
        foreach (var stage in pipeline.Stages)
            if (string.Equals(stage.Key, text, StringComparison.OrdinalIgnoreCase) || stage.Title.Values.Values.Any(t => string.Equals(t, text, StringComparison.OrdinalIgnoreCase)))
                return stage.Key;
        return null;
    }
}
