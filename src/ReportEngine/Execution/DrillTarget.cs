using System.Text.Json;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>The list behind a cell: a form and the filter of its list; null = all.</summary>
public sealed record DrillTarget(string Form, Filter? Filter)
{
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("form", Form);
        writer.WritePropertyName("filter");
        if (Filter is null)
            writer.WriteNullValue();
        else
            FilterJson.Write(writer, Filter);
        writer.WriteEndObject();
    }
}
