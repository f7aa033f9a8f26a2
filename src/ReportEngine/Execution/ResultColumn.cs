using System.Text.Json;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>A column of an answer in the reader's language.</summary>
public sealed record ResultColumn(string Id, string Label, string Type)
{
    /// <summary>What keys and ids are called, in the order of options or stages; null when cells speak for themselves.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Labels { get; init; }

    /// <summary>The form whose ids the cells are.</summary>
    public string? Form { get; init; }
    public string? Granularity { get; init; }

    /// <summary>Limits of bands, ascending: cells are numbers of bands, 0 below the first.</summary>
    public IReadOnlyList<decimal>? Bins { get; init; }

    /// <summary>Of a sum or mean: how many of all records lack the value, so that no one takes a sum of few for a sum of all.</summary>
    public long? Missing { get; init; }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("label", Label);
        writer.WriteString("type", Type);
        if (Form is not null)
            writer.WriteString("form", Form);
        if (Granularity is not null)
            writer.WriteString("granularity", Granularity);
        if (Bins is not null)
        {
            writer.WriteStartArray("bins");
            foreach (var limit in Bins)
                writer.WriteNumberValue(limit);
            writer.WriteEndArray();
        }
        if (Labels is not null)
        {
            writer.WriteStartObject("labels");
            foreach (var (key, label) in Labels)
                writer.WriteString(key, label);
            writer.WriteEndObject();
        }
        if (Missing is { } missing)
            writer.WriteNumber("missing", missing);
        writer.WriteEndObject();
    }
}
