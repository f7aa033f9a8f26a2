using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Whoever designs makes a forecast of a pipeline and changes it.</summary>
public sealed class ForecastEditorFacts(Site site)
{
    [Fact]
    public async Task An_administrator_makes_a_forecast_is_told_what_is_missing_where_it_stands_and_reads_it()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build");
        await visit.Button("New forecast").ClickAsync();
        await visit.Field("Title (English)").FillAsync($"Outlook {mark}");
        // Other facts leave pipelines behind that stand before this one.
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Pipeline" }), "Sales pipeline");
        await visit.Button("Begin").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/build/forecasts/outlook_{mark}$"));
        // What the pipeline makes plain is chosen.
        foreach (var (setting, field) in new[] { ("Amount", "Expected amount"), ("Weighted amount", "Weighted amount"), ("Expected on", "Expected close"), ("Closed on", "Closed on") })
            await Expect(Setting(page, setting).Locator(".ant-select-content")).ToHaveTextAsync(field);

        await PublishAsync(visit);
        var splits = page.GetByRole(AriaRole.Region, new() { Name = "Splits" });
        await Expect(splits.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        // It stands further down: what is above everything leads there.
        await Expect(splits.GetByRole(AriaRole.Alert)).Not.ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "What must be put right before publishing" }).GetByRole(AriaRole.Button, new() { Name = "Splits" }).ClickAsync();
        await Expect(splits.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        await visit.Button("Add split").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Split by" }), "Owner");
        await Expect(page.GetByLabel("Its name (English)")).ToHaveValueAsync("Owner");
        await page.GetByLabel("Won records count for who owned them when they were won").CheckAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Form of the targets" }), "Target");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Its day" }), "Quarter begins");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Its amount" }), "Target amount");
        await visit.Button("Add a kind of target").ClickAsync();
        await visit.DismissNoticesAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await PublishAsync(visit);
        await Expect(visit.Button("Publish")).ToBeDisabledAsync();

        var document = (await admin.GetAsync($"/api/forecasts/outlook_{mark}")).Must(HttpStatusCode.OK).Json;
        var split = document.GetProperty("splits").EnumerateArray().Single();
        Assert.Equal(("owner", "stage.owner"), (split.GetProperty("field").GetString(), split.GetProperty("wonBy").GetString()));
        Assert.Equal("owner", document.GetProperty("targets").GetProperty("by")[0].GetProperty("split").GetString());
        await visit.Button("Open forecast").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/forecasts/outlook_{mark}"));
        await Expect(page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();

        await visit.OpenAsync($"/build/forecasts/outlook_{mark}");
        await visit.Button("More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete this forecast" }).ClickAsync();
        await visit.Dialog($"Delete the forecast “Outlook {mark}”?").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/build$"));
        (await admin.GetAsync($"/api/forecasts/outlook_{mark}")).Must(HttpStatusCode.NotFound);
    }

    private static ILocator Setting(IPage page, string name) =>
        page.Locator(".setting").Filter(new() { Has = page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true }) });

    private static async Task PublishAsync(Visit visit)
    {
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
    }
}
