using System.Text.Json.Nodes;

namespace NoCodeCrm.Browser.Tests;

/// <summary>What a draft would do to records, told before it is published; and the days that a field and its rules know.</summary>
public sealed class DraftImpactFacts(Site site)
{
    [Fact]
    public async Task The_publish_sheet_shows_what_a_formula_gives_and_whose_next_save_a_condition_refuses()
    {
        using var admin = await site.AdministratorAsync();
        var key = "drafted_" + Guid.NewGuid().ToString("N")[..6];
        var form = Form(key, "\"size\": { \"type\": \"integer\", \"title\": \"Size\", \"x-field\": { \"type\": \"integer\" } }, \"why\": { \"type\": \"string\", \"title\": \"Why\", \"x-field\": { \"type\": \"text\" } }");
        (await admin.PutAsync($"/api/forms/{key}", form)).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Large", size = 20 })).Must(HttpStatusCode.Created);
        form["properties"]!["twice"] = JsonNode.Parse("""{ "type": "integer", "title": "Twice", "readOnly": true, "x-field": { "type": "integer", "formula": "size * 2" } }""");
        form["properties"]!["why"]!["x-field"]!["requiredWhen"] = "size > 10";
        (await admin.PutAsync($"/api/forms/{key}/draft", new { document = form, baseVersion = 1 })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("1 record lacks “Why” while its new condition requires it.")).ToBeVisibleAsync();
        await Expect(sheet.GetByRole(AriaRole.Row, new() { Name = "Large – 40" })).ToBeVisibleAsync();
        await Expect(sheet.GetByRole(AriaRole.Link, new() { Name = "Large" })).ToHaveCountAsync(2);
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    [Fact]
    public async Task A_date_gets_its_last_day_in_the_designer_and_tells_while_typing_what_is_too_late()
    {
        using var admin = await site.AdministratorAsync();
        var key = "dated_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Day))).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=due] .canvas-handle").ClickAsync();
        await visit.PickAsync(page.GetByLabel("Latest", new() { Exact = true }), "Counted from today");
        await page.GetByLabel("Latest: Days").FillAsync("30");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("Latest: none → 30 days from today")).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);

        await visit.OpenAsync($"/f/{key}?new={key}");
        await visit.Field("Due").FillAsync("2999-01-31");
        await visit.Field("Due").PressAsync("Enter");
        await Expect(page.GetByText("Due must be", new() { Exact = false })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_rule_shows_a_field_while_a_date_lies_within_days_from_today()
    {
        using var admin = await site.AdministratorAsync();
        var key = "near_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Day + """, "note": { "type": "string", "title": "Note", "x-field": { "type": "text" } }"""))).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=note] .canvas-handle").ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Rules" }).ClickAsync();
        await visit.Button("Add condition").First.ClickAsync();
        await visit.PickAsync(page.GetByLabel("Field", new() { Exact = true }), "Due");
        await visit.PickAsync(page.GetByLabel("Comparison", new() { Exact = true }), "is within the next");
        await Expect(page.Locator(".condition-sentence")).ToContainTextAsync("Due is within the next 7 days");
        await Expect(page.Locator(".condition-source")).ToContainTextAsync("today+7");
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    private const string Day = """
        "due": { "type": "string", "format": "date", "title": "Due", "x-field": { "type": "date" } }
        """;

    private static JsonNode Form(string key, string fields) => JsonNode.Parse($$"""
        { "$id": "{{key}}", "title": "{{key}}", "type": "object", "x-form": { "recordTitle": "name" },
          "properties": { "name": { "type": "string", "title": "Name", "x-field": { "type": "text" } }, {{fields}} } }
        """)!;
}
