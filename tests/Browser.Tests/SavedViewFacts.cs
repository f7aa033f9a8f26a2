using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>A list that is saved under a name, changed, put back, and opened first.</summary>
public sealed class SavedViewFacts(Site site)
{
    private static ILocator Rows(IPage page) => page.Locator(".table-body [role=row]");

    private static ILocator Switch(IPage page, string view) => page.GetByRole(AriaRole.Button, new() { Name = "View: " + view, Exact = true });

    private static async Task ChooseAsync(IPage page, string shown, string choice)
    {
        await Switch(page, shown).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex("^" + Regex.Escape(choice)) }).ClickAsync();
    }

    [Fact]
    public async Task A_view_is_saved_changed_reset_and_opened_first_and_all_records_stay_in_reach()
    {
        var mark = "Viewed" + Guid.NewGuid().ToString("N")[..6];
        var (email, password, _) = await site.PersonAsync("Viewer", "rep");
        using var admin = await site.AdministratorAsync();
        foreach (var name in new[] { "one", "two", "three" })
            (await admin.PostAsync("/api/forms/product/records", new { name = $"{mark} {name}" })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/f/product?search={mark}&sort=name");
        await Expect(Rows(page)).ToHaveCountAsync(3);

        // Saved: the address names it, and nothing has changed.
        await visit.Button("Save view…").ClickAsync();
        var dialog = visit.Dialog("Save as view");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        await dialog.GetByLabel("Name (English)").FillAsync("Only " + mark);
        await Expect(dialog.GetByText("For whom")).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Switch(page, "Only " + mark)).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("[?&]view=v_"));
        await Expect(visit.Text("Changed")).ToHaveCountAsync(0);

        // Changed, and put back.
        await page.GetByPlaceholder("Search", new() { Exact = true }).FillAsync($"{mark} one");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Expect(visit.Text("Changed")).ToBeVisibleAsync();
        await visit.Button("Reset").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await Expect(visit.Text("Changed")).ToHaveCountAsync(0);

        // Changed, and saved.
        await page.GetByPlaceholder("Search", new() { Exact = true }).FillAsync($"{mark} t");
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await page.Locator(".saved-views-strip").GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(visit.Text("View saved")).ToBeVisibleAsync();
        await Expect(visit.Text("Changed")).ToHaveCountAsync(0);

        // Opened first: the plain address shows it and nothing else, until all records are asked for.
        await ChooseAsync(page, "Only " + mark, "Name and sharing");
        await visit.Dialog("Name and sharing").GetByRole(AriaRole.Checkbox, new() { Name = "My list opens with it" }).CheckAsync();
        await visit.Dialog("Name and sharing").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visit.Dialog("Name and sharing")).ToHaveCountAsync(0);
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        page.Request += (_, request) => { if (request.Url.Contains("/records?", StringComparison.Ordinal)) asked.Enqueue(request.Url); };
        await visit.OpenAsync("/f/product");
        await Expect(Switch(page, "Only " + mark)).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        Assert.All(asked, url => Assert.Contains("search=" + mark, url));
        Assert.NotEmpty(asked);

        await ChooseAsync(page, "Only " + mark, "All records");
        await Expect(page).ToHaveURLAsync(new Regex("[?&]view=all"));
        await Expect(Rows(page).Nth(2)).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(Switch(page, "All records")).ToBeVisibleAsync();

        // Deleted, by keyboard.
        await Switch(page, "All records").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex("^Only " + mark) }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await ChooseAsync(page, "Only " + mark, "Delete view");
        await visit.Dialog($"Delete the view “Only {mark}”?").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Switch(page, "All records")).ToBeVisibleAsync();
        await visit.OpenAsync("/f/product");
        await Expect(Switch(page, "All records")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_shares_a_view_that_a_reps_list_opens_with_and_the_rep_cannot_change()
    {
        var mark = "Shared" + Guid.NewGuid().ToString("N")[..6];
        var (manager, managerPassword, _) = await site.PersonAsync("Sharer", "manager");
        var (support, supportPassword, _) = await site.PersonAsync("Sharee", "support");
        using var admin = await site.AdministratorAsync();
        (await admin.PostAsync("/api/forms/team/records", new { name = mark })).Must(HttpStatusCode.Created);
        await using (var visit = await site.VisitAsync(manager, managerPassword))
        {
            var page = await visit.OpenAsync($"/f/team?search={mark}");
            await visit.Button("Save view…").ClickAsync();
            var dialog = visit.Dialog("Save as view");
            await dialog.GetByLabel("Name (English)").FillAsync(mark);
            await dialog.GetByText("Everyone", new() { Exact = true }).ClickAsync();
            await visit.PickAsync(dialog.GetByRole(AriaRole.Combobox, new() { Name = "The list opens with it for" }), "Presales");
            await page.Keyboard.PressAsync("Escape");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(Switch(page, mark)).ToBeVisibleAsync();
        }
        await using (var visit = await site.VisitAsync(support, supportPassword))
        {
            var page = await visit.OpenAsync("/f/team");
            await Expect(Switch(page, mark)).ToBeVisibleAsync();
            await page.GetByPlaceholder("Search", new() { Exact = true }).FillAsync(mark + "x");
            await Expect(visit.Text("Changed")).ToBeVisibleAsync();
            await Expect(page.Locator(".saved-views-strip").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Save as view…", "Reset"]);
        }
    }
}
