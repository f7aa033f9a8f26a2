using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;

namespace NoCodeCrm.ReportEngine.Dashboards;

/// <summary>All data of a dashboard. DataRange: first and last day of its period member over all records the reader may see; null when there are none.</summary>
public sealed record DashboardResult(IReadOnlyList<WidgetResult> Widgets, DataRange? DataRange)
{
    /// <summary>WriteProblem: writes a failure as one JSON value, in the reader's language.</summary>
    public void WriteJson(Utf8JsonWriter writer, Action<Utf8JsonWriter, DomainException> writeProblem)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("widgets");
        foreach (var widget in Widgets)
        {
            writer.WritePropertyName(widget.Id);
            widget.WriteJson(writer, writeProblem);
        }
        writer.WriteEndObject();
        if (DataRange is { } range)
        {
            writer.WriteStartObject("dataRange");
            writer.WriteString("from", range.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteString("to", range.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }
        else
            writer.WriteNull("dataRange");
        writer.WriteEndObject();
    }
}

/// <summary>One widget: its answer and the query behind it (with the dashboard's filters, ready for drill), or why it has none.</summary>
public sealed record WidgetResult(string Id, ReportResult? Result, ReportQuery? Query, DomainException? Problem)
{
    internal void WriteJson(Utf8JsonWriter writer, Action<Utf8JsonWriter, DomainException> writeProblem)
    {
        writer.WriteStartObject();
        if (Problem is not null)
        {
            writer.WritePropertyName("problem");
            writeProblem(writer, Problem);
        }
        Result?.WriteMembers(writer);
        if (Query is not null)
        {
            writer.WritePropertyName("query");
            ReportQueryJson.Write(writer, Query);
        }
        writer.WriteEndObject();
    }
}

public sealed record DataRange(DateOnly From, DateOnly To);
