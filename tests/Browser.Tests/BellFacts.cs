namespace NoCodeCrm.Browser.Tests;

/// <summary>Somebody is called in one browser and hears it in another.</summary>
public sealed class BellFacts(Site site)
{
    [Fact]
    public async Task A_name_that_an_input_method_writes_without_keys_is_searched_too()
    {
        var name = new string([.. Guid.NewGuid().ToByteArray().Take(4).Select(b => (char)(0x4E00 + b))]);
        await site.PersonAsync(name, "support");
        using var admin = await site.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Written");
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{deal.Id}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Comment" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Comment" }).PressSequentiallyAsync("Please @");
        await page.Keyboard.InsertTextAsync(name);
        await Expect(page.Locator(".ant-mentions-dropdown-menu-item")).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task A_mention_in_one_browser_rings_the_bell_in_another()
    {
        var name = "王丽" + Guid.NewGuid().ToString("N")[..6];
        var (email, password, id) = await site.PersonAsync(name, "support");
        using var admin = await site.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Rings");
        await using var hers = await site.VisitAsync(email, password);
        var listening = hers.Page.WaitForWebSocketAsync();
        var page = await hers.OpenAsync("/");
        await listening;
        await Expect(hers.Button("Notifications, 0 unread")).ToBeVisibleAsync();

        await using var mine = await site.VisitAsync();
        var writer = await mine.OpenAsync($"/f/opportunity/{deal.Id}");
        await writer.GetByRole(AriaRole.Tab, new() { Name = "Comment" }).ClickAsync();
        var box = writer.GetByRole(AriaRole.Textbox, new() { Name = "Comment" });
        await box.PressSequentiallyAsync("Please help @" + name[..2]);
        await box.PressSequentiallyAsync(name[2..]);
        await Expect(writer.Locator(".ant-mentions-dropdown-menu-item").Filter(new() { HasText = name })).ToBeVisibleAsync();
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync($"Please help @{name} ");
        await box.PressAsync("Enter");
        await Expect(mine.Dialog($"{name} does not see this record. Add as collaborator?")).ToBeVisibleAsync();
        await mine.Button("Add and post").ClickAsync();
        await Expect(writer.Locator(".event .mention")).ToHaveTextAsync("@" + name);

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "You were called" }).GetByRole(AriaRole.Link)).ToContainTextAsync("Ada Lin mentioned you on Rings");
        await hers.Button("Notifications, 1 unread").ClickAsync();
        await page.Locator(".bell-list").GetByRole(AriaRole.Link, new() { Name = "Ada Lin mentioned you on Rings" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/f/opportunity/{deal.Id}$"));
        await Expect(hers.Button("Notifications, 0 unread")).ToBeVisibleAsync();
        var record = (await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal([id], record.GetProperty("collaborators").EnumerateArray().Select(c => c.GetInt64()));
    }

    [Theory, InlineData(1440, false), InlineData(390, true)]
    public async Task The_open_bell_and_the_notifications_page_are_accessible(int width, bool dark)
    {
        var (email, password, id) = await site.PersonAsync("Axel", "rep");
        using var admin = await site.AdministratorAsync();
        var deal = await admin.OpportunityAsync("Heard", new { owner = id });
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal.Id}/comments", new { text = $"Look, @[Axel](user:{id})" })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync(email, password, width: width, dark: dark);
        var page = await visit.OpenAsync("/notifications");
        await Expect(page.Locator(".notifications .told")).ToHaveCountAsync(2);
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button("Notifications, 2 unread").ClickAsync();
        await Expect(page.Locator(".bell-list .told")).ToHaveCountAsync(2);
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.Locator(".bell-list").GetByRole(AriaRole.Button, new() { Name = "Mark all read" }).ClickAsync();
        await Expect(page.Locator(".told-dot")).ToHaveCountAsync(0);
    }
}
