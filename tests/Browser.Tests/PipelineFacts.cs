using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Pipelines made and changed without code.</summary>
public sealed class PipelineFacts(Site site)
{
    [Fact]
    public async Task An_administrator_makes_a_pipeline_with_a_gate_tries_it_and_publishes_it()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build/pipelines/new");
        await visit.PickAsync(visit.Field("Form"), form);
        await page.GetByLabel("Name (English)").FillAsync("Way of " + form);
        await visit.Button("Create and design").ClickAsync();
        var panel = page.Locator(".stage-panel-design");
        await Expect(panel).ToBeVisibleAsync();
        var record = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "First house" })).Must(HttpStatusCode.Created).Id;

        // A stage more, first by its name, then one place to the left by keyboard.
        await visit.Button("Add a stage").ClickAsync();
        await Expect(panel.GetByLabel("Name (English)")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Permit");
        await Expect(panel.GetByLabel("Name (English)")).ToHaveValueAsync("Permit");
        await Expect(Stage(page, "Permit")).ToBeVisibleAsync();
        await Stage(page, "Permit").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowLeft");
        await Expect(page.Locator(".stage-column").Nth(2)).ToContainTextAsync("Permit");

        // Nobody leaves the first stage without a budget.
        await Stage(page, "New").ClickAsync();
        await panel.GetByText("Leave", new() { Exact = true }).ClickAsync();
        await visit.Button("Add a criterion").ClickAsync();
        await panel.GetByLabel("The criterion in words (English)").FillAsync("There is a budget");
        await visit.Button("Add condition").ClickAsync();
        await visit.PickAsync(panel.GetByLabel("Field", new() { Exact = true }), "Budget");
        await visit.PickAsync(panel.GetByLabel("Comparison", new() { Exact = true }), "is filled");
        await panel.GetByLabel("Blocks leaving the stage").CheckAsync();

        await visit.Button("Try it").ClickAsync();
        var trial = page.GetByRole(AriaRole.Region, new() { Name = "Try it" });
        await visit.PickAsync(trial.GetByLabel("Choose a record"), "First house");
        await trial.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^In progress") }).ClickAsync();
        await Expect(trial.Locator(".try-rules")).ToContainTextAsync("would be refused");
        await Expect(trial.Locator(".try-rules li").First).ToContainTextAsync("There is a budget");
        await Expect(trial.Locator(".try-rules li").Filter(new() { HasText = "There is a budget" }).GetByLabel("not met", new() { Exact = true })).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);

        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("“Permit” is added")).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await visit.OpenAsync($"/f/{form}/board");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Permit", Exact = true })).ToBeVisibleAsync();
        Assert.Equal("new_one", (await admin.GetAsync($"/api/forms/{form}/records/{record}")).Json.GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_stage_with_records_is_taken_out_only_after_they_have_gone_elsewhere()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        var pipeline = await PipelineAsync(admin, form);
        var record = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "Second house" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/pipelines/{pipeline}");
        await Stage(page, "Draft").ClickAsync();
        await visit.Button("Take the stage out").ClickAsync();
        await Expect(Stage(page, "Draft")).ToHaveCountAsync(0);
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByText("1 record stands at this stage")).ToBeVisibleAsync();
        await Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToBeDisabledAsync();
        await visit.PickAsync(sheet.GetByLabel("Move to…"), "Built");
        await AccessibilityFacts.MustBeCleanAsync(page);
        // Nothing moves before it is published.
        Assert.Equal("draft", await StageOfAsync(admin, form, record));
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        Assert.Equal("built", await StageOfAsync(admin, form, record));
        Assert.Equal(2, (await admin.GetAsync($"/api/pipelines/{pipeline}/versions")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_new_stage_takes_in_the_records_of_one_that_it_replaces_in_one_go()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        var pipeline = await PipelineAsync(admin, form);
        var record = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "Fourth house" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/pipelines/{pipeline}");
        await Stage(page, "Draft").ClickAsync();
        await visit.Button("Take the stage out").ClickAsync();
        await visit.Button("Add a stage").ClickAsync();
        await page.Locator(".stage-panel-design").GetByLabel("Name (English)").FillAsync("Plan");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await visit.PickAsync(sheet.GetByLabel("Move to…"), "Plan");
        await Expect(sheet.GetByText("The new stage is published beside this one first")).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator(".draft-state.none")).ToBeVisibleAsync();

        var stages = (await admin.GetAsync($"/api/pipelines/{pipeline}")).Json.GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(["Built", "Plan", "Sold", "Gone"], [.. stages.Select(s => s.GetProperty("title")).Select(t => t.ValueKind == JsonValueKind.Object ? t.GetProperty("en").GetString() : t.GetString())]);
        Assert.Equal(stages[1].GetProperty("key").GetString(), await StageOfAsync(admin, form, record));
        var versions = (await admin.GetAsync($"/api/pipelines/{pipeline}/versions")).Json.GetProperty("items");
        Assert.Equal([3, 2, 1], versions.EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal("New stages; the records of Draft move next", versions[1].GetProperty("note").GetString());
        (await admin.GetAsync($"/api/pipelines/{pipeline}/draft")).Must(HttpStatusCode.NotFound);
    }

    private static async Task<string?> StageOfAsync(ApiClient admin, string form, long record) =>
        (await admin.GetAsync($"/api/forms/{form}/records/{record}")).Must(HttpStatusCode.OK).Json.GetProperty("stage").GetString();

    [Fact]
    public async Task An_earlier_version_of_a_pipeline_is_looked_at_and_comes_back_as_draft()
    {
        using var admin = await site.AdministratorAsync();
        var pipeline = await PipelineAsync(admin, await FormAsync(admin));
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/pipelines/{pipeline}");
        await Stage(page, "Draft").ClickAsync();
        await page.Locator(".stage-panel-design").GetByLabel("Name (English)").FillAsync("Sketch");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await sheet.GetByLabel("Why").FillAsync("Nobody drafts houses");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await visit.DismissNoticesAsync();

        await visit.Button("Versions").ClickAsync();
        var versions = visit.Dialog("Versions");
        await Expect(versions.Locator(".version-list > li").First).ToContainTextAsync("Nobody drafts houses");
        await Expect(versions.Locator(".version-list > li").First).ToContainTextAsync("Ada Lin");
        await versions.GetByRole(AriaRole.Button, new() { Name = "Look at version 1" }).ClickAsync();
        await Expect(versions.Locator(".version-detail")).ToContainTextAsync("“Sketch” is changed");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await versions.GetByRole(AriaRole.Button, new() { Name = "Take this version as draft" }).ClickAsync();
        await Expect(Stage(page, "Draft")).ToBeVisibleAsync();
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(Stage(page, "Draft")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pipeline_is_deleted_and_its_records_stay()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        var pipeline = await PipelineAsync(admin, form);
        var record = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "Third house" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/pipelines/{pipeline}");
        await visit.Button("More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await visit.Dialog("Delete the pipeline “Way”?").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/build$"));
        (await admin.GetAsync($"/api/pipelines/{pipeline}")).Must(HttpStatusCode.NotFound);
        (await admin.GetAsync($"/api/forms/{form}/records/{record}")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("en", "Moves"), InlineData("zh", "移动")]
    public async Task The_moves_of_a_pipeline_are_accessible(string language, string moves)
    {
        var (email, password, _) = await site.PersonAsync("Pipeline designer", "admin");
        await using var visit = await site.VisitAsync(email, password, language);
        var page = await visit.OpenAsync("/build/pipelines/sales");
        await page.Locator(".ant-segmented-item").Filter(new() { HasText = moves }).ClickAsync();
        await Expect(page.Locator("table").First).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    private static ILocator Stage(IPage page, string name) => page.Locator(".stage-column > button").Filter(new() { HasText = name });

    [Fact]
    public async Task What_a_stage_sets_is_checked_as_it_is_written_and_a_card_gets_a_signal()
    {
        using var admin = await site.AdministratorAsync();
        var pipeline = await PipelineAsync(admin, await FormAsync(admin));
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/pipelines/{pipeline}");
        var panel = page.Locator(".stage-panel-design");
        await panel.GetByText("Enter", new() { Exact = true }).ClickAsync();
        await visit.PickAsync(panel.GetByLabel("Set a field"), "Budget");
        await panel.Locator(".assignment .cm-content").ClickAsync();
        await page.Keyboard.TypeAsync("100 * ");
        await Expect(panel.Locator(".assignment .control-error")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("2");
        await Expect(panel.Locator(".expression-verdict")).ToContainTextAsync("a number");

        await page.Locator(".designer-bar").GetByText("Board", new() { Exact = true }).ClickAsync();
        await visit.PickAsync(page.GetByLabel("Cards sorted by"), "Budget");
        await visit.PickAsync(page.GetByLabel("Order of the cards"), "Largest or latest first");
        await visit.Button("Add a signal").ClickAsync();
        await visit.PickAsync(page.GetByLabel("Icon", new() { Exact = true }), "Hourglass");
        await Expect(page.Locator(".draft-state.saved")).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        var draft = (await admin.GetAsync($"/api/pipelines/{pipeline}/draft")).Must(HttpStatusCode.OK).Json.GetProperty("document");
        Assert.Equal("-budget", draft.GetProperty("board").GetProperty("sort").GetString());
        Assert.Equal("hourglass", draft.GetProperty("board").GetProperty("card").GetProperty("signals")[0].GetProperty("icon").GetString());
        Assert.Equal("100 * 2", draft.GetProperty("stages")[0].GetProperty("onEnter").GetProperty("set").GetProperty("budget").GetString());
    }

    private static async Task<string> FormAsync(ApiClient admin)
    {
        var key = "house_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", Document(key, null))).Must(HttpStatusCode.Created);
        return key;
    }

    private static async Task<string> PipelineAsync(ApiClient admin, string form)
    {
        var key = form + "_way";
        (await admin.PutAsync($"/api/forms/{form}", Document(form, key), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/pipelines/{key}", new
        {
            key,
            title = "Way",
            form,
            field = "stage",
            stages = new object[]
            {
                new { key = "draft", title = "Draft", kind = "open", probability = 10 },
                new { key = "built", title = "Built", kind = "open", probability = 50 },
                new { key = "sold", title = "Sold", kind = "won", probability = 100 },
                new { key = "gone", title = "Gone", kind = "lost", probability = 0 },
            },
        })).Must(HttpStatusCode.Created);
        return key;
    }

    private static Dictionary<string, object> Document(string key, string? pipeline)
    {
        var properties = new Dictionary<string, object>
        {
            ["name"] = new Dictionary<string, object> { ["type"] = "string", ["title"] = "Name", ["x-field"] = new { type = "text" } },
            ["budget"] = new Dictionary<string, object> { ["type"] = "number", ["title"] = "Budget", ["x-field"] = new { type = "money" } },
        };
        if (pipeline is not null)
            properties["stage"] = new Dictionary<string, object> { ["type"] = "string", ["title"] = "Stage", ["x-field"] = new { type = "stage", pipeline } };
        return new() { ["$id"] = key, ["title"] = key, ["type"] = "object", ["required"] = new[] { "name" }, ["x-form"] = new { recordTitle = "name" }, ["properties"] = properties };
    }
}
