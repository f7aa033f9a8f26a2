using System.Text.Json.Nodes;

namespace NoCodeCrm.Browser.Tests;

/// <summary>A field changes type and comes back; a field is deleted and restored.</summary>
public sealed class RetypeFacts(Site site)
{
    [Theory, InlineData("en"), InlineData("zh")]
    public async Task Whoever_changes_a_type_sees_what_does_not_fit_names_it_and_takes_it_back(string language)
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin, "2024-01-05", "2024/2/6", "soon");
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        await using var visit = await site.VisitAsync(email, password, language);
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=day] .canvas-handle").ClickAsync();
        await visit.PickAsync(page.GetByLabel(language == "zh" ? "类型" : "Type", new() { Exact = true }), language == "zh" ? "日期" : "Date");
        await page.Locator(".designer-bar .ant-btn-primary").ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog);
        await Expect(sheet.Locator(".conversion-fails")).ToContainTextAsync("1");
        await Expect(sheet.Locator(".failure-list li")).ToHaveCountAsync(1);
        await Expect(sheet.Locator(".failure-list q")).ToHaveTextAsync("soon");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await sheet.Locator(".sheet-actions .ant-btn-primary").ClickAsync();
        await page.Locator(".ant-modal-confirm .ant-btn-dangerous").ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        Assert.Equal(["2024-01-05", "2024-02-06", null], await DaysAsync(admin, key));

        await page.Locator(".designer-bar").GetByRole(AriaRole.Button, new() { Name = language == "zh" ? "版本" : "Versions" }).ClickAsync();
        await page.Locator(".version-list > li").Nth(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await page.Locator(".version-detail .ant-btn").ClickAsync();
        await page.Locator(".designer-bar .ant-btn-primary").ClickAsync();
        await Expect(sheet.Locator(".conversion li").First).ToContainTextAsync("3");
        await sheet.Locator(".sheet-actions .ant-btn-primary").ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        Assert.Equal(["2024-01-05", "2024/2/6", "soon"], await DaysAsync(admin, key));
    }

    [Theory, InlineData("en", "31/12/2024 (day first)", "3 Apr 2024"), InlineData("zh", "31/12/2024（日在前）", "2024-04-03")]
    public async Task Whoever_turns_texts_into_dates_says_how_they_are_written_and_sees_how_they_are_read(string language, string dayFirst, string read)
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin, "03/04/2024", "25/12/2023");
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        await using var visit = await site.VisitAsync(email, password, language);
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=day] .canvas-handle").ClickAsync();
        await visit.PickAsync(page.GetByLabel(language == "zh" ? "类型" : "Type", new() { Exact = true }), language == "zh" ? "日期" : "Date");
        await page.Locator(".designer-bar .ant-btn-primary").ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog);
        await Expect(sheet.Locator(".failure-list li")).ToHaveCountAsync(2);
        var writing = sheet.GetByLabel(language == "zh" ? "日期的写法" : "Dates are written like");
        await visit.PickAsync(writing, "12/31/2024");
        await Expect(sheet.Locator(".failure-list q")).ToHaveTextAsync(["25/12/2023"]);
        await writing.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Expect(sheet.Locator(".setting .ant-select")).ToContainTextAsync(dayFirst);
        await Expect(sheet.Locator(".conversion-table tbody tr").First).ToContainTextAsync(read);
        await Expect(sheet.Locator(".failure-list")).ToHaveCountAsync(0);
        await AccessibilityFacts.MustBeCleanAsync(page);
        await sheet.Locator(".sheet-actions .ant-btn-primary").ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        Assert.Equal(["2024-04-03", "2023-12-25"], await DaysAsync(admin, key));
    }

    [Fact]
    public async Task Every_value_that_does_not_fit_is_listed()
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin, [.. Enumerable.Range(1, 37).Select(i => $"no day {i}")]);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await page.Locator("[data-canvas-field=day] .canvas-handle").ClickAsync();
        await visit.PickAsync(page.GetByLabel("Type", new() { Exact = true }), "Date");
        await page.Locator(".designer-bar .ant-btn-primary").ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog);
        await Expect(sheet.GetByText("37 values don't fit and become blank.")).ToBeVisibleAsync();
        await Expect(sheet.Locator(".failure-list li")).ToHaveCountAsync(20);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Show all 37" }).ClickAsync();
        await Expect(sheet.Locator(".failure-list li")).ToHaveCountAsync(37);
        await Expect(sheet.Locator(".failure-list q").Last).ToHaveTextAsync("no day 37");
    }

    [Fact]
    public async Task A_deleted_field_is_brought_back_from_the_palette_with_its_values()
    {
        using var admin = await site.AdministratorAsync();
        var key = await FormAsync(admin, "kept");
        var form = JsonNode.Parse((await admin.GetAsync($"/api/forms/{key}")).Text)!;
        form["properties"]!.AsObject().Remove("day");
        (await admin.PutAsync($"/api/forms/{key}", form, 1)).Must(System.Net.HttpStatusCode.OK);
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await Expect(page.Locator(".deleted-field")).ToContainTextAsync("1 value");
        await visit.Button("Restore “Day”").ClickAsync();
        await Expect(page.Locator("[data-canvas-field=day]")).ToBeVisibleAsync();
        await Expect(page.Locator(".deleted-field")).ToHaveCountAsync(0);
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        Assert.Equal(["kept"], await DaysAsync(admin, key));
    }

    [Fact]
    public async Task A_deleted_field_comes_back_to_where_it_stood()
    {
        using var admin = await site.AdministratorAsync();
        var key = "back_" + Guid.NewGuid().ToString("N")[..8];
        static string Form(string key, params string[] keys) => $$"""
            { "$id": "{{key}}", "title": "Back", "type": "object", "x-form": { "recordTitle": "one", "layouts": { "detail": { "type": "VerticalLayout", "elements": [
                { "type": "Group", "label": "Main", "elements": [{{string.Join(", ", keys.Select(k => $$"""{ "type": "Control", "scope": "#/properties/{{k}}" }"""))}}] } ] } } },
              "properties": { {{string.Join(", ", keys.Select(k => $$"""
              "{{k}}": { "type": "string", "title": "{{k}}", "x-field": { "id": "fld_{{k}}", "type": "text" } }
              """))}} } }
            """;
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "one", "two", "three"))).Must(System.Net.HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "one", "three"), 1)).Must(System.Net.HttpStatusCode.OK);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await visit.Button("Restore “two”").ClickAsync();
        await Expect(page.Locator("[data-canvas-field]")).ToHaveCountAsync(3);
        Assert.Equal(["one", "two", "three"], await page.Locator("[data-canvas-field]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.canvasField)"));
    }

    private static async Task<string> FormAsync(ApiClient admin, params string[] days)
    {
        var key = "ret_" + Guid.NewGuid().ToString("N")[..8];
        var form = JsonNode.Parse("""
            {"title":"Retyped","type":"object","x-form":{"recordTitle":"name"},"properties":{
              "name":{"type":"string","title":"Name","x-field":{"id":"fld_name","type":"text"}},
              "day":{"type":"string","title":"Day","x-field":{"id":"fld_day","type":"text","title":{"en":"Day","zh-CN":"Day"}}}}}
            """)!;
        form["$id"] = key;
        (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString())).Must(System.Net.HttpStatusCode.Created);
        foreach (var day in days)
            (await admin.PostAsync($"/api/forms/{key}/records", new { name = "R " + day, day })).Must(System.Net.HttpStatusCode.Created);
        return key;
    }

    private static async Task<List<string?>> DaysAsync(ApiClient admin, string key) =>
        [.. (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("day").GetString())];
}
