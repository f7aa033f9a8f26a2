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

    [Fact]
    public async Task A_filter_joins_me_a_relative_date_and_a_group_of_alternatives()
    {
        var mark = "Join" + Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        var (_, _, other) = await site.PersonAsync("Otto Other", "rep");
        foreach (var (name, industry, owner) in new (string, string, long?)[] { ("one", "retail", null), ("two", "finance", null), ("three", "education", null), ("four", "retail", other) })
            (await admin.PostAsync("/api/forms/account/records", owner is null ? new { name = $"{mark} {name}", industry } : (object)new { name = $"{mark} {name}", industry, owner })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/account?search={mark}");
        await Expect(Rows(page)).ToHaveCountAsync(4);
        await visit.Button("Filter").ClickAsync();
        async Task RuleAsync(int at, string field, string? comparison, string value)
        {
            var rule = page.Locator(".filter-rule").Nth(at);
            await visit.PickAsync(rule.GetByRole(AriaRole.Combobox, new() { Name = "Field" }), field);
            if (comparison is not null)
                await visit.PickAsync(rule.GetByRole(AriaRole.Combobox, new() { Name = "Comparison" }), comparison);
            await visit.PickAsync(rule.GetByRole(AriaRole.Combobox, new() { Name = "Value" }), value);
            // A picker of several stays open until told otherwise; one of a single value has closed itself.
            if (comparison is null)
                await page.Keyboard.PressAsync("Escape");
        }
        await RuleAsync(0, "Owner", null, "Me");
        await visit.Button("Add condition").ClickAsync();
        await RuleAsync(1, "Created", "is in", "this month");
        await visit.Button("Add group").ClickAsync();
        await RuleAsync(2, "Industry", null, "Retail");
        await page.Locator(".filter-group.nested").GetByRole(AriaRole.Button, new() { Name = "Add condition" }).ClickAsync();
        await RuleAsync(3, "Industry", null, "Finance");
        await visit.Button("Show results").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(page.Locator(".filter-chip")).ToHaveCountAsync(3);
        await Expect(page.Locator(".filter-chip").Nth(0)).ToContainTextAsync("Me");
        await Expect(page.Locator(".filter-chip").Nth(1)).ToContainTextAsync("this month");
        await Expect(page.Locator(".filter-chip").Nth(2)).ToContainTextAsync("or");
    }

    [Fact]
    public async Task Chosen_columns_stay_and_the_export_holds_what_the_list_shows()
    {
        var mark = "Out" + Guid.NewGuid().ToString("N")[..6];
        var (email, password, _) = await site.PersonAsync("Carla Columns", "admin");
        using var admin = await site.AdministratorAsync();
        foreach (var name in new[] { "一", "two" })
            (await admin.PostAsync("/api/forms/account/records", new { name = $"{mark} {name}", founded = 1996 })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/f/account?search={mark}");
        await visit.Button("Columns").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Founded" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Country" }).UncheckAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Founded" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Country" })).ToHaveCountAsync(0);
        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await visit.Button("Export").ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Text table (CSV)" }).ClickAsync();
        });
        var lines = (await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken)).Where(line => line.Length > 0).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains("Founded", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Country", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains($"{mark} 一", StringComparison.Ordinal) && line.Contains("1996", StringComparison.Ordinal));
    }
}
