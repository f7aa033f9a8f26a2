using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Whoever designs makes the first page of a role, and its people see it.</summary>
public sealed class HomeEditorFacts(Site site)
{
    [Fact]
    public async Task An_administrator_makes_a_home_for_a_role_and_a_person_of_that_role_sees_it()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        await RoleAsync(admin, $"greeter_{mark}", $"Greeter {mark}");
        var (email, password, id) = await site.PersonAsync($"Gwen {mark}", $"greeter_{mark}");
        (await admin.PostAsync("/api/forms/task/records", new { title = $"Greet {mark}", due_on = "2020-01-01", owner = id })).Must(HttpStatusCode.Created);

        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build");
        await visit.Button("New home page").ClickAsync();
        await visit.Field("Title (English)").FillAsync($"Start {mark}");
        await visit.Button("Begin").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "For whom" }), $"Greeter {mark}");
        await page.Keyboard.PressAsync("Escape");
        await AddAsync(visit, "To-dos");
        await Expect(page.Locator(".sortable").GetByLabel("Form", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".home-preview h2").Filter(new() { HasText = "Today" })).ToBeVisibleAsync();
        await AddAsync(visit, "Widgets");
        await Expect(page.GetByText("Add at least one widget.")).ToBeVisibleAsync();
        await visit.Button("Add widgets from a dashboard").ClickAsync();
        var choice = visit.Dialog("Add widgets from a dashboard").Locator(".home-widget-list li").First;
        await choice.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Button("Copy 1 widget").ClickAsync();
        await Expect(page.Locator(".home-preview .widget")).ToHaveCountAsync(1);
        await visit.DismissNoticesAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex($"/build/homes/start_{mark}$"));
        await PublishAsync(visit, "First one");
        await Expect(visit.Button("Publish")).ToBeDisabledAsync();
        await page.GotoAsync("/build");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"Start {mark}" })).ToContainTextAsync("2 sections");

        await using var person = await site.VisitAsync(email, password);
        var start = await person.OpenAsync("/");
        await Expect(start.GetByRole(AriaRole.Heading, new() { Name = "Today" })).ToBeVisibleAsync();
        await Expect(person.Text($"Greet {mark}")).ToBeVisibleAsync();
        await Expect(start.Locator(".widget")).ToHaveCountAsync(1);
        await Expect(start.Locator(".home > section")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_section_moves_by_keyboard_and_neither_leaving_nor_somebody_elses_work_nor_publishing_loses_it()
    {
        using var admin = await site.AdministratorAsync();
        var key = "home_" + Guid.NewGuid().ToString("N")[..8];
        await RoleAsync(admin, key, key);
        object Home(int days) => new
        {
            key,
            title = "Raced",
            roles = new[] { key },
            order = 40,
            sections = new object[] { new { kind = "mentions", title = "Called" }, new { kind = "changes", title = "Moved", pipeline = "sales", days } },
        };
        (await admin.PutAsync($"/api/homes/{key}", Home(7))).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/homes/{key}");
        var moved = page.Locator(".sortable-head > button").Filter(new() { HasText = "Moved" });
        await moved.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator(".sortable-head strong")).ToHaveTextAsync(["Moved", "Called"]);
        await Expect(moved).ToBeFocusedAsync();
        // Neither leaving nor closing the window loses the draft.
        await page.Locator(".designer-back").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Raced" }).Locator(".draft-mark")).ToBeVisibleAsync();
        await visit.OpenAsync($"/build/homes/{key}");
        await Expect(page.Locator(".sortable-head strong")).ToHaveTextAsync(["Moved", "Called"]);

        (await admin.PutAsync($"/api/homes/{key}", Home(30), 1)).Must(HttpStatusCode.OK);
        await PublishAsync(visit);
        await Expect(page.GetByText("published version 2 since you began")).ToBeVisibleAsync();
        await Expect(page.Locator(".sortable-head strong")).ToHaveTextAsync(["Moved", "Called"]);
        await visit.Button("What differs").ClickAsync();
        var differences = visit.Dialog("What differs");
        await Expect(differences.Locator(".differences section").Nth(0)).ToContainTextAsync("Section “Moved” differs.");
        await Expect(differences.Locator(".differences section").Nth(1)).ToContainTextAsync("Sections are in another order.");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await differences.GetByRole(AriaRole.Button, new() { Name = "Go on with mine" }).ClickAsync();
        await Expect(page.GetByText("published version 2 since you began")).ToHaveCountAsync(0);
        await PublishAsync(visit);
        await Expect(page.GetByText("“Raced” is published.")).ToBeVisibleAsync();
        var kinds = (await admin.GetAsync($"/api/homes/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("kind").GetString());
        Assert.Equal(["changes", "mentions"], kinds);

        // The first version comes back as a draft, by keyboard.
        await visit.DismissNoticesAsync();
        await visit.Button("Versions").ClickAsync();
        var versions = visit.Dialog("Versions");
        await Expect(versions.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await versions.GetByRole(AriaRole.Button, new() { Name = "Look at version 1" }).PressAsync("Enter");
        await Expect(versions.Locator(".version-detail")).ToContainTextAsync("Sections are in another order.");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await versions.GetByRole(AriaRole.Button, new() { Name = "Take this version as draft" }).PressAsync("Enter");
        await Expect(page.Locator(".sortable-head strong")).ToHaveTextAsync(["Called", "Moved"]);
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();

        await visit.Button("More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete this home page" }).ClickAsync();
        await visit.Dialog("Delete the home page “Raced”?").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/build$"));
        (await admin.GetAsync($"/api/homes/{key}")).Must(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Home_pages_change_places_on_Build_by_keyboard_and_the_focus_goes_along()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        using var admin = await site.AdministratorAsync();
        foreach (var (key, order) in new[] { ("home_a", 9001), ("home_b", 9002), ("home_c", 9003) })
        {
            await RoleAsync(admin, $"{key}_{mark}", $"{key} {mark}");
            (await admin.PutAsync($"/api/homes/{key}_{mark}", new { key = $"{key}_{mark}", title = $"{key} {mark}", roles = new[] { $"{key}_{mark}" }, order, sections = Array.Empty<object>() })).Must(HttpStatusCode.Created);
        }
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build");
        var names = page.GetByRole(AriaRole.Region, new() { Name = "Home pages" }).Locator("li strong").Filter(new() { HasText = mark });
        await Expect(names).ToHaveTextAsync([$"home_a {mark}", $"home_b {mark}", $"home_c {mark}"]);
        var up = page.GetByRole(AriaRole.Button, new() { Name = $"Move home_c {mark} up" });
        await up.PressAsync("Enter");
        await Expect(names).ToHaveTextAsync([$"home_a {mark}", $"home_c {mark}", $"home_b {mark}"]);
        await Expect(up).ToBeFocusedAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.ReloadAsync();
        await Expect(names).ToHaveTextAsync([$"home_a {mark}", $"home_c {mark}", $"home_b {mark}"]);
        foreach (var home in (await admin.GetAsync("/api/homes")).Json.GetProperty("items").EnumerateArray().Where(h => h.GetProperty("key").GetString()!.EndsWith(mark, StringComparison.Ordinal)))
            (await admin.DeleteAsync($"/api/homes/{home.GetProperty("key").GetString()}", home.GetProperty("version").GetInt64())).Must(HttpStatusCode.NoContent);
    }

    private static async Task PublishAsync(Visit visit, string? why = null)
    {
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        if (why is not null)
            await sheet.GetByLabel("Why").FillAsync(why);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
    }

    private static async Task RoleAsync(ApiClient admin, string key, string title) =>
        (await admin.PutAsync($"/api/roles/{key}", new { key, title, forms = new Dictionary<string, object> { ["*"] = new { read = "all", update = "all" } } })).Must(HttpStatusCode.Created);

    private static async Task AddAsync(Visit visit, string kind)
    {
        await visit.Button("Add section").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = kind }).First.ClickAsync();
    }
}
