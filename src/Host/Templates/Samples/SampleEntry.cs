using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>A sample record by its name within the sample; its id is known once it is loaded.</summary>
internal sealed record Named(string Form, string Ref);

/// <summary>A sample record with its life. Roles: what a person is given. Comments go on this record.</summary>
internal sealed record SampleEntry(FormModel Form, string Ref, IReadOnlyList<SampleWrite> Life)
{
    public IReadOnlyList<string> Roles { get; init; } = [];
    public List<SampleComment> Comments { get; } = [];

    /// <summary>The values as the last write leaves them.</summary>
    public object? Last(string key) => Life.LastOrDefault(w => w.Values.ContainsKey(key))?.Values[key];
}

/// <summary>One write of a life. Actor: null = who loads the sample. Values are typed as in <see cref="Platform.Fields.FieldType"/>, references as <see cref="Named"/>.</summary>
internal sealed record SampleWrite(DateTimeOffset At, Named? Actor, string Via, IReadOnlyDictionary<string, object?> Values, string? Reason = null);

internal sealed record SampleComment(DateTimeOffset At, Named? Author, string Text);
