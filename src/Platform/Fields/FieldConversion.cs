using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>
/// Reads the values of one definition as those of another: each is written as a person would and read by the strict parser that reads
/// cells of files, in a stated zone and language. What does not fit is a problem, never a guess. Remembers the choices it has met.
/// </summary>
public sealed class FieldConversion(FieldDefinition from, FieldDefinition to, TextFormat format)
{
    private const int MaxRemembered = 10_000;
    private readonly Dictionary<string, string?> _choices = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value, not blank, as one of the other definition; null where it is blank there or a problem was added.</summary>
    public object? Convert(object value, List<Problem> problems) => (value, to.Type) switch
    {
        (DateOnly day, DateTimeFieldType) => day.Year is 1 or 9999 ? Refuse("type.dateTime", Text(value), problems) : StartOf(day),
        (DateTimeOffset instant, DateFieldType) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, format.TimeZone).DateTime),
        (IReadOnlyList<string> keys, SelectFieldType) => One(keys, problems),
        (IReadOnlyList<string> keys, MultiSelectFieldType) => keys,
        (string key, MultiSelectFieldType) when from.Type is SelectFieldType => to.Option(key) is null ? Refuse("option.unknown", Text(value), problems) : new List<string> { key },
        (string text, SelectFieldType) => Choice(text, problems),
        _ => to.Type.ReadText(Text(value), to, format, Path, problems),
    };

    /// <summary>The value as a person reads it.</summary>
    public string Text(object value) => Text(from, value, format);

    public static string Text(FieldDefinition field, object value, TextFormat format) => value switch
    {
        string key when field.Type is SelectFieldType => Title(field, key, format),
        IReadOnlyList<string> keys => string.Join("; ", keys.Select(k => Title(field, k, format))),
        bool yes => (format.Language.StartsWith("zh", StringComparison.Ordinal), yes) switch
        {
            (true, true) => "是",
            (true, false) => "否",
            (false, true) => "Yes",
            (false, false) => "No",
        },
        DateTimeOffset instant when instant.Millisecond == 0 => TimeZoneInfo.ConvertTime(instant, format.TimeZone).ToString("yyyy-MM-dd HH:mm:ss"),
        _ => field.Type.WriteText(value),
    };

    private string Path => "/" + to.Key;

    private static string Title(FieldDefinition field, string key, TextFormat format) => field.Option(key)?.Title.For(format.Language) ?? key;

    private DateTimeOffset StartOf(DateOnly day) => Querying.Calendar.StartOfDay(day, format.TimeZone).ToUniversalTime();

    private object? One(IReadOnlyList<string> keys, List<Problem> problems) =>
        keys is not [var key] ? Refuse("retype.several", string.Join("; ", keys), problems) : to.Option(key) is null ? Refuse("option.unknown", key, problems) : key;

    private string? Choice(string text, List<Problem> problems)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        if (!_choices.TryGetValue(trimmed, out var key))
        {
            key = SelectFieldType.Match(to, trimmed);
            if (_choices.Count < MaxRemembered)
                _choices[trimmed] = key;
        }
        if (key is null)
            Refuse("option.unknown", trimmed, problems);
        return key;
    }

    private object? Refuse(string code, string value, List<Problem> problems)
    {
        problems.Add(new Problem(Path, code, $"field:{to.Key}:{code}").With("label", to.Title).With("value", value));
        return null;
    }
}
