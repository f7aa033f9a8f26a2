using System.Globalization;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>The named texts of a request. What cannot be read is collected; <see cref="Close"/> throws 400 with all of it, and for names that nobody asked for.</summary>
public sealed class ForecastParameters(IReadOnlyDictionary<string, string> given)
{
    private readonly HashSet<string> _asked = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Null when it is absent or empty.</summary>
    public string? Text(string name)
    {
        _asked.Add(name);
        return given.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
    }

    /// <summary>A day, <c>yyyy-MM-dd</c>, within the calendar that forecasts can count in.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateFieldType.TryRead(text, out var day) && day.Year is > 1900 and < 2900)
            return day;
        Fault(name, "query.day");
        return null;
    }

    public int Number(string name, int absent, int min, int max)
    {
        if (Text(name) is not { } text)
            return absent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        _problems.Add(new Problem("/" + name, "query.range").With("min", min).With("max", max));
        return absent;
    }

    public string? Choice(string name, IReadOnlyCollection<string> choices)
    {
        if (Text(name) is not { } text || choices.Contains(text))
            return Text(name);
        _problems.Add(new Problem("/" + name, "document.choice").With("choices", string.Join(", ", choices.Order(StringComparer.Ordinal))));
        return null;
    }

    public void Fault(string name, string code) => _problems.Add(new Problem("/" + name, code));

    public void Close()
    {
        foreach (var name in given.Keys.Where(n => !_asked.Contains(n)))
            Fault(name, "query.unknown");
        if (_problems.Count > 0)
            throw ValidationException.BadRequest(_problems);
    }
}
