using System.Text.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Forecasts;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Writes a forecast's table and attainment (docs/http-api.md, Forecasts).</summary>
internal static class ForecastJson
{
    public static void Write(Utf8JsonWriter writer, ForecastTable table)
    {
        writer.WriteStartObject();
        Head(writer, table.View, table.By);
        writer.WriteString("today", Iso(table.Today));
        writer.WriteString("categoryMember", table.CategoryMember);
        writer.WriteStartArray("categories");
        foreach (var category in table.View.Pipeline.Categories)
        {
            writer.WriteStartObject();
            writer.WriteString("key", category.Key);
            writer.WriteText("title", category.Title);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("columns");
        foreach (var column in table.Columns)
            Write(writer, column);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in table.Rows)
            Write(writer, row);
        writer.WriteEndArray();
        writer.WritePropertyName("totals");
        Write(writer, table.Totals);
        writer.WriteBoolean("truncated", table.Truncated);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ForecastAttainment attainment)
    {
        writer.WriteStartObject();
        Head(writer, attainment.View, null);
        writer.WriteString("from", Iso(attainment.From));
        writer.WriteString("to", Iso(attainment.To));
        writer.WriteString("targetForm", attainment.TargetForm);
        writer.WriteString("categoryMember", $"{attainment.View.Pipeline.Field}.{StageProperties.Category}");
        writer.WriteStartObject("categories");
        foreach (var (category, sum) in attainment.Categories)
        {
            writer.WriteStartObject(category);
            Sum(writer, sum);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WritePropertyName("totals");
        Write(writer, attainment.Totals);
        writer.WriteStartArray("groups");
        foreach (var group in attainment.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("by", group.Split.Key);
            writer.WriteStartArray("rows");
            foreach (var row in group.Rows)
                Write(writer, row);
            writer.WriteEndArray();
            writer.WritePropertyName("totals");
            Write(writer, group.Totals);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What every answer about a forecast begins with.</summary>
    public static void Head(Utf8JsonWriter writer, ForecastView view, ForecastSplit? by)
    {
        writer.WriteString("key", view.Forecast.Key);
        writer.WriteText("title", view.Forecast.Title);
        writer.WriteString("form", view.Form.Key);
        writer.WriteString("pipeline", view.Pipeline.Key);
        if (by is not null)
            writer.WriteString("by", by.Key);
        writer.WriteStartArray("splits");
        foreach (var split in view.Splits)
        {
            writer.WriteStartObject();
            writer.WriteString("key", split.Key);
            writer.WriteText("title", split.Title ?? LocalizedText.Of(split.Key));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>A value of a split: an id, a key, or null.</summary>
    public static void Value(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case long id:
                writer.WriteNumberValue(id);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    public static void Number(Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } known)
            writer.WriteNumber(name, known / 1.000000000000000000000000000000m); // without trailing zeros
        else
            writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, ForecastColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("id", column.Id);
        writer.WriteString("from", column.From is { } from ? Iso(from) : null);
        writer.WriteString("to", column.To is { } to ? Iso(to) : null);
        Filters(writer, column.Open, column.Won);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ForecastRow row)
    {
        writer.WriteStartObject();
        Value(writer, "value", row.Value);
        writer.WriteString("label", row.Label);
        Filters(writer, row.Open, row.Won);
        writer.WriteStartObject("cells");
        foreach (var (column, cell) in row.Cells.Where(c => !c.Value.IsEmpty))
        {
            writer.WritePropertyName(column);
            Write(writer, cell);
        }
        writer.WriteEndObject();
        writer.WritePropertyName("total");
        Write(writer, row.Total);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ForecastCell cell)
    {
        writer.WriteStartObject();
        Sum(writer, cell.Open);
        writer.WriteStartObject("won");
        Number(writer, "amount", cell.Won.Amount);
        writer.WriteNumber("count", cell.Won.Count);
        writer.WriteEndObject();
        writer.WriteStartObject("categories");
        foreach (var (category, sum) in cell.Categories)
        {
            writer.WriteStartObject(category);
            Sum(writer, sum);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AttainmentRow row)
    {
        writer.WriteStartObject();
        Value(writer, "value", row.Value);
        writer.WriteString("label", row.Label);
        Number(writer, "target", row.Target);
        writer.WriteStartObject("won");
        Number(writer, "amount", row.Won.Amount);
        writer.WriteNumber("count", row.Won.Count);
        writer.WriteEndObject();
        writer.WriteStartObject("open");
        Sum(writer, row.Open);
        writer.WriteEndObject();
        Number(writer, "attainment", row.Attainment);
        Number(writer, "gap", row.Gap);
        Number(writer, "coverage", row.Coverage);
        Filter(writer, "targetFilter", row.TargetFilter);
        Filter(writer, "wonFilter", row.WonFilter);
        Filter(writer, "openFilter", row.OpenFilter);
        writer.WriteEndObject();
    }

    private static void Sum(Utf8JsonWriter writer, ForecastSum sum)
    {
        Number(writer, "weighted", sum.Weighted);
        Number(writer, "amount", sum.Amount);
        writer.WriteNumber("count", sum.Count);
        writer.WriteNumber("missing", sum.Missing);
    }

    private static void Filters(Utf8JsonWriter writer, Filter? open, Filter? won)
    {
        Filter(writer, "openFilter", open);
        Filter(writer, "wonFilter", won);
    }

    private static void Filter(Utf8JsonWriter writer, string name, Filter? filter)
    {
        writer.WritePropertyName(name);
        if (filter is null)
            writer.WriteNullValue();
        else
            FilterJson.Write(writer, filter);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
