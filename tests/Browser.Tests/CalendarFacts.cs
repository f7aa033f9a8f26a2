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

    [Fact]
    public async Task A_to_do_is_dragged_to_another_day_and_back_by_a_click()
    {
        using var admin = await site.AdministratorAsync();
        var name = "Call " + Guid.NewGuid().ToString("N")[..8];
        var deal = (await admin.OpportunityAsync("Of " + name)).Id;
        var me = (await admin.GetAsync("/api/session")).Json.GetProperty("user").GetProperty("id").GetInt64();
        var task = (await admin.PostAsync("/api/forms/task/records", new { title = name, record = new { form = "opportunity", id = deal }, owner = me, due_on = "2033-05-11" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/calendar?month=2033-05");
        ILocator Day(int day) => page.GetByRole(AriaRole.Region, new() { Name = $"{day} May 2033", Exact = true });
        await Day(11).GetByRole(AriaRole.Link).DragToAsync(Day(20));
        await Expect(Day(20).GetByRole(AriaRole.Link)).ToContainTextAsync(name);
        await Expect(page.GetByText($"“{name}” is due on 20 May 2033")).ToBeVisibleAsync();
        Assert.Equal("2033-05-20", (await admin.GetAsync($"/api/forms/task/records/{task}")).Json.GetProperty("due_on").GetString());
        await visit.Button("Undo").ClickAsync();
        await Expect(Day(11).GetByRole(AriaRole.Link)).ToContainTextAsync(name);
        await Expect(Day(20).GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }
}
