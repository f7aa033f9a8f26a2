using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>A guess at what a column is. Confidence: <c>exact</c>, <c>normalised</c> or <c>contained</c>. Match: the field by which a relation's records are named.</summary>
public sealed record ColumnSuggestion(string Field, string? Match, string Confidence);

/// <summary>Guesses fields from the names of columns, by key and by title in every language; each field is guessed once, the surest guess first.</summary>
public static class ColumnSuggestions
{
    private const int MinContained = 3;
    private static readonly string[] Confidences = ["exact", "normalised", "contained"];

    public static ColumnSuggestion?[] For(AccessPolicy access, FormModel form, IReadOnlyList<string> columns)
    {
        var fields = PlannedColumns.Writable(access, form).ToList();
        var suggestions = new ColumnSuggestion?[columns.Count];
        var taken = new HashSet<string>();
        for (var level = 0; level < Confidences.Length; level++)
            for (var i = 0; i < columns.Count; i++)
                if (suggestions[i] is null && fields.Find(f => !taken.Contains(f.Key) && Names(form, f, level).Any(n => IsAlike(columns[i], n, level))) is { } field)
                {
                    taken.Add(field.Key);
                    suggestions[i] = new ColumnSuggestion(field.Key, MatchOf(access, field), Confidences[level]);
                }
        return suggestions;
    }

    // A column called just as the form itself is taken for what names its records.
    private static IEnumerable<string> Names(FormModel form, FieldDefinition field, int level)
    {
        IEnumerable<string> names = [field.Key, .. field.Title.Values.Values];
        return field.Key == form.RecordTitle && level < 2 ? [.. names, form.Key, .. form.Title.Values.Values] : names;
    }

    private static bool IsAlike(string column, string name, int level)
    {
        if (level == 0)
            return string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase);
        var (a, b) = (Likeness.Normalise(column), Likeness.Normalise(name));
        if (level == 1)
            return a.Length > 0 && a == b;
        var shorter = a.Length < b.Length ? a : b;
        var isLong = shorter.Length >= MinContained || (shorter.Length == 2 && shorter[0] > '\u2E7F'); // two Chinese characters are a word
        return isLong && (a.Contains(b) || b.Contains(a));
    }

    private static string? MatchOf(AccessPolicy access, FieldDefinition field) =>
        field.Targets is [var target] && access.Metadata.Form(target) is { } form ? form.RecordTitle : null;
}
