namespace NoCodeCrm.Browser.Tests;

/// <summary>Filling a form: refusals at their fields, related records made on the way, and two people editing at once.</summary>
public sealed class FormFacts(Site site)
{
    [Fact]
    public async Task A_name_that_is_there_already_is_shown_while_it_is_typed()
    {
        using var admin = await site.AdministratorAsync();
        var name = "Quillfeather " + Guid.NewGuid().ToString("N")[..6];
        (await admin.PostAsync("/api/forms/account/records", new { name = name + " Ltd." })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/account?new=account");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).First.FillAsync(name.ToLowerInvariant());
        await Expect(page.Locator(".duplicate-hint")).ToContainTextAsync($"Already there: {name} Ltd.");
    }

    [Fact]
    public async Task An_opportunity_is_refused_at_its_fields_and_created_once_they_are_filled()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = $"Form Works {mark}" })).Must(HttpStatusCode.Created).Id;
        (await admin.PostAsync("/api/forms/contact/records", new { name = $"Ken {mark}", account })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/opportunity");
        await visit.Button("New Opportunity").ClickAsync();
        await Expect(visit.Field("Name")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-field=owner] .control-help")).ToHaveTextAsync("You, unless you choose someone.");
        await visit.Button("Create").ClickAsync();
        await Expect(page.Locator("[data-field=amount] .control-error")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-field=pain_points] .control-error")).ToBeVisibleAsync();
        await Expect(page.Locator(".save-problems")).ToContainTextAsync("problems");
        await visit.PickAsync(visit.Field("Account"), $"Form Works {mark}");
        await Expect(visit.Field("Name")).ToHaveValueAsync($"Form Works {mark}");
        await visit.Field("Expected amount").FillAsync("12,500.5");
        await visit.Field("Expected close").FillAsync("2027-03-31");
        await visit.Field("Expected close").PressAsync("Enter");
        await visit.PickAsync(visit.Field("Decision maker"), $"Ken {mark}");
        await visit.Field("Pain points").FillAsync("Quotes take a week");
        await visit.PickAsync(visit.Field("Intent"), "Clear");
        await visit.PickAsync(visit.Field("Budget"), "Approved");
        await visit.PickAsync(visit.Field("Authority"), "Decider reached");
        await visit.Button("Create").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Form Works {mark}");
        await Expect(page.Locator(".record-keys")).ToContainTextAsync("¥12,500.50");
        await Expect(page.Locator(".record-keys")).ToContainTextAsync("31 Mar 2027");
        await Expect(page.Locator(".record-keys")).ToContainTextAsync("Ada Lin");
    }

    [Fact]
    public async Task A_related_record_that_is_missing_is_created_from_the_picker()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/contact?new=contact");
        await visit.Field("Name").FillAsync($"Kim {mark}");
        await visit.Field("Account").ClickAsync();
        await visit.Field("Account").FillAsync($"Quick {mark}");
        await visit.Button($"New Account Quick {mark}").ClickAsync();
        var inner = visit.Dialog("New Account");
        await Expect(inner.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync($"Quick {mark}");
        await inner.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Expect(inner).ToBeHiddenAsync();
        await Expect(page.Locator("[data-field=account]")).ToContainTextAsync($"Quick {mark}");
        await visit.Button("Create").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Kim {mark}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Quick {mark}" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_edits_of_one_field_show_both_values_and_keep_the_chosen_one()
    {
        using var admin = await site.AdministratorAsync();
        var made = (await admin.PostAsync("/api/forms/account/records", new { name = "Conflicted", country = "Italy", employees = 5 })).Must(HttpStatusCode.Created);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/account/{made.Id}?edit=true");
        await visit.Field("Country").FillAsync("Spain");
        (await admin.PatchAsync($"/api/forms/account/records/{made.Id}", new { country = "Portugal", employees = 8 }, 1)).Must(HttpStatusCode.OK);
        await page.Locator(".ant-drawer").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var dialog = visit.Dialog("Someone else changed this record first");
        await Expect(dialog.Locator(".conflict")).ToHaveCountAsync(1);
        await Expect(dialog.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(0);
        await Expect(dialog).ToContainTextAsync("Portugal");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        await dialog.GetByText("Spain").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(page.Locator(".facts").First).ToContainTextAsync("Spain");
        var saved = (await admin.GetAsync($"/api/forms/account/records/{made.Id}")).Json;
        Assert.Equal("Spain", saved.GetProperty("country").GetString());
        Assert.Equal(8, saved.GetProperty("employees").GetInt32());
    }
}
