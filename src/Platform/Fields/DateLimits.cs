using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>The earliest and the latest day that a date or a moment may hold, both included; a moment counts as its day in the installation's zone.</summary>
public static class DateLimits
{
    /// <summary>What a value breaks; null when nothing, or when it is blank. Today: of the write; null where limits that count from it are not asked for.</summary>
    public static Problem? Check(FieldDefinition field, object? value, DateOnly? today, TimeZoneInfo zone, string path)
    {
        if (field.Earliest is null && field.Latest is null)
            return null;
        DateOnly? day = value switch
        {
            DateOnly plain => plain,
            DateTimeOffset instant => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime),
            _ => null,
        };
        if (Bound(field.Earliest, today) is { } earliest && day < earliest)
            return Broken(field, path, "date.earliest", "min", earliest);
        return Bound(field.Latest, today) is { } latest && day > latest ? Broken(field, path, "date.latest", "max", latest) : null;
    }

    private static DateOnly? Bound(DayLimit? limit, DateOnly? today) => limit?.Day ?? (limit is not null && today is { } from ? limit.On(from) : null);

    private static Problem Broken(FieldDefinition field, string path, string code, string name, DateOnly day) =>
        new Problem(path, code, $"field:{field.Key}:{code}").With("label", field.Title).With(name, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
