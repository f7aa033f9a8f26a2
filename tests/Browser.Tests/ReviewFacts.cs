namespace NoCodeCrm.Browser.Tests;

/// <summary>From a closed record to a case, and from an open one to what was learned.</summary>
public sealed class ReviewFacts(Site site)
{
    [Fact]
    public async Task A_case_is_written_from_a_closed_record_and_found_on_a_similar_open_one()
    {
        using var admin = await site.AdministratorAsync();
        var name = Guid.NewGuid().ToString("N")[..8];
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Reviewed " + name })).Must(HttpStatusCode.Created).Id;
        var closed = await admin.OpportunityAsync("Closed " + name, new { product, source = "tender" });
        (await admin.PostAsync($"/api/forms/opportunity/records/{closed.Id}/move", new { to = "lost", fields = new { lost_reason = "terms" } }, 1)).Must(HttpStatusCode.OK);
        var open = await admin.OpportunityAsync("Open " + name, new { product, source = "tender" });

        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{closed.Id}");
        await visit.Button("Write a case").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Title")).ToHaveValueAsync("Closed " + name);
        await Expect(dialog).ToContainTextAsync("Lost");
        await Expect(dialog).ToContainTextAsync("Terms");
        await dialog.GetByLabel("Title").FillAsync("Lesson " + name);
        await dialog.GetByLabel("Lessons").FillAsync("Ask for the terms first");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(visit.Button("Write a case")).ToHaveCountAsync(0);

        page = await visit.OpenAsync($"/f/opportunity/{open.Id}");
        var similar = page.Locator(".panel.similar");
        await Expect(similar).ToContainTextAsync("Closed " + name);
        await Expect(similar).ToContainTextAsync("Same product, same source, expected amount within 50%");
        await similar.GetByRole(AriaRole.Link, new() { Name = "Lesson " + name }).ClickAsync();
        await Expect(page.GetByText("Ask for the terms first")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Groups_of_few_records_say_so_and_a_record_to_review_offers_a_case()
    {
        using var admin = await site.AdministratorAsync();
        var name = Guid.NewGuid().ToString("N")[..8];
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Few " + name })).Must(HttpStatusCode.Created).Id;
        var closed = await admin.OpportunityAsync("Rare " + name, new { product });
        (await admin.PostAsync($"/api/forms/opportunity/records/{closed.Id}/move", new { to = "lost", fields = new { lost_reason = "terms" } }, 1)).Must(HttpStatusCode.OK);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/d/win_loss_review?filters=" + Uri.EscapeDataString($$"""{"product":[{{product}}]}"""));
        var row = page.GetByRole(AriaRole.Region, new() { Name = "Which products win?" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "Few " + name });
        await Expect(row).ToContainTextAsync("few");
        var review = page.GetByRole(AriaRole.Region, new() { Name = "What is still to be reviewed?" });
        await review.GetByRole(AriaRole.Button, new() { Name = "New Case: Rare " + name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Title")).ToHaveValueAsync("Rare " + name);
    }
}
