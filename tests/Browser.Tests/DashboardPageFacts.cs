namespace NoCodeCrm.Browser.Tests;

/// <summary>A dashboard as a page: on the whole screen, as pictures, narrowed by values of every type.</summary>
public sealed class DashboardPageFacts(Site site)
{
    private static ILocator Figure(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true }).Locator(".number-main");

    // Three crates of a form of its own, so that nobody else changes its figures.
    private static async Task<string> CratesAsync(ApiClient admin, params object[] filters)
    {
        var key = "crate_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", $$"""
            { "$id": "{{key}}", "title": "Crate", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "title": "Name", "x-field": { "id": "fld_n", "type": "text", "title": { "en": "Name", "zh-CN": "名称" } } },
              "weight": { "type": "number", "title": "Weight", "x-field": { "id": "fld_w", "type": "decimal", "title": { "en": "Weight", "zh-CN": "重量" } } },
              "sealed": { "type": "boolean", "title": "Sealed", "x-field": { "id": "fld_s", "type": "boolean", "title": { "en": "Sealed", "zh-CN": "已封箱" } } } } }
            """)).Must(HttpStatusCode.Created);
        foreach (var (name, weight, isSealed) in new[] { ("Green apples", 3, true), ("Red apples", 40, false), ("Pears", 500, true) })
            (await admin.PostAsync($"/api/forms/{key}/records", new { name, weight, @sealed = isSealed })).Must(HttpStatusCode.Created);
        var query = new { source = key, measures = new[] { new { id = "n", agg = "count" } } };
        object Widget(string title, string type, int x) => new { id = type, type, title, layout = new { x, y = 0, w = 4, h = 3 }, query, options = type == "gauge" ? new { target = 4 } : (object)new { } };
        (await admin.PutAsync($"/api/dashboards/{key}", new { key, title = "Crates", source = key, filters, widgets = new[] { Widget("Crates there", "number", 0), Widget("Crates to come", "gauge", 4) } })).Must(HttpStatusCode.Created);
        return key;
    }

    [Fact]
    public async Task The_whole_page_takes_the_whole_screen_goes_on_living_there_and_leaves_by_escape()
    {
        using var admin = await site.AdministratorAsync();
        var key = await CratesAsync(admin, new { id = "weight", kind = "number", member = "weight", title = "Weight" });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/d/" + key);
        await Expect(Figure(page, "Crates there")).ToHaveTextAsync("3");
        await visit.Button("Show the page full screen").ClickAsync();
        await Expect(page.Locator(".rail")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Crates", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Weight" })).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Plums", weight = 5 })).Must(HttpStatusCode.Created);
        await Expect(Figure(page, "Crates there")).ToHaveTextAsync("4");
        // Escape first closes what is open.
        await visit.Button("More for this dashboard").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy as my own" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy as my own" })).ToBeHiddenAsync();
        await Expect(page.Locator(".rail")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".rail")).ToBeVisibleAsync();
        await Expect(visit.Button("Show the page full screen")).ToBeVisibleAsync();
        Assert.DoesNotContain("wide", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_narrowed_by_numbers_by_yes_or_no_and_by_parts_of_texts_and_the_address_keeps_it()
    {
        using var admin = await site.AdministratorAsync();
        var key = await CratesAsync(admin,
            new { id = "weight", kind = "number", member = "weight", title = "Weight" },
            new { id = "sealed", kind = "boolean", member = "sealed", title = "Sealed" },
            new { id = "name", kind = "text", member = "name", title = "Name" });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/d/" + key);
        var figure = Figure(page, "Crates there");
        await Expect(figure).ToHaveTextAsync("3");
        var weight = page.GetByRole(AriaRole.Group, new() { Name = "Weight" });
        await weight.GetByLabel("from").FillAsync("4");
        await page.Keyboard.PressAsync("Enter");
        await Expect(figure).ToHaveTextAsync("2");
        await weight.GetByLabel("to").FillAsync("a lot");
        await page.Keyboard.PressAsync("Enter");
        await Expect(weight.GetByLabel("to")).ToHaveAttributeAsync("aria-invalid", "true");
        await weight.GetByLabel("to").FillAsync("1,000");
        await page.Keyboard.PressAsync("Enter");
        await visit.PickAsync(visit.Field("Sealed"), "Yes");
        await Expect(figure).ToHaveTextAsync("1");
        await visit.Button("Reset").ClickAsync();
        await Expect(figure).ToHaveTextAsync("3");
        await visit.Field("Name").FillAsync("APPLE");
        await page.Keyboard.PressAsync("Enter");
        await Expect(figure).ToHaveTextAsync("2");
        await page.ReloadAsync();
        await Expect(figure).ToHaveTextAsync("2");
        await Expect(visit.Field("Name")).ToHaveValueAsync("APPLE");
        // Whole texts instead, any of which counts.
        await visit.PickAsync(visit.Field("Name: Comparison"), "is");
        await Expect(figure).ToHaveTextAsync("3");
        await visit.Field("Name").FillAsync("Pears");
        await page.Keyboard.PressAsync("Enter");
        await Expect(figure).ToHaveTextAsync("1");
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    [Fact]
    public async Task A_figure_leaves_a_filter_of_the_page_alone_and_says_where_its_groups_are_few()
    {
        using var admin = await site.AdministratorAsync();
        var key = await CratesAsync(admin, new { id = "weight", kind = "number", member = "weight", title = "Weight" });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/d/{key}/edit?widget=number");
        var filters = page.GetByRole(AriaRole.Region, new() { Name = "Filters of the page" });
        await visit.PickAsync(filters.GetByRole(AriaRole.Combobox, new() { Name = "Weight" }), "Not at all");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Size of the sample" })).ToHaveCountAsync(0);
        // Grouped, its size can be told.
        await page.GetByRole(AriaRole.Button, new() { Name = "Sealed", Exact = true }).First.ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Size of the sample" }), "Number");
        await Expect(page.GetByLabel("Few when below")).ToHaveValueAsync("10");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button("Done").ClickAsync();
        await visit.Button("Save").ClickAsync();
        await Expect(visit.Button("Save")).ToBeDisabledAsync();
        var widget = (await admin.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("widgets")[0];
        Assert.Equal("weight", widget.GetProperty("ignoreFilters")[0].GetString());
        Assert.Equal(("n", 10), (widget.GetProperty("options").GetProperty("few").GetProperty("measure").GetString(), widget.GetProperty("options").GetProperty("few").GetProperty("below").GetInt32()));
    }

    [Fact]
    public async Task A_filter_of_any_type_of_field_is_added_to_a_page_and_named_in_both_languages()
    {
        using var admin = await site.AdministratorAsync();
        var key = await CratesAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/d/{key}/edit");
        await visit.Button("Title, sharing, filters").ClickAsync();
        var settings = page.GetByRole(AriaRole.Region, new() { Name = "Filters of the page" });
        foreach (var field in new[] { "Weight", "Sealed", "Name" })
            await visit.PickAsync(settings.GetByLabel("Add a filter"), field);
        await settings.GetByLabel("Rename Weight").ClickAsync();
        await settings.GetByLabel("Title (English)").And(settings.Locator("details[open] input")).FillAsync("How heavy");
        await settings.Locator("details[open]").GetByLabel("Title (中文)").FillAsync("多重");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await visit.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        var filters = (await admin.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("filters").EnumerateArray().ToList();
        Assert.Equal(["number", "boolean", "text"], filters.Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal(("How heavy", "多重"), (filters[0].GetProperty("title").GetProperty("en").GetString(), filters[0].GetProperty("title").GetProperty("zh-CN").GetString()));
    }

    [Theory, InlineData("Crates there"), InlineData("Crates to come")]
    public async Task A_number_and_a_gauge_are_saved_as_pictures(string widget)
    {
        using var admin = await site.AdministratorAsync();
        var key = await CratesAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/d/" + key);
        await Expect(Figure(page, widget)).ToHaveTextAsync("3");
        await visit.Button("More for " + widget).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Download PNG" }).ClickAsync());
        Assert.Equal(widget + ".png", download.SuggestedFilename);
        await using var file = await download.CreateReadStreamAsync();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], content.ToArray()[..4]);
        // Drawn upon: of a sheet of one colour a picture is a few hundred bytes.
        Assert.True(content.Length > 3_000, $"{content.Length} bytes");
    }
}
