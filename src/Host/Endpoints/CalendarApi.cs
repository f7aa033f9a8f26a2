using System.Globalization;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.ReportEngine.Homes;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Dated records of several forms, as the reader's home document names them.</summary>
internal static class CalendarApi
{
    private const int MaxDays = 62;
    private static readonly string[] Scopes = ["me", "team", "all"];

    public static void MapCalendar(this WebApplication app) => app.MapGet("/api/calendar", GetAsync);

    private static async Task<ApiAnswer> GetAsync(HttpContext http, CalendarData calendar, CancellationToken ct)
    {
        var query = http.Request.Query;
        var (from, to) = (Day(query, "from"), Day(query, "to"));
        if (to < from || to.DayNumber - from.DayNumber > MaxDays)
            throw ValidationException.BadRequest(new Problem("/to", "calendar.range").With("max", MaxDays));
        var who = query.Text("who") ?? "me";
        if (Array.IndexOf(Scopes, who) is var scope && scope < 0)
            throw ValidationException.BadRequest(new Problem("/who", "query.choice").With("value", who).With("choices", string.Join(", ", Scopes)));
        var result = await calendar.ReadAsync(http.Access(), from, to, (CalendarScope)scope, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("sources");
            foreach (var (source, total) in result.Sources)
            {
                writer.WriteStartObject();
                writer.WriteString("key", source.Key);
                writer.WriteText("title", source.Title);
                writer.WriteString("form", source.Form);
                writer.WriteString("date", source.Date);
                writer.WriteNumber("total", total);
                writer.WriteBoolean("cut", total > CalendarData.MaxPerSource);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("items");
            foreach (var item in result.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("source", item.Source.Key);
                writer.WriteString("form", item.Source.Form);
                writer.WriteNumber("id", item.Record.Id);
                writer.WriteString("date", item.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteString("text", item.Text);
                writer.WriteNumberOrNull("owner", item.Record.Owner);
                if (item.About is { } about)
                {
                    writer.WriteStartObject("about");
                    writer.WriteString("form", about.Form);
                    writer.WriteNumber("id", about.Id);
                    writer.WriteEndObject();
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", result.Titles);
            writer.WriteEndObject();
        });
    }

    private static DateOnly Day(IQueryCollection query, string name) =>
        DateOnly.TryParseExact(query.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw ValidationException.BadRequest($"/{name}", "query.day");
}
