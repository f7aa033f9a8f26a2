using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The pictures of the guide for those who lead a team.</summary>
public sealed class ManagerTour(Studio studio)
{
    public async Task TakeAsync()
    {
        var w = studio.Words;
        var email = w.Either("sarah.collins@example.com", "li.jing@example.com");
        await using var visit = await studio.PersonAsync(email);
        var deal = await RepTour.DealAsync(studio);
        await studio.SceneAsync(visit, "manager-home", "/", "h2");
        await studio.SceneAsync(visit, "manager-waive", $"/f/opportunity/{deal}", ".stage-item", async page =>
        {
            await visit.Button(w["record.waiveTask", w.Either("Verify budget and decider", "核实预算与决策人")]).ClickAsync();
            await visit.Field(w["record.waiveWhy"]).FillAsync(w.Either("A customer for years", "多年老客户，预算已知"));
        });
        await studio.SceneAsync(visit, "manager-forecast", "/forecasts/sales", ".forecast-table tbody tr");
        await studio.SceneAsync(visit, "manager-dashboard", "/d/sales_overview", ".widget canvas");
        await studio.SceneAsync(visit, "manager-click", "/d/sales_overview", ".widget canvas", async page =>
        {
            var chart = page.Locator(".widget").Filter(new() { Has = page.Locator("canvas") }).First.Locator("canvas").First;
            await chart.ScrollIntoViewIfNeededAsync();
            await Camera.RestAsync(page);
            var box = (await chart.BoundingBoxAsync())!;
            var menu = page.GetByRole(AriaRole.Menuitem, new() { Name = w["dashboards.filterOthers"] });
            // Near the foot of the drawing; between two columns there is nothing to click.
            for (var at = 0.34f; at < 0.5f && !await menu.IsVisibleAsync(); at += 0.02f)
            {
                await page.Mouse.ClickAsync(box.X + box.Width * at, box.Y + box.Height * 0.86f);
                await page.WaitForTimeoutAsync(300);
            }
            await Expect(menu).ToBeVisibleAsync();
        });
        // In a window of its own: what is not saved would ask before the next screen.
        await using var building = await studio.PersonAsync(email);
        await studio.SceneAsync(building, "manager-sharing", "/dashboards/new", ".new-dashboard input", BuildAsync);
        await studio.SceneAsync(visit, "manager-review", "/d/win_loss_review", ".widget canvas, .widget table");
        // One of the team's own: the opportunity of another's is named by its number only.
        var rep = await studio.IdAsync(RepTour.Email(w));
        await studio.SceneAsync(visit, "manager-case", "/f/case?filter=" + Uri.EscapeDataString($$"""{"and":[{"member":"owner","operator":"equals","values":[{{rep}}]}]}"""), ".table-body [role=row]",
            async page => await page.Locator(".table-body [role=row]").First.GetByRole(AriaRole.Link).First.ClickAsync());
        await studio.SceneAsync(visit, "manager-handover", "/f/opportunity", ".table-body [role=row]", async page =>
        {
            foreach (var row in new[] { 0, 1, 2 })
                await page.Locator(".table-body [role=row]").Nth(row).GetByRole(AriaRole.Checkbox).CheckAsync();
            await visit.Button(w["handover.open"]).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        });

        async Task BuildAsync(IPage page)
        {
            await page.Locator(".new-dashboard input").First.FillAsync(w.Either("Monday meeting", "周一例会"));
            await building.Button(w["builder.create"]).ClickAsync();
            await building.Button(w["builder.firstFigure"]).ClickAsync();
            await FieldAsync(w.Either("Expected amount", "预计成交金额"), "show");
            await FieldAsync(w.Either("Owner", "负责人"), "by");
            await Expect(page.Locator(".editor-stage canvas")).ToBeVisibleAsync();
            await studio.Camera.TakeAsync(page, "manager-builder");
            await building.Button(w["builder.done"]).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = w["builder.settings"] }).ClickAsync();

            async Task FieldAsync(string label, string well) => await page.Locator(".tree-row").Filter(new() { HasTextRegex = new Regex($"^{Regex.Escape(label)}$") }).First
                .DragToAsync(page.Locator($"[data-well={well}]"));
        }
    }
}
