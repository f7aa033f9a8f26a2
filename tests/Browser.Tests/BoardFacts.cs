
namespace NoCodeCrm.Browser.Tests;

/// <summary>Moving through the stages by mouse, keyboard and touch, and seeing others do so.</summary>
public sealed class BoardFacts(Site site)
{
    private static ILocator Column(IPage page, string stage) => page.Locator($".board > section[aria-label='{stage}'], .rails > section[aria-label='{stage}']");

    private async Task<(string Name, long Id)> DealAsync()
    {
        using var admin = await site.AdministratorAsync();
        var name = "Deal " + Guid.NewGuid().ToString("N")[..8];
        return (name, (await admin.OpportunityAsync(name)).Id);
    }

    private async Task<string?> StageAsync(long id)
    {
        using var admin = await site.AdministratorAsync();
        return (await admin.GetAsync($"/api/forms/opportunity/records/{id}")).Must(HttpStatusCode.OK).Json.GetProperty("stage").GetString();
    }

    private static async Task DragAsync(IPage page, ILocator card, ILocator target)
    {
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await target.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 3, new() { Steps = 4 });
        await page.Mouse.MoveAsync(box.X + box.Width / 2 + 2, box.Y + box.Height / 3 + 2, new() { Steps = 2 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Ends when the page's connection for pushes has heard something.</summary>
    private static Task Connected(IPage page)
    {
        var heard = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, _) => heard.TrySetResult();
        return heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_activity_is_logged_from_a_card_in_two_clicks()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        await page.Locator(".deal").Filter(new() { HasText = name }).HoverAsync();
        await visit.Button("Log activity: " + name).ClickAsync();
        var dialog = visit.Dialog("Log activity · " + name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Visit" }).ClickAsync();
        await dialog.GetByPlaceholder("Subject").FillAsync("Saw the plant");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        using var admin = await site.AdministratorAsync();
        var timeline = (await admin.GetAsync($"/api/forms/opportunity/records/{id}/timeline?kinds=activity")).Must(HttpStatusCode.OK);
        Assert.Contains("Saw the plant", timeline.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_edit_is_offered_no_move_on_a_card_but_may_log()
    {
        var (email, password, id) = await site.PersonAsync("Presales", "support");
        using var admin = await site.AdministratorAsync();
        var name = "Deal " + Guid.NewGuid().ToString("N")[..8];
        await admin.OpportunityAsync(name, new { collaborators = new[] { id } });
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync("/f/opportunity/board");
        await page.Locator(".deal").Filter(new() { HasText = name }).HoverAsync();
        await Expect(visit.Button("Log activity: " + name)).ToBeVisibleAsync();
        await Expect(page.Locator(".deal-move")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_picker_offers_who_belongs_to_the_account_first_and_all_when_asked()
    {
        using var admin = await site.AdministratorAsync();
        var mark = Guid.NewGuid().ToString("N")[..8];
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Firm of " + mark[..4] })).Must(HttpStatusCode.Created).Id;
        await admin.PostAsync("/api/forms/contact/records", new { name = "Inside " + mark, account });
        await admin.PostAsync("/api/forms/contact/records", new { name = "Outside " + mark });
        var deal = await admin.OpportunityAsync("Picked", new { account });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{deal.Id}?edit=true");
        var picker = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox, new() { Name = "Decision maker" });
        await picker.ClickAsync();
        await picker.FillAsync(mark);
        var offered = page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
        await Expect(offered).ToHaveTextAsync(["Inside " + mark]);
        await visit.Button("Offer all records").ClickAsync();
        await Expect(offered).ToHaveTextAsync(["Inside " + mark, "Outside " + mark]);
    }

    [Fact]
    public async Task Dropping_a_card_on_Lost_asks_for_the_reason_and_cancelling_puts_it_back()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        var card = Column(page, "Initial contact").Locator(".deal").Filter(new() { HasText = name });
        await DragAsync(page, card, Column(page, "Lost"));
        var panel = visit.Dialog("Before moving to Lost");
        await Expect(panel.GetByLabel("Loss reason", new() { Exact = true })).ToBeVisibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(card).ToBeVisibleAsync();
        Assert.Equal("contact", await StageAsync(id));

        await DragAsync(page, card, Column(page, "Lost"));
        await visit.PickAsync(panel.GetByLabel("Loss reason", new() { Exact = true }), "Price");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move to Lost" }).ClickAsync();
        await Expect(panel).ToBeHiddenAsync();
        await Expect(card).ToHaveCountAsync(0);
        await Expect(Column(page, "Lost")).ToContainTextAsync("1");
        Assert.Equal("lost", await StageAsync(id));
    }

    [Fact]
    public async Task A_card_moves_by_keyboard_through_its_move_to_menu()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        await visit.Button($"Move {name} to…").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Needs confirmed" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Needs confirmed" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var panel = visit.Dialog("Before moving to Needs confirmed");
        var blocking = panel.GetByRole(AriaRole.Checkbox, new() { Name = "Verify budget and decider must be done" });
        await Expect(blocking).ToBeFocusedAsync();
        await visit.PickAsync(panel.GetByLabel("Source", new() { Exact = true }), "Referral");
        await visit.PickAsync(panel.GetByLabel("Product", new() { Exact = true }), "Insight Standard");
        foreach (var task in await panel.GetByRole(AriaRole.Checkbox).AllAsync())
            await task.CheckAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move to Needs confirmed" }).ClickAsync();
        await Expect(Column(page, "Needs confirmed").Locator(".deal").Filter(new() { HasText = name })).ToBeVisibleAsync();
        Assert.Equal("needs", await StageAsync(id));
    }

    [Fact]
    public async Task A_card_stands_once_when_the_board_is_read_anew_before_its_move_is_answered()
    {
        var (name, _) = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        var connected = Connected(page);
        await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        await connected;
        var lost = Column(page, "Lost");
        await lost.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Button($"Move {name} to…").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Lost" }).ClickAsync();
        var panel = visit.Dialog("Before moving to Lost");
        await visit.PickAsync(panel.GetByLabel("Loss reason", new() { Exact = true }), "Price");

        var answered = new TaskCompletionSource();
        await page.RouteAsync("**/move", async route =>
        {
            var response = await route.FetchAsync();
            await answered.Task;
            await route.FulfillAsync(new() { Response = response });
        });
        await page.RunAndWaitForResponseAsync(
            () => panel.GetByRole(AriaRole.Button, new() { Name = "Move to Lost" }).ClickAsync(),
            response => response.Url.Contains("/board", StringComparison.Ordinal) && response.Ok);
        await Expect(lost.Locator(".column-head")).ToContainTextAsync("1");
        await Expect(lost.Locator(".deal")).ToHaveCountAsync(1);
        answered.SetResult();
        await Expect(panel).ToBeHiddenAsync();
        await Expect(lost.Locator(".deal")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_card_is_dragged_with_a_finger()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync(touch: true);
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        var card = Column(page, "Initial contact").Locator(".deal").Filter(new() { HasText = name });
        await Expect(card).ToBeVisibleAsync();
        var from = (await card.BoundingBoxAsync())!;
        var to = (await Column(page, "Lost").BoundingBoxAsync())!;
        var fingers = await page.Context.NewCDPSessionAsync(page);
        Task TouchAsync(string type, params object[] points) => fingers.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
        await TouchAsync("touchStart", new { x = from.X + 100, y = from.Y + 30 });
        await Expect(page.Locator(".deal.lifted")).ToBeVisibleAsync(); // a long press lifts the card; a short one scrolls
        for (var step = 1; step <= 5; step++)
            await TouchAsync("touchMove", new { x = from.X + 100 + (to.X + 28 - from.X - 100) * step / 5, y = from.Y + 30 + step * 10 });
        await TouchAsync("touchEnd");
        await Expect(visit.Dialog("Before moving to Lost")).ToBeVisibleAsync();
        Assert.Equal("contact", await StageAsync(id));
    }

    [Fact]
    public async Task A_change_in_one_browser_shows_in_another_without_a_reload()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync();
        var connected = Connected(visit.Page);
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        var card = page.Locator(".deal").Filter(new() { HasText = name });
        await Expect(card).ToContainTextAsync("¥120,000.50");
        await connected;
        using var admin = await site.AdministratorAsync();
        (await admin.PatchAsync($"/api/forms/opportunity/records/{id}", new { amount = 777 }, 1)).Must(HttpStatusCode.OK);
        await Expect(card).ToContainTextAsync("¥777");
    }

    [Fact]
    public async Task Who_moves_a_card_that_someone_else_has_moved_is_told_where_it_is()
    {
        var (name, id) = await DealAsync();
        await using var visit = await site.VisitAsync();
        // Cut off from live changes, this board still shows the card where it was.
        await visit.Page.RouteAsync("**/api/hub/**", route => route.AbortAsync());
        var page = await visit.OpenAsync($"/f/opportunity/board?search={Uri.EscapeDataString(name)}");
        var card = Column(page, "Initial contact").Locator(".deal").Filter(new() { HasText = name });
        await Expect(card).ToBeVisibleAsync();
        using var admin = await site.AdministratorAsync();
        (await admin.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        await DragAsync(page, card, Column(page, "Needs confirmed"));
        await Expect(page.GetByText($"Ada Lin moved “{name}” to Lost.")).ToBeVisibleAsync();
        await Expect(Column(page, "Lost")).ToContainTextAsync("1");
        await Expect(card).ToHaveCountAsync(0);
        Assert.Equal("lost", await StageAsync(id));
    }

    [Fact]
    public async Task A_card_moved_in_one_browser_moves_on_the_other_board_without_a_reload()
    {
        var (name, _) = await DealAsync();
        var address = $"/f/opportunity/board?search={Uri.EscapeDataString(name)}";
        await using var watching = await site.VisitAsync();
        var connected = Connected(watching.Page);
        await watching.OpenAsync(address);
        await Expect(Column(watching.Page, "Initial contact").Locator(".deal")).ToHaveCountAsync(1);
        await connected;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync(address);
        await DragAsync(page, Column(page, "Initial contact").Locator(".deal"), Column(page, "Lost"));
        var panel = visit.Dialog("Before moving to Lost");
        await visit.PickAsync(panel.GetByLabel("Loss reason", new() { Exact = true }), "Price");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move to Lost" }).ClickAsync();
        await Expect(Column(watching.Page, "Initial contact").Locator(".deal")).ToHaveCountAsync(0);
        await Expect(Column(watching.Page, "Lost")).ToContainTextAsync("1");
    }
}
