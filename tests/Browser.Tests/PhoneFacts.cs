namespace NoCodeCrm.Browser.Tests;

/// <summary>The same work on a screen of 390 × 844.</summary>
public sealed class PhoneFacts(Site site)
{
    private static async Task FitsAsync(IPage page) =>
        Assert.Equal(390, await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.querySelector('main')?.scrollWidth ?? 0)"));

    [Fact]
    public async Task The_board_shows_one_stage_and_its_tabs_lead_to_the_others()
    {
        await using var visit = await site.VisitAsync(width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync("/f/opportunity/board");
        var tabs = page.GetByRole(AriaRole.Tab);
        await Expect(tabs).ToHaveCountAsync(7);
        await Expect(page.Locator(".column")).ToHaveCountAsync(1);
        await tabs.Filter(new() { HasText = "Proposal" }).TapAsync();
        await Expect(tabs.Filter(new() { HasText = "Proposal" })).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator(".column h2")).ToHaveTextAsync("Proposal");
        await Expect(page.Locator(".deal").First).ToBeVisibleAsync();
        await FitsAsync(page);
    }

    [Fact]
    public async Task A_card_moves_through_a_sheet_of_stages()
    {
        using var admin = await site.AdministratorAsync();
        var name = "Sheet " + Guid.NewGuid().ToString("N")[..6];
        await admin.OpportunityAsync(name);
        await using var visit = await site.VisitAsync(width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        await visit.Button($"Move {name} to…").TapAsync();
        var sheet = page.Locator(".move-sheet");
        await Expect(sheet.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(6);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Lost" }).TapAsync();
        await Expect(visit.Dialog("Before moving to Lost")).ToBeVisibleAsync();
        await FitsAsync(page);
    }

    [Fact]
    public async Task A_record_is_read_and_an_activity_logged()
    {
        using var admin = await site.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("A name that is long enough to need two lines on any phone " + Guid.NewGuid().ToString("N")[..6])).Id;
        await using var visit = await site.VisitAsync(width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync($"/f/opportunity/{deal}");
        await page.Locator(".log-bar").GetByRole(AriaRole.Button, new() { Name = "Log activity" }).TapAsync();
        await visit.Button("Call").TapAsync();
        await page.GetByPlaceholder("Subject").FillAsync("From the train");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".event").Filter(new() { HasText = "From the train" })).ToBeVisibleAsync();
        await FitsAsync(page);
    }

    [Theory, InlineData("/"), InlineData("/f/opportunity"), InlineData("/f/opportunity?new=opportunity"), InlineData("/f/account/1"), InlineData("/settings/recycle-bin"), InlineData("/dashboards"), InlineData("/settings/users")]
    public async Task No_screen_scrolls_sideways(string address)
    {
        await using var visit = await site.VisitAsync(width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.Locator(".bottom-bar")).ToBeVisibleAsync();
        await FitsAsync(page);
    }
}
