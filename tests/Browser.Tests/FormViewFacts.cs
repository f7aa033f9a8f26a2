using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Which ways of looking at a form's records there are.</summary>
public sealed class FormViewFacts(Site site)
{
    [Fact]
    public async Task A_designer_lets_the_board_open_first_and_then_takes_the_list_away()
    {
        using var admin = await site.AdministratorAsync();
        var (key, title) = await FormAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        var views = page.GetByRole(AriaRole.Group, new() { Name = "Views" });
        await visit.PickAsync(views.GetByLabel("Opens first"), "Board");
        await PublishAsync(visit, "Views: Board, List; Board opens first.");
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Expect(page.Locator(".view-switch a.active")).ToHaveTextAsync("Board");
        await page.Locator(".view-switch").GetByRole(AriaRole.Link, new() { Name = "List" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/f/{key}($|\\?)"));
        await Expect(page.Locator(".rail-item.active")).ToContainTextAsync(title);

        await visit.OpenAsync($"/build/forms/{key}");
        await views.GetByLabel("List", new() { Exact = true }).UncheckAsync();
        await Expect(views.GetByLabel("Board", new() { Exact = true })).ToBeDisabledAsync();
        await PublishAsync(visit, "Its only view is now: Board.");
        await visit.OpenAsync($"/f/{key}?search=house");
        await Expect(page).ToHaveURLAsync(new Regex($"/f/{key}/board.*search=house"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Draft", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".view-switch")).ToHaveCountAsync(0);
    }

    private static async Task PublishAsync(Visit visit, string difference)
    {
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText(difference)).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
    }

    private static async Task<(string Key, string Title)> FormAsync(ApiClient admin)
    {
        var key = "seen_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", JsonNode.Parse($$"""
            {"$id":"{{key}}","title":"{{key}}","type":"object","x-form":{"recordTitle":"name" },
             "properties":{"name":{"type":"string","title":"Name","x-field":{"type":"text" } },
                           "step":{"type":"string","title":"Step","x-field":{"type":"stage","pipeline":"{{key}}" } } } }
            """)!)).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/pipelines/{key}", JsonNode.Parse($$"""
            {"key":"{{key}}","title":"Way","form":"{{key}}","field":"step",
             "stages":[{"id":"a","key":"a","title":"Draft","kind":"open"},{"id":"b","key":"b","title":"Built","kind":"won"},{"id":"c","key":"c","title":"Lost","kind":"lost"}] }
            """)!)).Must(HttpStatusCode.Created);
        return (key, key);
    }
}
