using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>The forecast: the server's figures, each of which opens the records it is made of, by mouse and by keyboard.</summary>
public sealed class ForecastFacts(Site site)
{
    [Fact]
    public async Task A_cell_a_target_and_a_step_open_their_records_and_the_split_stands_in_the_address()
    {
        using var admin = await site.AdministratorAsync();
        var today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var deal = await admin.OpportunityAsync("Foreseen", new { expected_close = today, amount = 4321m });
        (await admin.PostAsync("/api/forms/target/records", new { owner = admin.UserId, starts_on = today, amount = 100000m })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/");
        await page.GetByRole(AriaRole.Navigation).GetByText("Forecast", new() { Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/forecasts/sales"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sales forecast" })).ToBeVisibleAsync();
        var table = (await admin.GetAsync("/api/forecasts/sales/table")).Must(HttpStatusCode.OK).Json;
        var mine = table.GetProperty("rows").EnumerateArray().First(r => r.GetProperty("value") is { ValueKind: JsonValueKind.Number } id && id.GetInt64() == admin.UserId);
        var cell = mine.GetProperty("cells").GetProperty(today[..7] + "-01");

        var link = page.Locator(".forecast-table").First.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Administrator, " + Month(today) + ": ") });
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await CountsAsync(page, cell.GetProperty("count").GetInt64());
        await Expect(page.Locator(".filter-chip")).ToHaveCountAsync(3);
        await page.GoBackAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Administrator, Target: ") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/f/target"));
        await page.GoBackAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"^New: \+") }).ClickAsync();
        await Expect(page.Locator($"a[href*='/f/opportunity/{deal.Id}']").First).ToBeVisibleAsync();
        await page.GoBackAsync();

        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "By", Exact = true }), "Region");
        await Expect(page).ToHaveURLAsync(new Regex("by=region"));
        await Expect(page.Locator(".forecast-table").First.GetByRole(AriaRole.Columnheader).First).ToHaveTextAsync("Region");
    }

    [Fact]
    public async Task On_a_phone_the_table_scrolls_within_itself_and_its_first_column_stays()
    {
        await using var visit = await site.VisitAsync(language: "zh", width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync("/forecasts/sales");
        var scroll = page.Locator(".forecast-scroll").First;
        await Expect(scroll.Locator("tbody tr").First).ToBeVisibleAsync();
        await scroll.EvaluateAsync("element => element.scrollTo(10000, 0)");
        var (head, box) = ((await scroll.Locator("tbody th").First.BoundingBoxAsync())!, (await scroll.BoundingBoxAsync())!);
        Assert.InRange(head.X - box.X, 0, 2);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static string Month(string day) => DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static Task CountsAsync(IPage page, long count) => Expect(page.Locator(".list-footer strong").First).ToHaveTextAsync(new Regex($"^{count} records?$"));
}
