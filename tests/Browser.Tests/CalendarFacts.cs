namespace NoCodeCrm.Browser.Tests;

/// <summary>What is due when.</summary>
public sealed class CalendarFacts(Site site)
{
    [Fact]
    public async Task A_month_shows_dated_records_hides_a_kind_and_opens_what_is_clicked()
    {
        using var admin = await site.AdministratorAsync();
        var name = "Dated " + Guid.NewGuid().ToString("N")[..8];
        var deal = (await admin.OpportunityAsync(name, new { expected_close = "2032-05-12", next_step = "Visit " + name, next_step_on = "2032-05-12" })).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/calendar?month=2032-05");
        var day = page.GetByRole(AriaRole.Region, new() { Name = "12 May 2032" });
        await Expect(day.GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next steps" }).ClickAsync();
        await Expect(day.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await visit.Button("Month after").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jun 2032" })).ToBeVisibleAsync();
        await visit.Button("Month before").ClickAsync();
        await day.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/f/opportunity/{deal}"));
    }
}
