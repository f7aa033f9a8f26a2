using System.Globalization;
using System.Text.Json;
using NoCodeCrm.ReportEngine.Forecasts;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Writes what changed in a forecast (docs/http-api.md, Forecasts).</summary>
internal static class ForecastChangesJson
{
    public static void Write(Utf8JsonWriter writer, ForecastChanges changes)
    {
        writer.WriteStartObject();
        ForecastJson.Head(writer, changes.View, changes.Request.By);
        Day(writer, "since", changes.Request.Since);
        Day(writer, "until", changes.Request.Until);
        Day(writer, "from", changes.Request.Period?.From);
        Day(writer, "to", changes.Request.Period?.To);
        Day(writer, "firstDay", changes.FirstDay);
        writer.WriteString("measure", changes.Request.Measure);
        Body(writer, changes.Opening, changes.Closing, changes.Movements);
        writer.WriteStartArray("rows");
        foreach (var key in changes.Keys)
        {
            writer.WriteStartObject();
            ForecastJson.Value(writer, "value", key is DBNull ? null : key);
            writer.WriteString("label", changes.Labels.GetValueOrDefault(key));
            Body(writer, [.. changes.Opening.Where(h => h.Key.Equals(key))], [.. changes.Closing.Where(h => h.Key.Equals(key))], [.. changes.Movements.Where(m => m.Key.Equals(key))]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter writer, IReadOnlyList<ForecastHolding> opening, IReadOnlyList<ForecastHolding> closing, IReadOnlyList<Movement> movements)
    {
        Figure(writer, "opening", null, opening.Sum(h => h.Amount), [.. opening.Select(h => h.Record)]);
        writer.WriteStartArray("movements");
        foreach (var kind in movements.GroupBy(m => m.Kind).OrderBy(g => g.Key))
            Figure(writer, null, kind.Key, kind.Sum(m => m.Amount), [.. kind.Select(m => m.Record).Distinct()]);
        writer.WriteEndArray();
        Figure(writer, "closing", null, closing.Sum(h => h.Amount), [.. closing.Select(h => h.Record)]);
    }

    private static void Figure(Utf8JsonWriter writer, string? name, MovementKind? kind, decimal amount, IReadOnlyList<long> records)
    {
        if (name is null)
            writer.WriteStartObject();
        else
            writer.WriteStartObject(name);
        if (kind is { } known)
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(known.ToString()));
        ForecastJson.Number(writer, "amount", amount);
        writer.WriteNumber("count", records.Count);
        writer.WriteStartArray("ids");
        foreach (var id in records.Order())
            writer.WriteNumberValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Day(Utf8JsonWriter writer, string name, DateOnly? day) => writer.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
