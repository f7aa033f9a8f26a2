namespace NoCodeCrm.Host.Tests;

/// <summary>Records that look like the one being typed.</summary>
public sealed class DuplicateScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_name_that_is_there_already_is_told_with_its_owner_however_it_is_written(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Zephyrine Motors Ltd." })).Must(HttpStatusCode.Created).Id;
        var chinese = (await admin.PostAsync("/api/forms/account/records", new { name = "苏州琅琊阁科技有限公司" })).Must(HttpStatusCode.Created).Id;
        Assert.Equal([$"{account} same"], await FindAsync(admin, "account", "name", "zephyrine  motors"));
        Assert.Equal([$"{account} similar"], await FindAsync(admin, "account", "name", "Zephyrine Motor"));
        Assert.Equal([$"{chinese} similar"], await FindAsync(admin, "account", "name", "琅琊阁科技"));
        Assert.Empty(await FindAsync(admin, "account", "name", "Zenith"));
        Assert.Empty(await FindAsync(admin, "account", "name", "Zephyrine Motors", account));
        var answer = (await admin.GetAsync("/api/forms/account/duplicates?field=name&value=Zephyrine%20Motors")).Json;
        Assert.Equal(admin.UserId, answer.GetProperty("items")[0].GetProperty("owner").GetInt64());
        Assert.True(answer.GetProperty("titles").GetProperty("user").TryGetProperty(admin.UserId.ToString(), out _));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Phone_and_mail_find_a_contact_and_a_field_that_is_not_compared_is_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Duplicate phones" })).Must(HttpStatusCode.Created).Id;
        var contact = (await admin.PostAsync("/api/forms/contact/records", new { name = "Quirin", account, phone = "+49 170 7654321", email = "quirin@example.org" })).Must(HttpStatusCode.Created).Id;
        Assert.Equal([$"{contact} same"], await FindAsync(admin, "contact", "phone", "01707654321"));
        Assert.Equal([$"{contact} same"], await FindAsync(admin, "contact", "email", "Quirin@Example.org"));
        Assert.Equal(["/field query.choice"], (await admin.GetAsync("/api/forms/contact/duplicates?field=account&value=1")).Must(HttpStatusCode.BadRequest).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_the_asker_may_not_read_is_not_told(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "narrow_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Narrow", forms = new { account = new { create = true, read = new[] { "own" } } } })).Must(HttpStatusCode.Created);
        using var narrow = await host.JoinAsync(admin, "Nora", [key]);
        (await admin.PostAsync("/api/forms/account/records", new { name = "Xanthippe Works" })).Must(HttpStatusCode.Created);
        Assert.Empty(await FindAsync(narrow, "account", "name", "Xanthippe Works"));
        var own = (await narrow.PostAsync("/api/forms/account/records", new { name = "Xanthippe Works" })).Must(HttpStatusCode.Created).Id;
        Assert.Equal([$"{own} same"], await FindAsync(narrow, "account", "name", "Xanthippe Works"));
    }

    private static async Task<List<string>> FindAsync(ApiClient client, string form, string field, string value, long? except = null) =>
        [.. (await client.GetAsync($"/api/forms/{form}/duplicates?field={field}&value={Uri.EscapeDataString(value)}{(except is { } id ? "&except=" + id : "")}")).Must(HttpStatusCode.OK)
            .Json.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("id").GetInt64()} {i.GetProperty("likeness").GetString()}")];
}
