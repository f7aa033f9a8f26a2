using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace NoCodeCrm.Browser.Tests;

/// <summary>No serious or critical finding of axe on the main screens, in light and dark.</summary>
public sealed class AccessibilityFacts(Site site)
{
    public static TheoryData<string, bool> Screens => Cross(["/sign-in", "/", "/f/opportunity", "/f/opportunity/board", "/calendar?who=all", "/f/opportunity/{id}", "/f/opportunity?new=opportunity", "/dashboards",
        "/f/opportunity/{id}?edit=true", "/f/account?search=nothing-like-it", "/f/opportunity/999999", "/settings", "/settings/users", "/settings/users?tab=teams", "/settings/recycle-bin", "/notifications", "/forecasts/sales", "/build", "/build/forms/new", "/build/forms/opportunity", "/build/pipelines/new", "/build/pipelines/sales", "/build/roles", "/build/roles/rep", "/settings/templates", "/dashboards/new", "/build/homes/new", "/build/homes/manager_home", "/build/forecasts/new", "/build/forecasts/sales"]);

    private static TheoryData<string, bool> Cross(string[] screens)
    {
        var data = new TheoryData<string, bool>();
        foreach (var screen in screens)
        {
            data.Add(screen, false);
            data.Add(screen, true);
        }
        return data;
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task Screens_are_accessible(string address, bool dark)
    {
        await using var visit = await site.VisitAsync(address == "/sign-in" ? "" : TestHost.AdminEmail, dark: dark);
        if (address.Contains("{id}", StringComparison.Ordinal))
        {
            using var admin = await site.AdministratorAsync();
            address = address.Replace("{id}", (await admin.OpportunityAsync("Axe")).Id.ToString(), StringComparison.Ordinal);
        }
        var page = await visit.OpenAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.Locator(".ant-skeleton, .input-pending")).ToHaveCountAsync(0);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", dark ? "dark" : "light");
        await MustBeCleanAsync(page);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Every_step_of_an_import_is_accessible(bool dark)
    {
        await using var visit = await site.VisitAsync(dark: dark);
        var page = await visit.OpenAsync("/f/opportunity/import");
        await Expect(page.Locator(".drop-zone")).ToBeVisibleAsync();
        await MustBeCleanAsync(page);
        await page.Locator(".drop-zone input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "deals.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("Name,Account,Stage,Product\nAxe,Nobody at all,Engaging,GTXPro\n"),
        });
        foreach (var next in new[] { "Choose columns", "Match values", "Check" })
        {
            await Expect(visit.Button(next)).ToBeEnabledAsync();
            await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
            await MustBeCleanAsync(page);
            await visit.Button(next).ClickAsync();
        }
        await Expect(page.Locator(".import-figures")).ToBeVisibleAsync();
        await MustBeCleanAsync(page);
    }

    internal static async Task MustBeCleanAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations, ResultType.Passes] });
        var bad = found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help}\n" + string.Join('\n', v.Nodes.Take(4).Select(n => "  " + n.Html + "  " + string.Join(' ', n.Any.Select(a => a.Message)))));
        Assert.True(!bad.Any(), string.Join('\n', bad));
        var nodes = found.Passes.SelectMany(p => p.Nodes).Select(n => n.Html).Distinct().Count();
        Assert.True(nodes > 20, $"Only {nodes} elements were checked: the screen was not there.");
    }
}
