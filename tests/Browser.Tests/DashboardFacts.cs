using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>The shipped dashboard: the server's figures, each of which opens the records it counts.</summary>
public sealed class DashboardFacts(Site site)
{
    private const string Shipped = "/d/sales_overview";

    private static ILocator Widget(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    private static ILocator Figure(IPage page, string title) => Widget(page, title).Locator(".number-main");

    private static string Count(JsonElement n) => n.GetInt64().ToString("N0", CultureInfo.InvariantCulture);

    private async Task<JsonElement> DataAsync(string filters = "")
    {
        using var admin = await site.AdministratorAsync();
        var query = filters.Length > 0 ? "?filters=" + Uri.EscapeDataString(filters) : "";
        return (await admin.GetAsync("/api/dashboards/sales_overview/data" + query)).Must(HttpStatusCode.OK).Json.GetProperty("widgets");
    }

    private static JsonElement Cell(JsonElement widgets, string widget, int row, int column) => widgets.GetProperty(widget).GetProperty("rows")[row][column];

    private static Task FooterCountsAsync(IPage page, JsonElement n) =>
        Expect(page.Locator(".list-footer strong").First).ToHaveTextAsync(new Regex($"^{Count(n)} records?$"));

    [Fact]
    public async Task A_figure_is_the_servers_and_opens_the_records_it_counts()
    {
        var widgets = await DataAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync(Shipped);
        var open = Cell(widgets, "open_pipeline", 0, 0);
        await Expect(Figure(page, "How much is still open?")).ToHaveTextAsync(Count(open));
        var rate = (Cell(widgets, "win_rate", 0, 0).GetDecimal() * 100).ToString("0.0", CultureInfo.InvariantCulture);
        await Expect(Figure(page, "How often do we win?")).ToHaveTextAsync(rate + "%");
        await Expect(Widget(page, "How often do we win?")).ToContainTextAsync($"Won {Count(Cell(widgets, "win_rate", 0, 1))}");
        await Figure(page, "How much is still open?").ClickAsync();
        await Expect(page.Locator(".filter-chip")).ToHaveCountAsync(1);
        await FooterCountsAsync(page, open);
        await page.GoBackAsync();
        await Expect(Figure(page, "How much is still open?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_bar_opens_its_records_by_mouse_and_as_a_table_by_keyboard()
    {
        var widgets = await DataAsync();
        var first = Cell(widgets, "won_by_team", 0, 2);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync(Shipped);
        var chart = Widget(page, "Which team wins the most?");
        await Expect(chart.Locator(".chart-wait")).ToHaveCountAsync(0);
        await Expect(chart.Locator("canvas")).ToBeVisibleAsync();
        var box = (await chart.Locator("canvas").BoundingBoxAsync())!;
        // The longest bar is the uppermost of three.
        await page.Mouse.ClickAsync(box.X + box.Width * 0.45f, box.Y + box.Height / 6);
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Open the records" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/f/opportunity"));
        await FooterCountsAsync(page, first);
        await Expect(page.Locator(".filter-chip")).ToHaveCountAsync(2);

        await page.GoBackAsync();
        await visit.Button("Show as table: Which team wins the most?").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await chart.Locator("tbody tr").First.GetByRole(AriaRole.Button).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Open the records" }).PressAsync("Enter");
        await FooterCountsAsync(page, first);
    }

    [Fact]
    public async Task Filters_act_on_every_figure_and_stay_in_the_address()
    {
        using var admin = await site.AdministratorAsync();
        var team = (await admin.GetAsync("/api/forms/team/records?search=International")).Must(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        var product = (await admin.GetAsync("/api/forms/product/records?search=" + Uri.EscapeDataString("Insight Enterprise"))).Must(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync(Shipped);
        await visit.PickAsync(visit.Field("Team"), "International");
        var ofTeam = await DataAsync($$"""{"team":[{{team}}]}""");
        await Expect(Figure(page, "How much is still open?")).ToHaveTextAsync(Count(Cell(ofTeam, "open_pipeline", 0, 0)));
        await Expect(Widget(page, "How much have we won?")).ToContainTextAsync($"Won {Count(Cell(ofTeam, "won_total", 0, 1))}");
        await page.Keyboard.PressAsync("Escape");
        await visit.PickAsync(visit.Field("Product"), "Insight Enterprise");
        var ofBoth = await DataAsync($$"""{"team":[{{team}}],"product":[{{product}}]}""");
        await Expect(Figure(page, "How much is still open?")).ToHaveTextAsync(Count(Cell(ofBoth, "open_pipeline", 0, 0)));
        await page.Keyboard.PressAsync("Escape");
        await visit.PickAsync(visit.Field("Period"), "Last 12 months");
        var ofAll = await DataAsync($$"""{"team":[{{team}}],"product":[{{product}}],"period":{"relative":{"unit":"month","from":-11,"to":0} } }""");
        await Expect(Widget(page, "How much have we won?")).ToContainTextAsync($"Won {Count(Cell(ofAll, "won_total", 0, 1))}");
        var address = page.Url;
        Assert.Contains("filters=", address, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Expect(Widget(page, "How much have we won?")).ToContainTextAsync($"Won {Count(Cell(ofAll, "won_total", 0, 1))}");
        await Expect(page.Locator(".dashboard-filters")).ToContainTextAsync("International");
        Assert.Equal(address, page.Url);
        await visit.Button("Reset").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(Shipped + "$"));
    }

    [Fact]
    public async Task A_period_without_data_says_where_the_data_is()
    {
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync(Shipped + "?filters=" + Uri.EscapeDataString("""{"period":{"from":"1999-01-01","to":"1999-12-31"}}"""));
        await Expect(page.Locator(".dashboard-notice")).ToContainTextAsync("Data runs");
        await Expect(page.GetByText("No records in this selection.").First).ToBeVisibleAsync();
        await visit.Button("Show this period").ClickAsync();
        await Expect(page.Locator(".dashboard-notice")).ToHaveCountAsync(0);
        await Expect(Widget(page, "Who wins the most?").Locator("canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_the_widgets_stand_below_each_other()
    {
        await using var visit = await site.VisitAsync(width: 390, height: 844, touch: true);
        var page = await visit.OpenAsync(Shipped);
        await Expect(page.Locator("canvas").First).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth)"));
        var lefts = await page.EvaluateAsync<int[]>("() => [...new Set([...document.querySelectorAll('.widget')].map(w => Math.round(w.getBoundingClientRect().left)))]");
        Assert.Single(lefts);
    }
}
