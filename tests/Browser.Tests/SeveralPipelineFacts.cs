namespace NoCodeCrm.Browser.Tests;

/// <summary>A form whose records go through two pipelines, worked with.</summary>
public sealed class SeveralPipelineFacts(Site site)
{
    [Fact]
    public async Task The_board_switches_between_pipelines_and_a_record_shows_where_it_stands_in_both()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        var house = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "Mill" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/{form}/board");
        await Expect(Column(page, "Drawn")).ToContainTextAsync("Mill");

        var pipelines = page.GetByRole(AriaRole.Navigation, new() { Name = "Pipeline" });
        await pipelines.GetByRole(AriaRole.Link, new() { Name = "Selling" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"pipeline={form}_selling"));
        await Expect(Column(page, "Offered")).ToContainTextAsync("Mill");
        await visit.Button("Move Mill to…").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Visited" }).ClickAsync();
        await Expect(Column(page, "Visited")).ToContainTextAsync("Mill");

        await Column(page, "Visited").GetByRole(AriaRole.Link, new() { Name = "Mill" }).ClickAsync();
        await Expect(Strip(page, "Building").Locator("[aria-current=step]")).ToContainTextAsync("Drawn");
        await Expect(Strip(page, "Selling").Locator("[aria-current=step]")).ToContainTextAsync("Visited");
        await Expect(page.Locator(".stage-panel")).ToContainTextAsync(["Building: Drawn", "Selling: Visited"]);
        await Expect(page.Locator(".timeline")).ToContainTextAsync("Offered → Visited");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await Strip(page, "Building").GetByRole(AriaRole.Button, new() { Name = "Raised" }).ClickAsync();
        await Expect(Strip(page, "Building").Locator("[aria-current=step]")).ToContainTextAsync("Raised");
        // The strip shows the move at once; the timeline knows it when it is saved.
        await Expect(page.Locator(".timeline")).ToContainTextAsync("Drawn → Raised");
        var record = (await admin.GetAsync($"/api/forms/{form}/records/{house}")).Json;
        Assert.Equal(("raised", "visited"), (record.GetProperty("building").GetString(), record.GetProperty("selling").GetString()));
    }

    [Fact]
    public async Task On_a_phone_the_title_of_the_board_and_the_switch_between_pipelines_both_have_room()
    {
        using var admin = await site.AdministratorAsync();
        var form = await FormAsync(admin);
        await using var visit = await site.VisitAsync();
        await visit.Page.SetViewportSizeAsync(390, 844);
        var page = await visit.OpenAsync($"/f/{form}/board");
        await Expect(page.Locator(".board-pipeline").GetByText("Building")).ToBeVisibleAsync();
        Assert.True(await page.Locator("h1").EvaluateAsync<bool>("title => title.scrollWidth <= title.clientWidth"));
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    private static ILocator Column(IPage page, string stage) => page.Locator($".board > section[aria-label='{stage}']");

    private static ILocator Strip(IPage page, string pipeline) => page.GetByRole(AriaRole.Group, new() { Name = pipeline, Exact = true });

    private static async Task<string> FormAsync(ApiClient admin)
    {
        var key = "house_" + Guid.NewGuid().ToString("N")[..8];
        static Dictionary<string, object> Property(object x) => new() { ["type"] = "string", ["x-field"] = x };
        (await admin.PutAsync($"/api/forms/{key}", new Dictionary<string, object>
        {
            ["$id"] = key,
            ["title"] = key,
            ["type"] = "object",
            ["properties"] = new Dictionary<string, object>
            {
                ["name"] = Property(new { type = "text" }),
                ["building"] = Property(new { type = "stage", pipeline = key + "_building", title = new { en = "Building" } }),
                ["selling"] = Property(new { type = "stage", pipeline = key + "_selling", title = new { en = "Selling" } }),
            },
            ["x-form"] = new { recordTitle = "name" },
        })).Must(HttpStatusCode.Created);
        foreach (var (field, title, first, second) in new[] { ("building", "Building", "Drawn", "Raised"), ("selling", "Selling", "Offered", "Visited") })
            (await admin.PutAsync($"/api/pipelines/{key}_{field}", new
            {
                key = $"{key}_{field}",
                title = new { en = title },
                form = key,
                field,
                stages = new[] { Stage(first, "open"), Stage(second, "open"), Stage("Done", "won"), Stage("Dropped", "lost") },
            })).Must(HttpStatusCode.Created);
        return key;

        static object Stage(string name, string kind) => new { key = name.ToLowerInvariant(), title = new { en = name }, kind, probability = kind == "won" ? 100 : 0 };
    }
}
