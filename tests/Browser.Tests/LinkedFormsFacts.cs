using System.Text.Json.Nodes;

namespace NoCodeCrm.Browser.Tests;

/// <summary>What forms say of each other, set in the form designer and seen on the screens of records.</summary>
public sealed class LinkedFormsFacts(Site site)
{
    [Fact]
    public async Task In_an_empty_app_what_fits_is_offered_first_similar_records_are_shown_and_the_other_side_offers_a_new_one()
    {
        site.NeedsBrowser();
        var data = Directory.CreateTempSubdirectory("nocodecrm-links-").FullName;
        await using (var host = await Site.StartHostAsync(data, ("Setup__Template", "none")))
        {
            using var admin = await host.AdministratorAsync();
            await FormsAsync(admin);
            var (acme, zeta) = (await RecordAsync(admin, "firm", "Acme"), await RecordAsync(admin, "firm", "Zeta"));
            await RecordAsync(admin, "person", "Ann of Acme", ("firm", acme));
            await RecordAsync(admin, "person", "Zoe of Zeta", ("firm", zeta));
            await RecordAsync(admin, "deal", "Earlier one", ("firm", acme));
            await using var visit = await site.VisitAsync(host: host);
            await DesignAsync(visit);

            var page = await visit.OpenAsync("/f/deal?new=deal");
            await visit.Field("Name").FillAsync("Later one");
            await visit.PickAsync(visit.Field("Firm"), "Acme");
            await visit.Field("Contact").ClickAsync();
            var offered = page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
            await Expect(offered).ToHaveTextAsync(["Ann of Acme"]);
            await visit.Button("Offer all records").ClickAsync();
            await Expect(offered).ToHaveCountAsync(2);
            await offered.Filter(new() { HasText = "Ann of Acme" }).ClickAsync();
            await visit.Button("Create").ClickAsync();

            var alike = page.Locator(".panel.similar");
            await Expect(alike.GetByRole(AriaRole.Link, new() { Name = "Earlier one" })).ToBeVisibleAsync();
            await Expect(alike).ToContainTextAsync("Same firm");
            await visit.OpenAsync($"/f/firm/{acme}");
            await Expect(visit.Button("Another deal")).ToHaveCountAsync(0);
            (await admin.PatchAsync($"/api/forms/firm/records/{acme}", new { keen = true }, 1)).Must(HttpStatusCode.OK);
            await visit.OpenAsync($"/f/firm/{acme}");
            await visit.Button("Another deal").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog).Locator(".ant-select-content").First).ToContainTextAsync("Acme");
        }
        Directory.Delete(data, recursive: true);
    }

    /// <summary>By mouse alone, from the settings of the form and of its relations.</summary>
    private static async Task DesignAsync(Visit visit)
    {
        var page = await visit.OpenAsync("/build/forms/deal");
        await page.Locator("summary").Filter(new() { HasText = "Similar records" }).ClickAsync();
        await visit.PickAsync(page.GetByLabel("Alike in: Add a field"), "Firm");
        await Expect(page.GetByLabel("Points for “Firm”")).ToBeVisibleAsync();
        await page.Locator("summary").Filter(new() { HasText = "List and search" }).ClickAsync();
        await page.Locator("summary").Filter(new() { HasText = "Access and timeline" }).ClickAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.Locator("[data-canvas-field=contact] .canvas-handle").ClickAsync();
        await page.GetByLabel("Offer first the ones that fit").CheckAsync();
        await Expect(page.Locator(".setting-inner .ant-select-content")).ToHaveTextAsync(["Firm", "Firm"]);
        await page.Locator("[data-canvas-field=firm] .canvas-handle").ClickAsync();
        await page.GetByLabel("Button on “Firm” to create one").CheckAsync();
        await page.GetByLabel("Words on the button (English)").FillAsync("Another deal");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator(".draft-state")).ToHaveTextAsync("No changes");
    }

    private static async Task FormsAsync(ApiClient admin)
    {
        const string keen = """{"type":"boolean","title":"Keen","x-field":{"type":"boolean" } }""";
        const string firm = """{"type":"integer","title":"Firm","x-field":{"type":"relation","form":"firm" } }""";
        const string contact = """{"type":"integer","title":"Contact","x-field":{"type":"relation","form":"person" } }""";
        foreach (var (key, fields) in new[] { ("firm", $"\"keen\":{keen}"), ("person", $"\"firm\":{firm}"), ("deal", $"\"firm\":{firm},\"contact\":{contact}") })
            (await admin.PutAsync($"/api/forms/{key}", JsonNode.Parse($$"""
                {"$id":"{{key}}","title":"{{char.ToUpperInvariant(key[0])}}{{key[1..]}}","type":"object","x-form":{"recordTitle":"name" },
                 "properties":{"name":{"type":"string","title":"Name","x-field":{"type":"text" } },{{fields}} } }
                """)!)).Must(HttpStatusCode.Created);
    }

    private static async Task<long> RecordAsync(ApiClient admin, string form, string name, params (string Key, long Value)[] links)
    {
        var record = new JsonObject { ["name"] = name };
        foreach (var (key, value) in links)
            record[key] = value;
        return (await admin.PostAsync($"/api/forms/{form}/records", record)).Must(HttpStatusCode.Created).Id;
    }
}
