using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Forms made and changed without code.</summary>
public sealed class DesignerFacts(Site site)
{
    [Fact]
    public async Task An_administrator_makes_a_form_publishes_it_and_enters_a_record()
    {
        var name = "Visit " + Guid.NewGuid().ToString("N")[..6];
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, name);

        await visit.Button("Add: Section").ClickAsync();
        await page.GetByLabel("Title (English)").FillAsync("Details");
        await AddAsync(visit, "Money", "Expected amount");
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("expected_amount");
        await AddAsync(visit, "Choice", "State");
        await visit.Button("Add option").ClickAsync();
        await page.GetByLabel("Option 1 (English)").FillAsync("Open");
        await page.GetByLabel("Option 1 (English)").PressAsync("Enter");
        await page.GetByLabel("Option 2 (English)").FillAsync("Closed");

        await AddAsync(visit, "Long text", "Reason");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Rules" }).ClickAsync();
        await visit.Button("Add condition").First.ClickAsync();
        await visit.PickAsync(page.GetByLabel("Field", new() { Exact = true }), "State");
        await visit.PickAsync(page.GetByLabel("Value", new() { Exact = true }), "Closed");
        await Expect(page.Locator(".condition-sentence")).ToHaveTextAsync(new Regex(@"When State is\s+Closed"));

        await AddAsync(visit, "Formula", "Tax");
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.TypeAsync("expected_amount * 0.19");
        await Expect(page.Locator(".expression-verdict")).ToContainTextAsync("a number");

        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await visit.Button("Add: Section").ClickAsync();
        await page.GetByLabel("Title (English)").FillAsync("When");
        await DragAsync(page, visit.Button("Add: Date"), page.Locator("[data-canvas-field=expected_amount]"));
        await page.GetByLabel("Label (English)").FillAsync("Due");
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("due");
        // By keyboard, out of this section and into the one above.
        await page.Locator("[data-canvas-field=due] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Moved." })).ToHaveCountAsync(1);
        await Expect(page.Locator(".canvas-section").Filter(new() { HasText = "When" }).Locator("[data-canvas-field=due]")).ToHaveCountAsync(1);
        Assert.Equal(["name", "due", "expected_amount", "state", "reason", "tax"], await OrderAsync(page));

        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("“Tax” is new.")).ToBeVisibleAsync();
        await sheet.GetByLabel("Why").FillAsync("First");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator(".draft-state")).ToHaveTextAsync("No changes");

        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.GotoAsync(page.Url.Split('?')[0] + "?new=" + Key(name));
        await visit.Field("Name").FillAsync("First visit");
        await Expect(visit.Field("Reason")).ToHaveCountAsync(0);
        await visit.Field("Expected amount").FillAsync("200");
        await visit.PickAsync(visit.Field("State"), "Closed");
        await visit.Field("Reason").FillAsync("Too late");
        await visit.Button("Create").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "First visit" }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("38", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_designed_is_undone_redone_and_survives_a_reload()
    {
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, "Draft " + Guid.NewGuid().ToString("N")[..6]);
        await AddAsync(visit, "Text", "First");
        await AddAsync(visit, "Whole number", "Second");
        Assert.Equal(["name", "first", "second"], await OrderAsync(page));
        await page.Locator("[data-canvas-field=first] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Control+d");
        await Expect(page.Locator("[data-canvas-field=first_2]")).ToHaveCountAsync(1);
        await page.Locator("[data-canvas-field=first_2] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator("[data-canvas-field=first_2]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal(["name", "first", "second"], await OrderAsync(page));
        await page.Keyboard.PressAsync("Control+Shift+z");
        Assert.Equal(["name", "first", "first_2", "second"], await OrderAsync(page));
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("[data-canvas-field=first_2]")).ToBeVisibleAsync();
        await visit.OpenAsync("/build");
        await Expect(page.Locator(".draft-mark").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_is_refused_while_it_is_typed()
    {
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, "Keys " + Guid.NewGuid().ToString("N")[..6]);
        await AddAsync(visit, "Text", "金额");
        var key = page.GetByLabel("Key", new() { Exact = true });
        await Expect(key).ToHaveValueAsync("jin_e");
        await key.FillAsync("select");
        await Expect(page.GetByText("“select” is a word of formulas or the database and cannot be a key.")).ToBeVisibleAsync();
        await key.FillAsync("name");
        await Expect(page.GetByText("“name” is taken.")).ToBeVisibleAsync();
        await key.FillAsync("total");
        await Expect(page.Locator("[data-canvas-field=total]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_the_server_refuses_is_shown_at_its_field_and_nothing_is_lost()
    {
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, "Faulty " + Guid.NewGuid().ToString("N")[..6]);
        await AddAsync(visit, "Link to records", "Account");
        await AddAsync(visit, "Text", "Other");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToBeDisabledAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Account" }).First.ClickAsync();
        await Expect(page.GetByLabel("Label (English)")).ToHaveValueAsync("Account");
        await visit.PickAsync(page.GetByLabel("Form it points to"), "Account");
        await visit.Button("Publish").ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.Locator(".draft-state")).ToHaveTextAsync("No changes");
        await Expect(page.Locator(".fault-list")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_pattern_is_made_of_examples_and_told_in_words()
    {
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, "Codes " + Guid.NewGuid().ToString("N")[..6]);
        await AddAsync(visit, "Text", "Code");
        await visit.PickAsync(page.GetByLabel("What it must look like", new() { Exact = true }), "Like examples …");
        await page.GetByLabel("Examples", new() { Exact = true }).FillAsync("AB-1234");
        var words = page.Locator(".pattern-words");
        await Expect(words).ToContainTextAsync("2 capital letters, “-”, 4 digits");
        await page.GetByLabel("Examples 2").FillAsync("XY-12345");
        await Expect(words).ToContainTextAsync("2 capital letters, “-”, 4 to 5 digits");
        await page.GetByLabel("Other values to try", new() { Exact = true }).FillAsync("A-1");
        await Expect(page.Locator(".pattern-lines [aria-label='Does not fit']")).ToHaveCountAsync(1);
        // Opened again it is still told in words.
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.Locator("[data-canvas-field=code] .canvas-handle").ClickAsync();
        await Expect(words).ToContainTextAsync("4 to 5 digits");
    }

    [Fact]
    public async Task The_form_as_JSON_is_completed_from_its_schema_and_a_fault_is_marked_at_its_place()
    {
        await using var visit = await site.VisitAsync();
        var page = await NewFormAsync(visit, "Expert " + Guid.NewGuid().ToString("N")[..6]);
        await AddAsync(visit, "Text", "Code");
        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Expert view (JSON)" }).ClickAsync();
        var text = page.Locator(".expert-editor .cm-content");
        await text.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("{\"properties\": {\"code\": {\"x-field\": {\"type\": \"mo");
        await Expect(page.Locator(".cm-tooltip-autocomplete li").Filter(new() { HasText = "money" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync("{\n  \"properties\": {},\n  \"x-form\" 1\n}");
        await Expect(page.Locator(".cm-line").Nth(2).Locator(".cm-lintRange-error")).ToHaveTextAsync("1");
    }

    [Theory, InlineData("en"), InlineData("zh")]
    public async Task Two_who_design_one_form_see_what_each_changed_before_one_draft_is_chosen(string language)
    {
        using var admin = await site.AdministratorAsync();
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        var key = "draft_" + Guid.NewGuid().ToString("N")[..8];
        object Draft(string title) => new { document = JsonNode.Parse($$"""
            {"$id":"{{key}}","title":"{{title}}","type":"object","x-form":{"title":{"en":"{{title}}","zh-CN":"{{title}}" },"recordTitle":"name" },
             "properties":{"name":{"type":"string","title":"Name","x-field":{"id":"fld_name","type":"text","title":{"en":"Name","zh-CN":"Name" } } } } }
            """), baseVersion = (int?)null };
        (await admin.PutAsync($"/api/forms/{key}/draft", Draft("Shared"))).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync(email, password, language);
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await Expect(page.Locator("[data-canvas-field=name]")).ToBeVisibleAsync();
        (await admin.PutAsync($"/api/forms/{key}/draft", Draft("Theirs"), 1)).Must(HttpStatusCode.OK);
        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Control+d");
        var notice = page.GetByRole(AriaRole.Alert).Filter(new() { Has = page.GetByRole(AriaRole.Button) });
        await notice.GetByRole(AriaRole.Button).First.ClickAsync();
        var sides = page.Locator(".differences section");
        await Expect(sides.Nth(0)).ToContainTextAsync(language == "zh" ? "表单设置" : "Settings of the form differ");
        await Expect(sides.Nth(0)).ToContainTextAsync("Ada Lin");
        await Expect(sides.Nth(1)).ToContainTextAsync(language == "zh" ? "Name" : "“Name” is new.");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.GetByRole(AriaRole.Dialog).Locator(".ant-btn-primary").ClickAsync();
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        var kept = (await admin.GetAsync($"/api/forms/{key}/draft")).Json.GetProperty("document");
        Assert.Equal("Shared", kept.GetProperty("title").GetString());

        // The other way: theirs is read, and what is designed from there on is kept.
        (await admin.PutAsync($"/api/forms/{key}/draft", Draft("Theirs"), 3)).Must(HttpStatusCode.OK);
        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Control+d");
        await notice.GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await Expect(page.Locator("[data-canvas-field]")).ToHaveCountAsync(1);
        await page.Locator("[data-canvas-field=name] .canvas-handle").ClickAsync();
        await page.Keyboard.PressAsync("Control+d");
        await Expect(page.Locator("[data-canvas-field]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);
    }

    [Theory, InlineData("en"), InlineData("zh")]
    public async Task The_designer_with_a_field_selected_is_accessible(string language)
    {
        using var admin = await site.AdministratorAsync();
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        await using var visit = await site.VisitAsync(email, password, language);
        var page = await visit.OpenAsync("/build/forms/opportunity");
        await page.Locator("[data-canvas-field=source] .canvas-handle").ClickAsync();
        await Expect(page.Locator(".option-line").First).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.GetByRole(AriaRole.Tab).Nth(1).ClickAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    [Theory, InlineData("en"), InlineData("zh")]
    public async Task On_a_phone_fields_come_from_a_drawer_are_set_in_a_sheet_and_the_form_is_published(string language)
    {
        var zh = language == "zh";
        using var admin = await site.AdministratorAsync();
        var key = "pocket_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", JsonNode.Parse($$"""
            {"$id":"{{key}}","title":"Pocket","type":"object","x-form":{"recordTitle":"name" },
             "properties":{"name":{"type":"string","title":"Name","x-field":{"type":"text","title":{"en":"Name","zh-CN":"Name" } } } } }
            """)!)).Must(HttpStatusCode.Created);
        var (email, password, _) = await site.PersonAsync("Designer", "admin");
        await using var visit = await site.VisitAsync(email, password, language, width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync($"/build/forms/{key}");
        await visit.Button(zh ? "添加字段" : "Add field").TapAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button(zh ? "添加：金额" : "Add: Money").TapAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(".designer-sheet input[data-name]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Price");
        await Expect(page.Locator("[data-canvas-field=price]")).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await visit.Button(zh ? "上移" : "Move up").TapAsync();
        Assert.Equal(["price", "name"], await OrderAsync(page));
        await visit.Button(zh ? "关闭" : "Close").TapAsync();
        await Expect(page.Locator(".designer-sheet")).ToHaveCountAsync(0);
        await page.Locator("[data-canvas-field=name] .canvas-handle").TapAsync();
        await Expect(page.Locator(".designer-sheet input[data-name]")).ToHaveValueAsync("Name");
        Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await page.Locator(".designer-bar .ant-btn-primary").TapAsync();
        await page.Locator(".sheet-actions .ant-btn-primary").TapAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.True((await admin.GetAsync($"/api/forms/{key}")).Json.GetProperty("properties").TryGetProperty("price", out _));
    }

    private static async Task<IPage> NewFormAsync(Visit visit, string name)
    {
        var page = await visit.OpenAsync("/build/forms/new");
        await page.GetByLabel("Title of the form (English)").FillAsync(name);
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync(Key(name));
        await visit.Button("Create and design").ClickAsync();
        await Expect(page.Locator("[data-canvas-field=name]")).ToBeVisibleAsync();
        return page;
    }

    private static string Key(string name) => name.ToLowerInvariant().Replace(' ', '_');

    /// <summary>Adds a field behind the selected one; its label waits to be typed.</summary>
    private static async Task AddAsync(Visit visit, string type, string label)
    {
        await visit.Button($"Add: {type}").ClickAsync();
        await Expect(visit.Page.Locator("input[data-name]")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync(label);
        await Expect(visit.Page.Locator(".canvas-item.selected")).ToContainTextAsync(label);
    }

    private static async Task<IReadOnlyList<string>> OrderAsync(IPage page) =>
        await page.Locator("[data-canvas-field]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.canvasField)");

    private static async Task DragAsync(IPage page, ILocator what, ILocator to)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var from = (await what.BoundingBoxAsync())!;
        var target = (await to.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 60, from.Y + 30, new() { Steps = 4 });
        await page.Mouse.MoveAsync(target.X + 12, target.Y + 12, new() { Steps = 8 });
        await Expect(to).ToHaveAttributeAsync("data-side", "before");
        await page.Mouse.UpAsync();
    }
}
