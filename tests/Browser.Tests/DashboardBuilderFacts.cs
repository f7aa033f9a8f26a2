using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>A dashboard from an empty page: built by mouse and by keyboard, saved, filtered, opened.</summary>
public sealed class DashboardBuilderFacts(Site site)
{
    private static ILocator Widget(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    private static ILocator Well(IPage page, string well) => page.Locator($"[data-well={well}]");

    private static ILocator Field(IPage page, string label) => page.Locator(".tree-row").Filter(new() { HasTextRegex = new Regex($"^{Regex.Escape(label)}$") }).First;

    private static async Task NewAsync(Visit visit, string title)
    {
        await visit.OpenAsync("/dashboards/new");
        await visit.Field("Title (English)").FillAsync(title);
        await visit.Button("Create").ClickAsync();
        await Expect(visit.Page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(Visit visit)
    {
        await visit.Button("Add").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Figure or chart" }).ClickAsync();
        await Expect(visit.Button("Done")).ToBeVisibleAsync();
    }

    private static async Task DoneAsync(Visit visit, string title)
    {
        await Expect(visit.Field("Title (English)")).ToHaveValueAsync(title);
        await visit.Button("Done").ClickAsync();
        await Expect(Widget(visit.Page, title)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_begins_with_an_example_is_asked_before_leaving_and_keeps_it_private()
    {
        var (email, password, _) = await site.PersonAsync("Builder", "manager");
        await using var visit = await site.VisitAsync(email, password);
        var page = visit.Page;
        await NewAsync(visit, "Morning " + Guid.NewGuid().ToString("N")[..6]);

        // From an example.
        await visit.Button("Add the first figure").ClickAsync();
        await page.Locator(".examples button").First.ClickAsync();
        await Expect(page.Locator(".editor-stage canvas, .editor-stage .widget-empty")).ToBeVisibleAsync();
        await DoneAsync(visit, "Number of opportunities by stage");
        // What is not saved is not lost by leaving.
        await visit.Button("Close").ClickAsync();
        await visit.Dialog("Leave without saving?").GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await visit.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await visit.Button("Close").ClickAsync();
        await Expect(page.GetByLabel("Private", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Fields_are_dragged_and_clicked_into_wells_and_the_drawing_follows()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await NewAsync(visit, "Mouse " + Guid.NewGuid().ToString("N")[..6]);
        await visit.Button("Add the first figure").ClickAsync();
        await Field(page, "Expected amount").DragToAsync(Well(page, "show"));
        await Expect(page.Locator(".editor-stage .number-main")).ToBeVisibleAsync();
        await Field(page, "Owner").DragToAsync(Well(page, "by"));
        await Expect(page.Locator(".editor-stage canvas")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Bars", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        // A kind that does not fit says why, and nothing else happens.
        await page.Locator(".kind[aria-label^='Line:']").ClickAsync(new() { Force = true });
        await Expect(page.Locator(".kind-reason")).ToContainTextAsync("Over time");
        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Expect(page.Locator(".editor-stage table")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bars", Exact = true }).ClickAsync();
        await Expect(page.Locator(".editor-stage canvas")).ToBeVisibleAsync();
        await DoneAsync(visit, "Total expected amount by owner");

        await AddAsync(visit);
        await visit.Button("Number of records").ClickAsync();
        await DoneAsync(visit, "Number of opportunities");

        await AddAsync(visit);
        await visit.Button("Number of records").ClickAsync();
        await visit.PickAsync(visit.Field("Add to “Over time”"), "Closed on");
        await Expect(page.Locator(".editor-stage canvas")).ToBeVisibleAsync();
        await DoneAsync(visit, "Number of opportunities per month");

        await visit.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".edit-grid .widget")).ToHaveCountAsync(3);
        await visit.Button("Close").ClickAsync();

        // A click on a bar offers both; filtering keeps its own widget whole.
        var chart = Widget(page, "Total expected amount by owner");
        await Expect(chart.Locator(".chart-wait")).ToHaveCountAsync(0);
        var number = Widget(page, "Number of opportunities").Locator(".number-main");
        var all = await number.InnerTextAsync();
        var box = (await chart.Locator("canvas").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + box.Width * 0.4f, box.Y + 20);
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Filter the other widgets" }).ClickAsync();
        await Expect(page.Locator(".cross-bar")).ToContainTextAsync("Owner is");
        await Expect(number).Not.ToHaveTextAsync(all);
        Assert.Contains("cross=", page.Url, StringComparison.Ordinal);
        var narrowed = await number.InnerTextAsync();
        await page.ReloadAsync();
        await Expect(number).ToHaveTextAsync(narrowed);

        // By keyboard, from the table behind the drawing.
        await visit.Button("Show as table: Total expected amount by owner").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await chart.Locator("tbody tr").First.GetByRole(AriaRole.Button).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Open the records" }).ClickAsync();
        await Expect(page.Locator(".list-footer strong").First).ToHaveTextAsync(new Regex($"^{narrowed} records?$"));
    }

    [Fact]
    public async Task The_number_of_records_is_dragged_like_a_field_and_what_a_split_leaves_out_is_told()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await NewAsync(visit, "Split " + Guid.NewGuid().ToString("N")[..6]);
        await visit.Button("Add the first figure").ClickAsync();
        await Field(page, "Number of records").DragToAsync(Well(page, "show"));
        await Expect(page.Locator(".editor-stage .number-main")).ToBeVisibleAsync();
        await Field(page, "Expected amount").DragToAsync(Well(page, "show"));
        await Field(page, "Source").DragToAsync(Well(page, "by"));
        await Field(page, "Stage").DragToAsync(Well(page, "split"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bars", Exact = true }).ClickAsync();
        await Expect(page.Locator(".editor-stage .not-drawn")).ToContainTextAsync("Not drawn:");
    }

    [Fact]
    public async Task A_former_version_is_looked_at_in_words_and_brought_back()
    {
        var (email, password, id) = await site.PersonAsync("Versioned", "manager");
        using var admin = await site.AdministratorAsync();
        var key = "kept_" + Guid.NewGuid().ToString("N")[..8];
        object Page(params object[] widgets) => new { key, title = "Kept", source = "opportunity", access = new { owner = id }, widgets };
        object Number(string title, string agg) => new { id = title, type = "number", title, layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source = "opportunity", measures = new[] { new { id = "n", agg, field = "amount" } } } };
        (await admin.PutAsync($"/api/dashboards/{key}", Page(Number("won", "sum"), Number("lost", "sum")))).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/dashboards/{key}", Page(Number("won", "avg")), 1)).Must(HttpStatusCode.OK);
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/d/{key}/edit");
        await visit.Button("Versions").ClickAsync();
        var drawer = visit.Dialog("Versions");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Look at version 1" }).ClickAsync();
        await Expect(drawer.Locator(".change-list li")).ToHaveTextAsync(["“won” differs.", "“lost” is taken out."]);
        await AccessibilityFacts.MustBeCleanAsync(page);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Take this version" }).ClickAsync();
        await Expect(Widget(page, "lost")).ToBeVisibleAsync();
        await visit.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(2, (await admin.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("widgets").GetArrayLength());
    }

    [Fact]
    public async Task A_named_metric_is_renamed_and_explained_and_is_not_deleted_while_a_figure_uses_it()
    {
        using var admin = await site.AdministratorAsync();
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (key, old, name) = ("m_" + mark, "Old name " + mark, "New name " + mark);
        (await admin.PutAsync($"/api/metrics/{key}", new { key, title = new { en = old }, source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/dashboards/{key}", new { key, title = "Uses " + mark, source = "opportunity", widgets = new[] { new { id = "w", type = "number", title = "Used", layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source = "opportunity", measures = new[] { new { id = "n", metric = key } } } } } })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build");
        await visit.Button($"Name and meaning of {old}").ClickAsync();
        var dialog = visit.Dialog("Name and meaning of " + old);
        await dialog.GetByLabel("Name (English)").FillAsync(name);
        await dialog.GetByLabel("What it means (English)").FillAsync("Everything that there is");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("Everything that there is")).ToBeVisibleAsync();
        await visit.Button($"Delete {name}").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Dashboards and home pages that still use it: 1.")).ToBeVisibleAsync();
        await Expect(visit.Button($"Name and meaning of {name}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_named_metric_is_computed_differently_from_now_on_wherever_it_is_shown()
    {
        using var admin = await site.AdministratorAsync();
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (form, key) = ("mt_" + mark, "m_" + mark);
        (await admin.PutAsync($"/api/forms/{form}", $$"""{ "$id": "{{form}}", "title": "Crate", "type": "object", "x-form": {}, "properties": { "weight": { "type": "number", "title": "Weight", "x-field": { "id": "fld_w", "type": "decimal" } } } }""")).Must(HttpStatusCode.Created);
        foreach (var weight in new[] { 3, 4, 5 })
            (await admin.PostAsync($"/api/forms/{form}/records", new { weight })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/metrics/{key}", new { key, title = new { en = "Load " + mark }, source = form, measures = new[] { new { id = "n", agg = "count" } } })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/dashboards/{key}", new { key, title = "Shows " + mark, source = form, widgets = new[] { new { id = "w", type = "number", title = "Shown", layout = new { x = 0, y = 0, w = 3, h = 2 }, query = new { source = form, measures = new[] { new { id = "n", metric = key } } } } } })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build");
        await page.GetByRole(AriaRole.Link, new() { Name = "Load " + mark }).ClickAsync();
        await Expect(page.Locator(".editor-stage")).ToContainTextAsync("3");
        await Field(page, "Weight").GetByRole(AriaRole.Button).First.ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "The figure" }), "Total weight");
        await Expect(page.Locator(".editor-stage")).ToContainTextAsync("12");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button("Save").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/build$"));
        await visit.OpenAsync($"/d/{key}");
        await Expect(Widget(page, "Shown")).ToContainTextAsync("12");
    }

    [Fact]
    public async Task A_widget_is_built_and_placed_by_keyboard_alone()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await NewAsync(visit, "Keys " + Guid.NewGuid().ToString("N")[..6]);
        await visit.Button("Add the first figure").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.Button("Number of records").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Field(page, "Owner").GetByRole(AriaRole.Button).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Well(page, "by")).ToContainTextAsync("Owner");
        await Expect(page.Locator(".editor-stage canvas")).ToBeVisibleAsync();
        await visit.Button("Done").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var handle = visit.Button("Move or resize Number of opportunities by owner");
        await handle.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Expect(page.GetByText("column 2, row 1, 6 wide, 7 high")).ToBeAttachedAsync();
        await visit.Button("Undo").ClickAsync();
        await visit.Button("Save").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_widget_whose_field_is_gone_says_so_and_takes_another_and_the_rest_of_the_page_works()
    {
        using var admin = await site.AdministratorAsync();
        var key = "gone_" + Guid.NewGuid().ToString("N")[..6];
        static object Number(string id, int x, object measure) => new { id, type = "number", title = id, layout = new { x, y = 0, w = 3, h = 3 }, query = new { source = "opportunity", measures = new[] { measure } } };
        var document = new { key, title = "Gone", source = "opportunity", widgets = new[] { Number("whole", 0, new { id = "n", agg = "count" }), Number("broken", 3, new { id = "m", agg = "sum", field = "amount" }) } };
        (await admin.PutAsync($"/api/dashboards/{key}", document)).Must(HttpStatusCode.Created);
        // For whoever may not see a field, it is gone.
        var all = new { create = false, read = "all", update = "none", delete = false, import = false, export = false };
        var role = new Dictionary<string, object> { ["key"] = key, ["title"] = "Blind", ["can"] = new { dashboards = true } };
        // What other forms compute from it would tell it all the same.
        var accounts = new { create = false, read = "all", update = "none", delete = false, import = false, export = false, fields = new { won_amount = "hidden" } };
        role["forms"] = new Dictionary<string, object> { ["*"] = all, ["account"] = accounts, ["opportunity"] = new { create = false, read = "all", update = "none", delete = false, import = false, export = false, fields = new { amount = "hidden", weighted = "hidden" } } };
        (await admin.PutAsync($"/api/roles/{key}", role)).Must(HttpStatusCode.Created);
        var (email, password, _) = await site.PersonAsync("Blind", key);
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/d/{key}");
        await Expect(Widget(page, "whole").Locator(".number-main")).ToBeVisibleAsync();
        await Expect(Widget(page, "broken").GetByRole(AriaRole.Alert)).ToContainTextAsync("amount");
        await Widget(page, "broken").GetByRole(AriaRole.Link, new() { Name = "Repair this widget" }).ClickAsync();
        await visit.PickAsync(visit.Field("Replacement for amount"), "Win probability");
        await Expect(page.Locator(".gone")).ToHaveCountAsync(0);
        await Expect(page.Locator(".editor-stage .number-main")).ToBeVisibleAsync();
        await visit.Button("Done").ClickAsync();
        await visit.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Theory, InlineData("en"), InlineData("zh")]
    public async Task The_builder_is_accessible(string language)
    {
        using var admin = await site.AdministratorAsync();
        var key = "axe_" + Guid.NewGuid().ToString("N")[..6];
        var widget = new { id = "w1", type = "bar", title = new Dictionary<string, string> { ["en"] = "By owner", ["zh-CN"] = "按负责人" }, layout = new { x = 0, y = 0, w = 6, h = 6 }, query = new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } }, dimensions = new[] { new { id = "d1", field = "owner" } } } };
        (await admin.PutAsync($"/api/dashboards/{key}", new { key, title = "Axe", source = "opportunity", widgets = new[] { widget } })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync(language: language);
        foreach (var (address, ready) in new[] { ("/dashboards/new", ".new-dashboard input"), ($"/d/{key}/edit", ".edit-grid canvas"), ($"/d/{key}/edit?widget=w1", ".editor-stage canvas"), ($"/d/{key}", ".widget canvas") })
        {
            var page = await visit.OpenAsync(address);
            await Expect(page.Locator(ready).First).ToBeVisibleAsync();
            await AccessibilityFacts.MustBeCleanAsync(page);
        }
    }
}
