namespace NoCodeCrm.Browser.Tests;

/// <summary>Coming in, by password or by invitation, and one's own settings.</summary>
public sealed class SessionFacts(Site site)
{
    [Fact]
    public async Task A_wrong_password_is_refused_and_the_right_one_leads_to_where_one_was_going()
    {
        await using var visit = await site.VisitAsync("");
        var page = await visit.OpenAsync("/f/account");
        await visit.Field("E-mail").FillAsync(TestHost.AdminEmail);
        await visit.Field("Password").FillAsync("not the password");
        await visit.Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visit.Field("Password").FillAsync(TestHost.AdminPassword);
        await visit.Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Accounts");
        Assert.EndsWith("/f/account", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_takes_a_password_once_and_signs_in()
    {
        using var admin = await site.AdministratorAsync();
        var user = (await admin.PostAsync("/api/forms/user/records", new { name = "Iris Invited", email = $"{Guid.NewGuid():N}@example.com", active = true })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/users/{user.Id}/roles", new { roles = new[] { "rep" } })).Must(HttpStatusCode.NoContent);
        var token = await Site.InviteAsync(admin, user.Id);
        await using (var visit = await site.VisitAsync(""))
        {
            var page = await visit.OpenAsync($"/invite/{token}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Welcome, Iris Invited");
            await Expect(visit.Button("Get started")).ToBeDisabledAsync();
            await visit.Field("Password").FillAsync("a long enough secret");
            await visit.Button("Get started").ClickAsync();
            await Expect(visit.Button("Account of Iris Invited")).ToBeVisibleAsync();
        }
        await using var second = await site.VisitAsync("");
        var gone = await second.OpenAsync($"/invite/{token}");
        await Expect(gone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This invitation no longer works");
    }

    [Fact]
    public async Task Switching_the_language_keeps_the_place_and_what_was_typed()
    {
        var (email, password, _) = await site.PersonAsync("Lara Language", "manager");
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync("/f/account?sort=-name&search=a");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Accounts");
        var before = page.Url;
        await visit.Button("Account of Lara Language").ClickAsync();
        await visit.Text("中文").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("客户");
        Assert.Equal(before, page.Url);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("客户");
    }

    [Theory, InlineData("/sign-in", ""), InlineData("/", TestHost.AdminEmail)]
    public async Task The_first_load_is_small(string address, string email)
    {
        await using var visit = await site.VisitAsync(email);
        long bytes = 0;
        visit.Page.RequestFinished += async (_, request) =>
        {
            if (request.Url.EndsWith(".js", StringComparison.Ordinal))
                Interlocked.Add(ref bytes, (await request.SizesAsync()).ResponseBodySize);
        };
        await visit.OpenAsync(address);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.InRange(Interlocked.Read(ref bytes), 50_000, 250_000); // compressed, in bytes
    }

    [Fact]
    public async Task Keys_lead_from_screen_to_screen_and_a_sheet_lists_them()
    {
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/opportunity");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Opportunities" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(visit.Dialog("Keyboard shortcuts")).ToContainTextAsync("Board");
        await page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog("Keyboard shortcuts")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("b");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/f/opportunity/board"));
        await page.Keyboard.PressAsync("n");
        await Expect(visit.Dialog("New Opportunity")).ToBeVisibleAsync();
    }
}
