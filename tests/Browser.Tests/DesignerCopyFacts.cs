using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Parts of a form copied and put elsewhere.</summary>
public sealed class DesignerCopyFacts(Site site)
{
    [Fact]
    public async Task A_section_is_copied_with_everything_in_it_by_mouse_and_taken_back_as_one_step()
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator(".canvas-handle.head").Filter(new() { HasText = "Costs" }).ClickAsync();
        await ChooseAsync(visit, "Copy");
        await ChooseAsync(visit, "Paste");
        var sections = page.Locator(".canvas-section").Filter(new() { HasText = "Costs" });
        await Expect(sections).ToHaveCountAsync(2);
        await Expect(sections.Nth(1).Locator("[data-canvas-field=price_2]")).ToHaveClassAsync(new Regex("wide"));
        await page.Locator("[data-canvas-field=tax_2] .canvas-handle").ClickAsync();
        await Expect(page.Locator(".cm-content")).ToHaveTextAsync("price_2 * 0.2");
        await visit.Button("Undo").ClickAsync();
        await Expect(sections).ToHaveCountAsync(1);
        await page.Locator(".canvas-handle.head").Filter(new() { HasText = "Costs" }).FocusAsync();
        await page.Keyboard.PressAsync("Control+y");
        await Expect(sections).ToHaveCountAsync(2);
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await visit.Button("Publish").ClickAsync();
        await visit.Dialog("Publish").GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.Locator(".draft-state")).ToHaveTextAsync("No changes");
    }

    [Fact]
    public async Task A_tab_is_dragged_before_another()
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        var tabs = page.Locator(".canvas-tab");
        await Expect(tabs).ToHaveTextAsync(["First", "Second"]);
        await tabs.Nth(1).ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await tabs.Nth(1).BoundingBoxAsync())!, (await tabs.Nth(0).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 10, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 4, from.Y + 12, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + 3, to.Y + 12, new() { Steps = 8 });
        await Expect(tabs.Nth(0)).ToHaveAttributeAsync("data-side", "before");
        await page.Mouse.UpAsync();
        await Expect(tabs).ToHaveTextAsync(["Second", "First"]);
    }

    private static async Task ChooseAsync(Visit visit, string act)
    {
        await visit.Button("Copy, paste and delete").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = act }).ClickAsync();
    }

    private static async Task<string> FormAsync(ApiClient admin)
    {
        var key = "copied_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", JsonNode.Parse($$"""
            {"$id":"{{key}}","title":"{{key}}","type":"object",
             "x-form":{"recordTitle":"name","layouts":{"detail":{"type":"VerticalLayout","elements":[
                {"type":"Control","scope":"#/properties/name"},
                {"type":"Group","label":"Costs","elements":[{"type":"Control","scope":"#/properties/price","options":{"span":2} },{"type":"Control","scope":"#/properties/tax"}]},
                {"type":"Categorization","elements":[{"type":"Category","label":"First","elements":[]},{"type":"Category","label":"Second","elements":[]}]}]} } },
             "properties":{"name":{"type":"string","title":"Name","x-field":{"type":"text" } },
                           "price":{"type":"number","title":"Price","x-field":{"type":"decimal" } },
                           "tax":{"type":"number","title":"Tax","readOnly":true,"x-field":{"type":"decimal","formula":"price * 0.2" } } } }
            """)!)).Must(HttpStatusCode.Created);
        return key;
    }
}
