using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Brings values of a sample into the form in which a field keeps them, by the same reading as any other input.</summary>
internal static class SampleValues
{
    /// <summary>Of a field or the owner. References stay names. Notes a problem for what does not fit.</summary>
    public static object? Typed(FormModel form, string key, object? value, List<Problem> problems)
    {
        var field = form.Field(key);
        if (key == SystemMembers.Owner || field?.IsSystem == true)
            return value as Named;
        if (field is null || field.IsComputed)
        {
            problems.Add(new Problem($"/{form.Key}/{key}", "field.unknown").With("field", key));
            return null;
        }
        return value switch
        {
            null or Named => value,
            DateOnly day when field.Type is DateTimeFieldType => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            DateOnly => value,
            IReadOnlyList<object?> list when field.Type is ReferenceListFieldType => list.OfType<Named>().Distinct().ToList(),
            _ => field.Type.Read(value is JsonElement json ? json : JsonSerializer.SerializeToElement(value, PlainJson.Options), field, $"/{form.Key}/{key}", problems),
        };
    }

    /// <summary>The value with names replaced by ids.</summary>
    public static object? Resolve(FormModel form, string key, object? value, Func<Named, long> id) => value switch
    {
        Named named => form.Field(key)?.Type.Shape == FieldShape.PolymorphicReference ? new RecordReference(named.Form, id(named)) : id(named),
        IReadOnlyList<Named> names => names.Select(id).ToList(),
        _ => value,
    };
}
