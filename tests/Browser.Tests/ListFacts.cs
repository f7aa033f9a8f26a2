namespace NoCodeCrm.Browser.Tests;

/// <summary>Finding, changing many at once, deleting and bringing back.</summary>
public sealed class ListFacts(Site site)
{
    private static ILocator Rows(IPage page) => page.Locator(".table-body [role=row]");

    [Fact]
    public async Task Search_sort_and_filter_stand_in_the_URL_and_survive_a_reload()
    {
        var mark = "Zeb" + Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        foreach (var (name, employees) in new[] { ("one", 10), ("two", 30), ("three", 20) })
            (await admin.PostAsync("/api/forms/account/records", new { name = $"{mark} {name}", employees, industry = name == "one" ? "retail" : "finance" })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/account");
        await page.GetByPlaceholder("Search", new() { Exact = true }).FillAsync(mark);
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Employees" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Rows(page).First).ToContainTextAsync($"{mark} one");
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Employees" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Rows(page).First).ToContainTextAsync($"{mark} two");
        await visit.Button("Filter").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Field" }), "Industry");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Value" }), "Finance");
        await page.Keyboard.PressAsync("Escape");
        await visit.Button("Show results").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(page.GetByText("Industry is Finance")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(page.GetByText("Industry is Finance")).ToBeVisibleAsync();
        await Expect(page.Locator(".list-footer")).ToContainTextAsync("2 records");
        await page.GetByRole(AriaRole.Link, new() { Name = $"{mark} three" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"{mark} three");
        await page.GoBackAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task One_field_of_several_records_changes_at_once()
    {
        var mark = "Bulk" + Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        foreach (var name in new[] { "one", "two" })
            (await admin.PostAsync("/api/forms/account/records", new { name = $"{mark} {name}" })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/account?search={mark}");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all loaded records" }).CheckAsync();
        await Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
        await visit.Button("Edit a field").ClickAsync();
        await visit.PickAsync(visit.Dialog("Edit a field").GetByRole(AriaRole.Combobox, new() { Name = "Field" }), "Industry");
        await visit.PickAsync(visit.Dialog("Edit a field").GetByRole(AriaRole.Combobox, new() { Name = "Industry" }), "Education");
        await visit.Button("Change 2 records").ClickAsync();
        await Expect(page.GetByText("Changed 2 records")).ToBeVisibleAsync();
        await Expect(Rows(page).Filter(new() { HasText = "Education" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_deleted_record_comes_back_from_the_recycle_bin()
    {
        var name = "Gone " + Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        var made = (await admin.PostAsync("/api/forms/account/records", new { name })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/account/{made.Id}");
        await visit.Button("More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await visit.Button("Delete").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/f/account(\\?|$)"));
        await page.GotoAsync("/settings/recycle-bin?form=account");
        await visit.Button($"Restore “{name}”").ClickAsync();
        await Expect(page.GetByText($"Restored “{name}”")).ToBeVisibleAsync();
        await page.GotoAsync($"/f/account/{made.Id}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
    }
}
