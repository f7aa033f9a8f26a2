namespace NoCodeCrm.Browser.Tests;

/// <summary>Formulas and conditions while they are being written.</summary>
public sealed class ExpressionFacts(Site site)
{
    [Fact]
    public async Task A_formula_completes_over_a_relation_and_within_quotes_and_is_tried_on_the_record_that_is_chosen()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        foreach (var (heading, price) in new[] { ("Small one", 10), ("Large one", 400) })
            (await admin.PostAsync($"/api/forms/{form}/records", new { heading, price })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{form}");
        await page.Locator("[data-canvas-field=total] .canvas-handle").ClickAsync();
        var (text, offered) = (page.Locator(".settings-body .cm-content"), page.Locator(".cm-tooltip-autocomplete li"));
        await text.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("partner.");
        await Expect(offered.Filter(new() { HasText = "industry" })).ToContainTextAsync("Industry");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("kind == '");
        await Expect(offered.Filter(new() { HasText = "rush" })).ToContainTextAsync("In a hurry");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("price * 3");
        var sample = page.Locator(".expression-sample");
        await Expect(sample).ToContainTextAsync("Large one");
        await Expect(sample).ToContainTextAsync("¥1,200");
        await visit.PickAsync(page.GetByLabel("Try it on"), "Small one");
        await Expect(sample).ToContainTextAsync("¥30");
    }

    [Fact]
    public async Task A_field_is_shown_from_an_amount_on()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{form}");
        await page.Locator("[data-canvas-field=note] .canvas-handle").ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Rules" }).ClickAsync();
        await visit.Button("Add condition").First.ClickAsync();
        await visit.PickAsync(page.GetByLabel("Field", new() { Exact = true }), "Price");
        await Expect(page.Locator(".condition-row")).ToContainTextAsync("is at least");
        await page.GetByLabel("Value", new() { Exact = true }).FillAsync("100");
        await Expect(page.Locator(".condition-sentence")).ToContainTextAsync("Price is at least ¥100");
        await Expect(page.Locator(".condition-source")).ToHaveTextAsync("""{"scope":"#/properties/price","schema":{"minimum":100}}""");
        await visit.Button("Preview").ClickAsync();
        var preview = visit.Dialog("Preview");
        await Expect(preview.Locator("[data-field=price]")).ToBeVisibleAsync();
        await Expect(preview.Locator("[data-field=note]")).ToHaveCountAsync(0);
        await preview.Locator("[data-field=price] input").FillAsync("100");
        await Expect(preview.Locator("[data-field=note]")).ToBeVisibleAsync();
    }

    private static async Task<string> PublishAsync(ApiClient admin)
    {
        var form = "ex_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Order", "type": "object", "x-form": { "recordTitle": "heading" }, "properties": {
              "heading": { "type": "string", "title": "Heading", "x-field": { "type": "text" } },
              "price": { "type": "number", "title": "Price", "x-field": { "type": "money" } },
              "kind": { "type": "string", "title": "Kind", "enum": ["rush"], "x-field": { "type": "select", "options": [{ "key": "rush", "title": { "en": "In a hurry" } }] } },
              "partner": { "type": "integer", "title": "Partner", "x-field": { "type": "relation", "form": "account" } },
              "note": { "type": "string", "title": "Note", "x-field": { "type": "text" } },
              "total": { "type": "number", "title": "Total", "readOnly": true, "x-field": { "type": "money", "formula": "price * 2" } } } }
            """)).Must(HttpStatusCode.Created);
        return form;
    }
}
