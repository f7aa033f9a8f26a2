using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>An administrator sees the app through another's eyes, changes nothing meanwhile, and nobody gains a right by it.</summary>
public sealed class ViewAsScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_administrator_sees_what_the_person_sees_and_comes_back(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Vera", ["rep"]);
        var own = (await rep.OpportunityAsync("Own of Vera")).Id;
        var foreign = (await admin.OpportunityAsync("Not of Vera")).Id;
        var seen = (await admin.PostAsync("/api/session/view-as", new { user = rep.UserId })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(rep.UserId, seen.GetProperty("user").GetProperty("id").GetInt64());
        Assert.Equal(rep.UserId, seen.GetProperty("viewAs").GetProperty("user").GetProperty("id").GetInt64());
        Assert.Equal("Ada Admin", seen.GetProperty("viewAs").GetProperty("by").GetProperty("name").GetString());
        Assert.False(seen.GetProperty("can").TryGetProperty("design", out _));
        Assert.Equal(seen.GetProperty("viewAs").GetRawText(), (await admin.GetAsync("/api/session")).Json.GetProperty("viewAs").GetRawText());
        (await admin.GetAsync($"/api/forms/opportunity/records/{own}")).Must(HttpStatusCode.OK);
        (await admin.GetAsync($"/api/forms/opportunity/records/{foreign}")).Must(HttpStatusCode.NotFound);
        Assert.Equal((await rep.GetAsync("/api/forms/opportunity/records?count=true")).Text, (await admin.GetAsync("/api/forms/opportunity/records?count=true")).Text);
        Assert.Equal((await rep.GetAsync("/api/home")).Text, (await admin.GetAsync("/api/home")).Text);
        Assert.Equal(await OfTheTemplateAsync(rep), await OfTheTemplateAsync(admin));
        (await admin.PostAsync("/api/forms/opportunity/records/query", new { limit = 5 })).Must(HttpStatusCode.OK);
        var back = (await admin.DeleteAsync("/api/session/view-as")).Must(HttpStatusCode.OK).Json;
        Assert.False(back.TryGetProperty("viewAs", out _));
        (await admin.GetAsync($"/api/forms/opportunity/records/{foreign}")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Through_anothers_eyes_nothing_is_changed(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Walt", ["rep"]);
        var deal = (await rep.OpportunityAsync("Walt's")).Id;
        (await admin.PostAsync("/api/session/view-as", new { user = rep.UserId })).Must(HttpStatusCode.OK);
        var record = $"/api/forms/opportunity/records/{deal}";
        foreach (var write in new Func<Task<Answer>>[]
        {
            () => admin.PatchAsync(record, new { name = "x" }, 1), () => admin.DeleteAsync(record, 1), () => admin.PostAsync(record + "/comments", new { text = "x" }),
            () => admin.PostAsync(record + "/move", new { to = "needs" }, 1), () => admin.PutAsync(record + "/follow", new { }), () => admin.PostAsync("/api/notifications/read", new { all = true }),
            () => admin.PatchAsync("/api/me", new { theme = "dark" }, null), () => admin.PostAsync("/api/tokens", new { name = "t" }), () => admin.PostAsync("/api/me/password", new { current = "x", password = "y" }),
            () => admin.UploadAsync("/api/files", "x"u8.ToArray(), "x.txt"), () => admin.PutAsync($"/api/users/{rep.UserId}/roles", new { roles = new[] { "admin" } }),
        })
            Assert.Equal("view_as.read_only", (await write()).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        (await admin.DeleteAsync("/api/session/view-as")).Must(HttpStatusCode.OK);
        Assert.Equal(1, (await admin.GetAsync(record)).Must(HttpStatusCode.OK).Version);
        (await admin.PatchAsync(record, new { name = "y" }, 1)).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_by_itself_owns_nothing(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        await admin.OpportunityAsync("Somebody's");
        var seen = (await admin.PostAsync("/api/session/view-as", new { role = "rep" })).Must(HttpStatusCode.OK).Json;
        Assert.Equal("rep", seen.GetProperty("viewAs").GetProperty("role").GetProperty("key").GetString());
        Assert.Equal(0, (await admin.GetAsync("/api/forms/opportunity/records?count=true")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt64());
        foreach (var path in new[] { "/api/home", "/api/notifications", "/api/pipelines/sales/board", "/api/dashboards/sales_overview/data", "/api/forms/account/records" })
            (await admin.GetAsync(path)).Must(HttpStatusCode.OK);
        Assert.Equal("manager", (await admin.PostAsync("/api/session/view-as", new { role = "manager" })).Must(HttpStatusCode.OK).Json.GetProperty("viewAs").GetProperty("role").GetProperty("key").GetString());
        (await admin.DeleteAsync("/api/session")).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Only_administrators_look_through_other_eyes(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "able_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Able", can = new { design = true, users = true, reassign = true }, forms = new Dictionary<string, object> { ["*"] = new { read = "own" } } })).Must(HttpStatusCode.Created);
        using var able = await host.JoinAsync(admin, "Able", [key]);
        foreach (var target in new object[] { new { user = admin.UserId }, new { user = able.UserId }, new { role = "rep" } })
            Assert.Equal("forbidden.view_as", (await able.PostAsync("/api/session/view-as", target)).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        Assert.False((await able.GetAsync("/api/session")).Json.GetProperty("can").TryGetProperty("viewAs", out _));
        Assert.True((await admin.GetAsync("/api/session")).Json.GetProperty("can").GetProperty("viewAs").GetBoolean());
        foreach (var target in new object[] { new { user = 987654 }, new { role = "no_such" }, new { user = able.UserId, role = "rep" }, new { } })
            (await admin.PostAsync("/api/session/view-as", target)).Must(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_is_no_administrator_any_more_sees_nothing_through_eyes_borrowed_before(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var second = await host.JoinAsync(admin, "Second", ["admin"]);
        using var rep = await host.JoinAsync(admin, "Xena", ["rep"]);
        var deal = (await rep.OpportunityAsync("Xena's")).Id;
        (await second.PostAsync("/api/session/view-as", new { user = rep.UserId })).Must(HttpStatusCode.OK);
        (await second.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/users/{second.UserId}/roles", new { roles = new[] { "support" } })).Must(HttpStatusCode.NoContent);
        (await second.GetAsync($"/api/forms/opportunity/records/{deal}")).Must(HttpStatusCode.NotFound);
        (await second.DeleteAsync("/api/session/view-as")).Must(HttpStatusCode.OK);
        Assert.Equal(second.UserId, (await second.GetAsync("/api/session")).Must(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("id").GetInt64());
    }

    // Other facts publish forms on this host meanwhile.
    private static async Task<List<string>> OfTheTemplateAsync(ApiClient client) =>
    [
        .. (await client.GetAsync("/api/forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Where(f => f.GetProperty("key").GetString() is "account" or "contact" or "opportunity" or "activity" or "task").Select(f => f.GetRawText()),
    ];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Pushes_tell_only_what_the_borrowed_eyes_may_see(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Yara", ["rep"]);
        using var other = await host.JoinAsync(admin, "Zack", ["rep"]);
        (await admin.PostAsync("/api/session/view-as", new { user = rep.UserId })).Must(HttpStatusCode.OK);
        await using var listener = await HubListener.StartAsync(host, admin);
        var hidden = (await other.OpportunityAsync("Of Zack")).Id;
        var own = (await rep.OpportunityAsync("Of Yara")).Id;
        await listener.UntilChangedAsync("opportunity", own); // what came before it has come as well
        Assert.DoesNotContain(("opportunity", hidden), listener.Changed);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_allows_what_there_is_to_allow_and_a_misspelt_ability_is_named(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var refused = (await admin.PutAsync("/api/roles/misspelt", new { key = "misspelt", title = "Misspelt", can = new { desing = true, users = "yes" } })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/can/desing document.unknown_keyword", "/can/users document.boolean"], refused.Faults);
        Assert.Contains("Unknown keyword “desing”. Check its spelling, or take it out.", refused.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_that_people_hold_cannot_be_deleted_and_says_who(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "held_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Held", forms = new { } })).Must(HttpStatusCode.Created);
        using var holder = await host.JoinAsync(admin, "Hilda", [key]);
        var refused = (await admin.DeleteAsync($"/api/roles/{key}", 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("role.held", refused.Text);
        Assert.Contains("Hilda", refused.Text);
        var listed = (await admin.GetAsync("/api/roles")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("Hilda", listed.Single(r => r.GetProperty("key").GetString() == key).GetProperty("holders")[0].GetProperty("name").GetString());
        Assert.True(listed[0].GetProperty("builtIn").GetBoolean());
        (await admin.PutAsync($"/api/users/{holder.UserId}/roles", new { roles = Array.Empty<string>() })).Must(HttpStatusCode.NoContent);
        (await admin.DeleteAsync($"/api/roles/{key}", 1)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_that_other_definitions_name_cannot_be_deleted_and_says_which(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "named_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Named", forms = new { } })).Must(HttpStatusCode.Created);
        var documents = new (string Path, object Document)[]
        {
            ($"/api/homes/{key}", new { key, title = $"Home {key}", roles = new[] { key }, sections = new[] { new { kind = "mentions" } } }),
            ($"/api/dashboards/{key}", new { key, title = $"Board {key}", source = "account", access = new { roles = new[] { key } }, widgets = Array.Empty<object>() }),
            ($"/api/views/{key}", new { key, title = $"View {key}", form = "account", access = new { roles = new[] { key } }, @default = new[] { key } }),
        };
        foreach (var (path, document) in documents)
            (await admin.PutAsync(path, document)).Must(HttpStatusCode.Created);
        foreach (var (path, document) in documents)
        {
            var refused = (await admin.DeleteAsync($"/api/roles/{key}", 1)).Must(HttpStatusCode.UnprocessableEntity);
            Assert.Equal([" role.used"], refused.Faults);
            (await admin.DeleteAsync(path, 1)).Must(HttpStatusCode.NoContent);
        }
        Assert.Contains(" role.used", (await admin.DeleteAsync("/api/roles/manager", 1)).Must(HttpStatusCode.UnprocessableEntity).Faults); // may move records back
        (await admin.DeleteAsync($"/api/roles/{key}", 1)).Must(HttpStatusCode.NoContent);
    }
}
