namespace NoCodeCrm.Browser.Tests;

/// <summary>A form that is being designed, tried before it is published.</summary>
public sealed class PreviewFacts(Site site)
{
    [Fact]
    public async Task The_preview_answers_while_one_types_in_the_language_and_as_the_role_that_is_chosen()
    {
        using var admin = await site.AdministratorAsync();
        var form = "pv_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Quote", "type": "object", "x-form": {}, "properties": {
              "price": { "type": "number", "title": "Price", "x-field": { "type": "money", "title": { "zh-CN": "价格" } } },
              "state": { "type": "string", "title": "State", "x-field": { "type": "text", "default": "Fresh" } },
              "total": { "type": "number", "title": "Total", "readOnly": true, "x-field": { "type": "money", "formula": "price * 2" } },
              "reason": { "type": "string", "title": "Reason", "x-field": { "type": "text", "requiredWhen": "price > 100" } },
              "day": { "type": "string", "format": "date", "title": "Day", "x-field": { "type": "date" } } } }
            """)).Must(HttpStatusCode.Created);
        var role = "role_" + form;
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Seller " + form, forms = new Dictionary<string, object> { [form] = new { create = true, read = "all", update = "all", fields = new { reason = "hidden" } } } })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{form}");
        // Not published: what is previewed is the draft.
        await page.Locator("[data-canvas-field=total] .canvas-handle").ClickAsync();
        await page.Locator(".settings-body .cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("price * 3");
        await Expect(page.Locator(".expression-verdict")).ToContainTextAsync("a number");
        await visit.Button("Preview").ClickAsync();

        var preview = visit.Dialog("Preview");
        var (reason, total) = (preview.Locator("[data-field=reason]"), preview.Locator("[data-field=total] .control-view"));
        await preview.GetByText("Create form").ClickAsync();
        await Expect(preview.Locator("[data-field=state] input")).ToHaveValueAsync("Fresh");
        await preview.GetByText("Whole form").ClickAsync();
        await preview.Locator("[data-field=price] input").FillAsync("200");
        await Expect(total).ToHaveTextAsync("¥600");
        await Expect(reason.Locator(".required")).ToBeVisibleAsync();
        await preview.Locator("[data-field=price] input").FillAsync("50");
        await Expect(reason.Locator(".required")).ToHaveCountAsync(0);
        await preview.GetByText("Chinese").ClickAsync();
        await Expect(preview.Locator("[data-field=price]")).ToContainTextAsync("价格");
        await preview.Locator("[data-field=day] input").ClickAsync();
        await Expect(page.Locator(".ant-picker-dropdown")).ToContainTextAsync("今天");
        await page.Keyboard.PressAsync("Tab");
        await Expect(preview.Locator("[data-field=total]").GetByRole(AriaRole.Button)).ToHaveAccessibleNameAsync("为什么？");
        await Expect(total).ToHaveTextAsync("¥150");
        await visit.PickAsync(preview.GetByLabel("As a role"), "Seller " + form);
        await Expect(reason).ToHaveCountAsync(0);
        await Expect(total).ToHaveTextAsync("¥150");
    }
}
