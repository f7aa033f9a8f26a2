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
        var condition = visit.Dialog("Opportunities: Read");
        await condition.GetByRole(AriaRole.Button, new() { Name = "Edit as expression" }).ClickAsync();
        await WriteAsync(condition, "amount < nothing_such");
        await condition.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await PublishAsync(visit);
        await Expect(page.Locator(".roles-matrix .roles-fault mark")).ToHaveTextAsync("nothing_such");
        await visit.Button("Edit condition · Opportunities: Read").ClickAsync();
        await WriteAsync(condition, "amount < 1000");
        await condition.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.Locator(".roles-fault")).ToHaveCountAsync(0); // what is mended is no longer held against one
        await page.GetByRole(AriaRole.Tab, new() { Name = "Fields" }).ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Choose a form" }), "Contact");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Add a field" }), "Phone");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Access to Phone" }), "Masked (•••• 1234)");
        await visit.Button("Publish").ClickAsync();
        var sheet = visit.Dialog("Publish");
        await Expect(sheet.GetByRole(AriaRole.Listitem)).ToHaveTextAsync([
            "“Opportunities” has rules of its own.", "“Opportunities”, Read: now “By condition”.",
            "“Contacts” has rules of its own.", "“Contacts”, Phone: now “Masked (•••• 1234)”."]);
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.GetByText("Masked (•••• 1234)")).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    [Fact]
    public async Task A_condition_on_records_is_made_of_rows_without_writing_it()
    {
        using var admin = await site.AdministratorAsync();
        var key = await RoleAsync(admin, new { opportunity = new { read = "own" } });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/roles/{key}");
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Opportunities: Read" }), "By condition");
        var condition = visit.Dialog("Opportunities: Read");
        await condition.GetByRole(AriaRole.Button, new() { Name = "Add condition" }).ClickAsync();
        await visit.PickAsync(condition.GetByRole(AriaRole.Combobox, new() { Name = "Field" }), "Source");
        await visit.PickAsync(condition.GetByRole(AriaRole.Combobox, new() { Name = "Value" }), "Referral");
        await Expect(condition.Locator(".condition-sentence")).ToHaveTextAsync("When Source is Referral");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await condition.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await PublishAsync(visit);
        await Expect(visit.Dialog("Publish")).ToHaveCountAsync(0);
        Assert.Equal("source == 'referral'", (await admin.GetAsync($"/api/roles/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("forms").GetProperty("opportunity").GetProperty("read").GetProperty("when").GetString());
    }

    [Fact]
    public async Task A_former_version_of_a_role_is_looked_at_in_words_and_brought_back()
    {
        using var admin = await site.AdministratorAsync();
        var key = await RoleAsync(admin, new { account = new { read = "own" } });
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Race", forms = new { account = new { read = "all", export = true } } }, 1)).Must(HttpStatusCode.OK);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/roles/{key}");
        await visit.Button("Versions").ClickAsync();
        var drawer = visit.Dialog("Versions");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Look at version 1" }).ClickAsync();
        await Expect(drawer.Locator(".change-list li")).ToHaveTextAsync(["“Accounts”, Export: now allowed.", "“Accounts”, Read: now “All”."]);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Take this version as draft" }).ClickAsync();
        await Expect(page.GetByLabel("Accounts: Export")).Not.ToBeCheckedAsync();
        await PublishAsync(visit);
        await Expect(visit.Dialog("Publish")).ToHaveCountAsync(0);
        Assert.Equal("own", (await admin.GetAsync($"/api/roles/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("forms").GetProperty("account").GetProperty("read").GetString());
    }

    [Fact]
    public async Task What_somebody_else_published_meanwhile_is_not_lost_and_neither_is_mine()
    {
        using var admin = await site.AdministratorAsync();
        var key = await RoleAsync(admin, new { account = new { read = "own" } });
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/roles/{key}");
        await page.GetByLabel("Accounts: Create").CheckAsync();
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Race", forms = new { account = new { read = "all" } } }, 1)).Must(HttpStatusCode.OK);
        await PublishAsync(visit);
        await visit.Button("What differs").ClickAsync();
        var differences = visit.Dialog("What differs");
        await Expect(differences.Locator(".change-list li")).ToHaveTextAsync(["“Accounts”, Read: now “All”.", "“Accounts”, Create: now allowed."]);
        await differences.GetByRole(AriaRole.Button, new() { Name = "Go on with mine" }).ClickAsync();
        await Expect(page.GetByLabel("Accounts: Create")).ToBeCheckedAsync();
        await PublishAsync(visit);
        await Expect(visit.Dialog("Publish")).ToHaveCountAsync(0);
        Assert.True((await admin.GetAsync($"/api/roles/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("forms").GetProperty("account").GetProperty("create").GetBoolean());
    }

    private static async Task<string> RoleAsync(ApiClient admin, object forms)
    {
        var key = "race_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Race", forms })).Must(HttpStatusCode.Created);
        return key;
    }

    private static Task WriteAsync(ILocator dialog, string expression) =>
        dialog.GetByRole(AriaRole.Textbox, new() { Name = "Condition" }).FillAsync(expression);

    private static async Task PublishAsync(Visit visit)
    {
        await visit.Button("Publish").ClickAsync();
        await visit.Dialog("Publish").GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
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
