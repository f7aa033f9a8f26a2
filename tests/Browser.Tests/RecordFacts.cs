using System.Text;

namespace NoCodeCrm.Browser.Tests;

/// <summary>The page of one record.</summary>
public sealed class RecordFacts(Site site)
{
    private async Task<long> DealAsync()
    {
        using var admin = await site.AdministratorAsync();
        return (await admin.OpportunityAsync("Page " + Guid.NewGuid().ToString("N")[..8])).Id;
    }

    [Fact]
    public async Task An_activity_is_logged_in_two_clicks()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        await visit.Button("Log activity").ClickAsync();
        await Expect(page.GetByPlaceholder("Subject")).ToBeFocusedAsync();
        await visit.Button("Call").ClickAsync();
        await page.GetByPlaceholder("Subject").FillAsync("Asked for the decider");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".event").Filter(new() { HasText = "Asked for the decider" })).ToContainTextAsync("Call");
        await Expect(page.GetByPlaceholder("Subject")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_comment_is_written_and_taken_back()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Comment" }).ClickAsync();
        await page.GetByPlaceholder("Write a comment, @ calls people, Enter saves").FillAsync("预算已确认\nsecond line");
        await page.Keyboard.PressAsync("Enter");
        var comment = page.Locator(".event").Filter(new() { HasText = "预算已确认" });
        await Expect(comment).ToContainTextAsync("Ada Lin");
        await comment.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(comment).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_is_uploaded_read_back_and_deleted()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        var bytes = Encoding.UTF8.GetBytes("minutes of the meeting");
        var file = new FilePayload { Name = "会议纪要 1.txt", MimeType = "text/plain", Buffer = bytes };
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(file);
        var link = page.Locator(".file-line").GetByRole(AriaRole.Button, new() { Name = "Preview: 会议纪要 1.txt" });
        await Expect(link).ToBeVisibleAsync();
        await Expect(page.Locator(".event").Filter(new() { HasText = "会议纪要 1.txt" })).ToBeVisibleAsync();
        await link.ClickAsync();
        var preview = visit.Dialog("会议纪要 1.txt");
        await Expect(preview).ToContainTextAsync("minutes of the meeting");
        var download = await page.RunAndWaitForDownloadAsync(() => preview.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal("会议纪要 1.txt", download.SuggestedFilename);
        Assert.Equal(bytes, await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));
        await preview.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await visit.Button("Delete the file “会议纪要 1.txt”").ClickAsync();
        await visit.Button("Delete").ClickAsync();
        await Expect(link).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_a_file_and_the_earlier_ones_stay_at_hand()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        FilePayload File(string name) => new() { Name = name, MimeType = "text/plain", Buffer = [65] };
        await page.Locator("input[data-slot='contact.call_notes']").SetInputFilesAsync(File("notes.txt"));
        var lines = page.Locator(".file-line");
        await Expect(lines).ToHaveCountAsync(1);
        await page.Locator("input[data-replaces]").SetInputFilesAsync(File("notes after the call.txt"));
        await Expect(lines.First).ToContainTextAsync("notes after the call.txt v2");
        await visit.Button("1 earlier version").ClickAsync();
        await Expect(lines).ToHaveCountAsync(2);
        await Expect(page.Locator(".panel").Filter(new() { HasText = "Files" }).GetByRole(AriaRole.Heading, new() { Name = "Call notes" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_key_task_is_waived_with_a_reason_and_asked_for_again()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        await visit.Button("Waive: Verify budget and decider").ClickAsync();
        await visit.Field("Why need it not be done?").FillAsync("A customer for years");
        await visit.Button("Waive").ClickAsync();
        await Expect(page.GetByText("Waived: A customer for years")).ToBeVisibleAsync();
        await Expect(page.GetByText("Key tasks 1/2")).ToBeVisibleAsync();
        await visit.Button("Ask for it again").ClickAsync();
        await Expect(page.GetByText("Key tasks 0/2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_timeline_shows_one_kind_when_asked()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        await Expect(page.Locator(".event")).ToHaveCountAsync(1);
        await page.Locator(".timeline").GetByText("Comments", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("Nothing of this kind yet.")).ToBeVisibleAsync();
        await page.Locator(".timeline").GetByText("Changes", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".event")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_key_task_is_ticked_in_place_and_counted()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        await Expect(page.GetByText("Key tasks 0/2")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "First call or visit" }).CheckAsync();
        await Expect(page.GetByText("Key tasks 1/2")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "First call or visit" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_deliverable_is_put_in_its_place_and_an_exit_criterion_ticks_itself()
    {
        var id = await DealAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/opportunity/{id}");
        var notes = page.Locator(".stage-item").Filter(new() { HasText = "Call notes" });
        await Expect(notes.GetByLabel("Still open")).ToBeVisibleAsync();
        await page.Locator("input[data-slot='contact.call_notes']").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "notes"u8.ToArray() });
        await Expect(notes.GetByLabel("Done")).ToBeVisibleAsync();
        await Expect(notes.GetByRole(AriaRole.Button, new() { Name = "Preview: notes.txt" })).ToBeVisibleAsync();
        var logged = page.Locator(".stage-item").Filter(new() { HasText = "At least one activity is logged" });
        await Expect(logged.GetByLabel("Still open")).ToBeVisibleAsync();
        await visit.Button("Log activity").ClickAsync();
        await visit.Button("Call").ClickAsync();
        await page.GetByPlaceholder("Subject").FillAsync("First call");
        await page.Keyboard.PressAsync("Enter");
        await Expect(logged.GetByLabel("Done")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_offers_and_shows_only_what_applies_to_its_record_and_says_what_is_out_of_reach()
    {
        using var admin = await site.AdministratorAsync();
        var opportunity = await DealAsync();
        var id = (await admin.PostAsync("/api/forms/case/records", new { title = "Case " + opportunity, opportunity, result = "won" })).Must(HttpStatusCode.Created).Id;
        var (email, password, _) = await site.PersonAsync("Reader of cases", "rep");
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/f/case/{id}");
        await Expect(page.GetByText("Out of your reach")).ToBeVisibleAsync();
        await Expect(page.Locator($"a[href='/f/opportunity/{opportunity}']")).ToHaveCountAsync(0);

        // A won case has no reason of loss, and nothing is logged on a case.
        await Expect(page.Locator(".record-keys")).ToContainTextAsync("Result");
        await Expect(page.GetByText("Loss reason")).ToHaveCountAsync(0);
        await Expect(visit.Button("Log activity")).ToHaveCountAsync(0);
        await visit.Button("Comment").ClickAsync();
        await Expect(page.GetByPlaceholder("Write a comment, @ calls people, Enter saves")).ToBeFocusedAsync();
    }
}
