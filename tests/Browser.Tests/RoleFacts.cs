using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Whoever designs says what a role may do, and looks through its eyes.</summary>
public sealed class RoleFacts(Site site)
{
    [Fact]
    public async Task A_role_is_made_changed_refused_where_it_is_wrong_and_published()
    {
        var title = "Trainee " + Guid.NewGuid().ToString("N")[..6];
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/build/roles");
        await visit.Button("New role").ClickAsync();
        await visit.Field("Name in English").FillAsync(title);
        await visit.Field("Name in Chinese").FillAsync("实习生");
        await visit.Button("Create role").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Opportunities: Read" }), "By condition");
        await visit.Field("Opportunities: Read, condition").FillAsync("amount < nothing_such");
        await visit.Button("Publish").ClickAsync();
        await Expect(page.Locator(".roles-matrix .roles-fault mark")).ToHaveTextAsync("nothing_such");
        await visit.Field("Opportunities: Read, condition").FillAsync("amount < 1000");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Fields" }).ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Choose a form" }), "Contact");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Add a field" }), "Phone");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Access to Phone" }), "Masked (•••• 1234)");
        await visit.Button("Publish").ClickAsync();
        await Expect(page.GetByText("is published and holds from now on")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Masked (•••• 1234)")).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    [Fact]
    public async Task What_somebody_else_published_meanwhile_is_not_lost_and_neither_is_mine()
    {
        using var admin = await site.AdministratorAsync();
        var key = "race_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Race", forms = new { account = new { read = "own" } } })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/roles/{key}");
        await page.GetByLabel("Accounts: Create").CheckAsync();
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Race", forms = new { account = new { read = "all" } } }, 1)).Must(HttpStatusCode.OK);
        await visit.Button("Publish").ClickAsync();
        await Expect(page.GetByText("Somebody else has published this role meanwhile")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Accounts: Create")).ToBeCheckedAsync();
        await visit.Button("Publish mine").ClickAsync();
        await Expect(page.GetByText("is published and holds from now on")).ToBeVisibleAsync();
        Assert.True((await admin.GetAsync($"/api/roles/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("forms").GetProperty("account").GetProperty("create").GetBoolean());
    }

    [Fact]
    public async Task A_strip_says_through_whose_eyes_one_looks_until_one_stops()
    {
        var name = "Vic Viewed " + Guid.NewGuid().ToString("N")[..6];
        await site.PersonAsync(name, "rep");
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/users");
        await visit.Button($"Actions for {name}").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "View as this person" }).ClickAsync();
        await Expect(page.GetByText($"You see NoCodeCrm as {name}.")).ToBeVisibleAsync();
        await page.GotoAsync("/f/account");
        await Expect(page.GetByText($"You see NoCodeCrm as {name}.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Navigation).GetByText("Users", new() { Exact = true })).ToHaveCountAsync(0);
        foreach (var create in new[] { "New", "New Account" })
        {
            await Expect(visit.Button(create)).ToBeDisabledAsync();
            await Expect(visit.Button(create)).ToHaveAttributeAsync("title", "Nothing can be changed while you view as somebody else.");
        }
        await visit.Button("Stop").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation).GetByText("Users", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex("You see NoCodeCrm as"))).ToHaveCountAsync(0);
    }
}
