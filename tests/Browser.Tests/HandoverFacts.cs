namespace NoCodeCrm.Browser.Tests;

/// <summary>Giving records to someone else, and back.</summary>
public sealed class HandoverFacts(Site site)
{
    [Fact]
    public async Task What_a_leaver_holds_is_previewed_handed_over_and_taken_back()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (leaver, receiver) = ($"Lena Leaver {mark}", $"Rolf Receiver {mark}");
        var (_, _, id) = await site.PersonAsync(leaver, "rep");
        var (email, password, _) = await site.PersonAsync(receiver, "rep");
        using var admin = await site.AdministratorAsync();
        var accounts = new List<long>();
        foreach (var name in new[] { "one", "two" })
            accounts.Add((await admin.PostAsync("/api/forms/account/records", new { name = $"{mark} {name}", owner = id })).Must(HttpStatusCode.Created).Id);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/users");
        await visit.Button($"Actions for {leaver}").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Hand over…" }).ClickAsync();
        var drawer = visit.Dialog($"Hand over what {leaver} holds");
        await Expect(drawer.GetByText("Accounts")).ToBeVisibleAsync();
        await Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Hand over", Exact = true })).ToBeDisabledAsync();
        await visit.PickAsync(drawer.GetByRole(AriaRole.Combobox, new() { Name = "Who receives" }), receiver);
        await drawer.GetByLabel("Note").FillAsync("Please call them");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Hand over 2 records" }).ClickAsync();
        await Expect(drawer.GetByText("2 records handed over")).ToBeVisibleAsync();
        await drawer.Locator(".handover").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await using var theirs = await site.VisitAsync(email, password);
        await theirs.OpenAsync($"/f/account/{accounts[0]}");
        var brief = theirs.Page.GetByRole(AriaRole.Region, new() { Name = "Handover brief" });
        await Expect(brief).ToContainTextAsync("Please call them");
        await Expect(brief).ToContainTextAsync(leaver);
        await AccessibilityFacts.MustBeCleanAsync(theirs.Page);
        await theirs.Button("Put the brief away").ClickAsync();
        await Expect(brief).ToHaveCountAsync(0);

        await visit.OpenAsync("/settings/handovers");
        var line = page.Locator(".handover-list > li").Filter(new() { HasText = leaver });
        await Expect(line).ToContainTextAsync("2 records handed over");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo") }).ClickAsync();
        await visit.Dialog("Give 2 records back?").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(line).ToContainTextAsync("Undone: 2 records returned");
    }
}
