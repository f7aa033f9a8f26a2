namespace NoCodeCrm.Browser.Tests;

/// <summary>Whom an administrator lets in, where they stand and what they may do.</summary>
public sealed class UserFacts(Site site)
{
    private static ILocator Row(IPage page, string name) => page.Locator(".users-table tr").Filter(new() { HasText = name });

    [Fact]
    public async Task A_new_person_gets_roles_and_a_link_that_works()
    {
        var name = "Nora New " + Guid.NewGuid().ToString("N")[..6];
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/users");
        await visit.Button("New user").ClickAsync();
        var dialog = visit.Dialog("New User");
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await dialog.GetByLabel("E-mail", new() { Exact = true }).FillAsync($"{Guid.NewGuid():N}@example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        var drawer = visit.Dialog(name);
        await visit.PickAsync(drawer.GetByRole(AriaRole.Combobox, new() { Name = "Roles" }), "Sales rep");
        await Expect(page.GetByText($"Saved the roles of {name}")).ToBeVisibleAsync();
        // Leaves the list, and what was chosen in it.
        await page.Keyboard.PressAsync("Tab");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await drawer.GetByLabel("Link", new() { Exact = true }).InputValueAsync();
        await Expect(Row(page, name)).ToContainTextAsync("Invited");
        await Expect(Row(page, name)).ToContainTextAsync("Sales rep");

        await using var guest = await site.VisitAsync("");
        await guest.OpenAsync(new Uri(link).PathAndQuery);
        await guest.Field("Password").FillAsync("a long enough secret");
        await guest.Button("Get started").ClickAsync();
        await Expect(guest.Button($"Account of {name}")).ToBeVisibleAsync();
        await guest.OpenAsync("/settings/users");
        await Expect(guest.Page.GetByText("You may not see this. An administrator can grant it.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_disabled_is_led_out_of_the_browser_they_have_open()
    {
        var name = "Dora Disabled " + Guid.NewGuid().ToString("N")[..6];
        var (email, password, _) = await site.PersonAsync(name, "rep");
        await using var theirs = await site.VisitAsync(email, password);
        await theirs.OpenAsync("/f/account");
        await Expect(theirs.Page.Locator(".table-body [role=row]").First).ToBeVisibleAsync();
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/users");
        await visit.Button($"Actions for {name}").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Disable" }).ClickAsync();
        await visit.Dialog($"Disable {name}?").GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Expect(Row(page, name)).ToContainTextAsync("Disabled");
        await theirs.Page.GetByRole(AriaRole.Navigation).GetByText("Contacts", new() { Exact = true }).ClickAsync();
        await Expect(theirs.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        await theirs.Field("E-mail").FillAsync(email);
        await theirs.Field("Password").FillAsync(password);
        await theirs.Button("Sign in").ClickAsync();
        await Expect(theirs.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_person_moves_to_another_team_and_takes_another_role()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        (await admin.PostAsync("/api/forms/team/records", new { name = $"North {mark}" })).Must(HttpStatusCode.Created);
        var (_, _, id) = await site.PersonAsync($"Mona {mark}", "rep");
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/users?tab=teams");
        await visit.Button($"North {mark}").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Add a member" }), $"Mona {mark}");
        await Expect(visit.Button($"Remove Mona {mark} from the team")).ToBeVisibleAsync();
        await page.GotoAsync("/settings/users");
        await Expect(Row(page, $"Mona {mark}")).ToContainTextAsync($"North {mark}");
        await visit.Button($"Mona {mark}").ClickAsync();
        await visit.PickAsync(visit.Dialog($"Mona {mark}").GetByRole(AriaRole.Combobox, new() { Name = "Roles" }), "Sales manager");
        await Expect(Row(page, $"Mona {mark}")).ToContainTextAsync("Sales manager");
        var person = (await admin.GetAsync($"/api/forms/user/records/{id}?expand=*")).Must(HttpStatusCode.OK).Text;
        Assert.Contains($"North {mark}", person, StringComparison.Ordinal);
    }
}
