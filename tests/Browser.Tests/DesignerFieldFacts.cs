using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>What is set and told of one field in the form designer.</summary>
public sealed class DesignerFieldFacts(Site site)
{
    [Fact]
    public async Task A_field_begins_with_a_field_of_a_linked_record_chosen_without_an_expression()
    {
        using var admin = await site.AdministratorAsync();
        var key = "linked_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", JsonNode.Parse($$"""
            {"$id":"{{key}}","title":"{{key}}","type":"object","x-form":{"recordTitle":"name" },
             "properties":{"name":{"type":"string","title":"Name","x-field":{"type":"text" } },
                           "account":{"type":"integer","title":"Customer","x-field":{"type":"relation","form":"account","reverse":"{{key}}" } } } }
            """)!)).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await visit.PickAsync(page.GetByLabel("Begins with"), "From a linked record");
        await Expect(page.Locator(".setting").Filter(new() { Has = page.GetByLabel("Linked record", new() { Exact = true }) })).ToContainTextAsync("Customer");
        await visit.PickAsync(page.GetByLabel("Its field"), "Name");
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await Expect(page.Locator(".setting").Filter(new() { Has = page.GetByLabel("Its field") })).ToContainTextAsync("Name");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("begins with “Name” of “Customer”")).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Parent of " + key })).Must(HttpStatusCode.Created).Id;
        Assert.Equal("Parent of " + key, (await admin.PostAsync($"/api/forms/{key}/records", new { account })).Must(HttpStatusCode.Created).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Beside_a_field_stands_what_each_role_has_of_it_with_the_way_to_the_role()
    {
        using var admin = await site.AdministratorAsync();
        var key = "seer_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/roles/{key}", JsonNode.Parse($$"""{"key":"{{key}}","title":"{{key}}","forms":{"opportunity":{"read":"all","update":"all","fields":{"region":"hidden"} } } }""")!)).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build/forms/opportunity");
        await page.Locator("[data-canvas-field=region] .canvas-handle").ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Access" }).ClickAsync();
        var line = page.Locator(".field-access li").Filter(new() { HasText = key });
        await Expect(line).ToContainTextAsync("Does not see it");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/build/roles/{key}"));
    }
}
