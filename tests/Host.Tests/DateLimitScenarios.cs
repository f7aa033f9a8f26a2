using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>The earliest and the latest day that a date may hold, fixed or counted from today.</summary>
public sealed class DateLimitScenarios
{
    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_day_outside_its_limits_is_refused_when_it_is_set_and_kept_where_it_stands(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "day_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", Form(key, null, null))).Must(HttpStatusCode.Created);
        var old = (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Old", due = "2019-12-31", seen = "2019-12-31T12:00:00Z" })).Must(HttpStatusCode.Created).Id;
        (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Fine", due = Day(10), seen = Day(-3) + "T12:00:00Z" })).Must(HttpStatusCode.Created);

        // Days from today are counted in the installation's zone: three days on either side are sure.
        var limited = Form(key, "2020-01-01", "today+30");
        var impact = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", limited)).Must(HttpStatusCode.OK).Json.GetProperty("impact");
        Assert.Equal(["limits due 1 Old", "limits seen 1 Old"], [.. impact.EnumerateArray().Select(i => $"{i.GetProperty("rule").GetString()} {i.GetProperty("field").GetString()} {i.GetProperty("records").GetInt64()} {i.GetProperty("first")[0].GetProperty("title").GetString()}")]);
        (await admin.PutAsync($"/api/forms/{key}", limited, 1)).Must(HttpStatusCode.OK);

        (await admin.PatchAsync($"/api/forms/{key}/records/{old}", new { name = "Older" }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(["/due date.earliest"], (await admin.PatchAsync($"/api/forms/{key}/records/{old}", new { due = "2019-12-30" }, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/due date.latest", "/seen date.latest"], (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Late", due = Day(33), seen = Day(33) + "T12:00:00Z" })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Soon", due = Day(27), seen = "2020-01-03T12:00:00Z" })).Must(HttpStatusCode.Created);
        var told = (await admin.PatchAsync($"/api/forms/{key}/records/{old}", new { due = "2019-12-30" }, 2)).Json.GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Equal("Due must be 2020-01-01 or later.", told);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Limits_that_no_day_can_be_read_from_are_refused_with_the_form(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        async Task<IReadOnlyList<string>> FaultsAsync(string? earliest, string? latest, string type = "date")
        {
            var key = "day_" + Guid.NewGuid().ToString("N")[..8];
            return (await admin.PutAsync($"/api/forms/{key}", Form(key, earliest, latest, type))).Must(HttpStatusCode.UnprocessableEntity).Faults;
        }
        Assert.Equal(["/properties/due/x-field/earliest field.day", "/properties/seen/x-field/earliest field.day"], await FaultsAsync("tomorrow", null));
        Assert.Equal(["/properties/due/x-field/latest field.day_order", "/properties/seen/x-field/latest field.day_order"], await FaultsAsync("today+2", "today-2"));
        Assert.Equal(["/properties/due/x-field/latest field.day_type"], await FaultsAsync(null, "today", "text"));
    }

    private static string Day(int days) => Today.AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private static string Form(string key, string? earliest, string? latest, string type = "date")
    {
        var form = JsonNode.Parse($$"""
            { "$id": "{{key}}", "title": "Days", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "due": { "type": "string", "title": "Due", "x-field": { "id": "fld_d", "type": "{{type}}" } },
              "seen": { "type": "string", "title": "Seen", "x-field": { "id": "fld_s", "type": "dateTime" } } } }
            """)!;
        foreach (var field in type == "date" ? new[] { "due", "seen" } : ["due"])
        {
            var settings = form["properties"]![field]!["x-field"]!;
            if (earliest is not null)
                settings["earliest"] = earliest;
            if (latest is not null)
                settings["latest"] = latest;
        }
        return form.ToJsonString();
    }
}
