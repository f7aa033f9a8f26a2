using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Signing in and out, and what ends a session.</summary>
public sealed class SessionScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_token_that_is_asked_for_twice_is_made_once_and_its_text_is_kept_nowhere(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Guid.NewGuid().ToString();
        var first = (await admin.PostAsync("/api/tokens", new { name = "Twice" }, key: key)).Must(HttpStatusCode.Created);
        var text = first.Json.GetProperty("token").GetString()!;
        var second = (await admin.PostAsync("/api/tokens", new { name = "Twice" }, key: key)).Must(HttpStatusCode.Created);
        Assert.Equal((first.Id, JsonValueKind.Null), (second.Id, second.Json.GetProperty("token").ValueKind));
        Assert.Single((await admin.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray(), t => t.GetProperty("name").GetString() == "Twice");
        (await admin.PostAsync("/api/tokens", new { name = "Another" }, key: key)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain((await host.RowsAsync("SELECT body FROM sys_stored_response")).Select(r => (string)r[0]!), body => body.Contains(text, StringComparison.Ordinal));
        using var program = host.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", text);
        (await program.GetAsync("/api/session")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Without_a_session_nothing_but_the_open_doors_answers(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var nobody = host.Anonymous();
        (await nobody.GetAsync("/health/ready")).Must(HttpStatusCode.OK);
        foreach (var path in new[] { "/api/session", "/api/forms", "/api/forms/account/records", "/api/users", "/openapi/v1.json", "/api/jobs", "/api/files/1" })
            (await nobody.GetAsync(path)).Must(HttpStatusCode.Unauthorized);
        Assert.False((await nobody.GetAsync("/api/setup")).Json.GetProperty("needed").GetBoolean());
        (await nobody.PostAsync("/api/setup", new { })).Must(HttpStatusCode.Conflict);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_unsafe_request_without_the_sessions_token_is_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        admin.WithoutCsrf();
        (await admin.PostAsync("/api/forms/account/records", new { name = "Forged" })).Must(HttpStatusCode.Forbidden);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Twenty_wrong_passwords_lock_out_and_an_unknown_address_looks_the_same(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var person = await host.JoinAsync(admin, "Tried", ["rep"]);
        var email = (await person.GetAsync("/api/session")).Json.GetProperty("user").GetProperty("email").GetString();
        using var nobody = host.Anonymous();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
            statuses.Add((await nobody.PostAsync("/api/session", new { email, password = "wrong" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.PostAsync("/api/session", new { email, password = "a long enough secret" })).Status);
        var unknown = await nobody.PostAsync("/api/session", new { email = "nobody@example.com", password = "wrong" });
        Assert.Equal("/password session.wrong", Assert.Single(unknown.Faults));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Disabling_a_person_ends_their_open_session(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var person = await host.JoinAsync(admin, "Gone", ["rep"]);
        (await person.GetAsync("/api/forms")).Must(HttpStatusCode.OK);
        (await admin.PatchAsync($"/api/forms/user/records/{person.UserId}", new { active = false }, 1)).Must(HttpStatusCode.OK);
        (await person.GetAsync("/api/forms")).Must(HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_api_token_acts_for_its_maker_until_revoked(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var token = (await admin.PostAsync("/api/tokens", new { name = "script" })).Must(HttpStatusCode.Created).Json;
        using var script = host.Anonymous();
        script.Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + token.GetProperty("token").GetString());
        (await script.PostAsync("/api/forms/account/records", new { name = "By token" })).Must(HttpStatusCode.Created);
        (await admin.DeleteAsync($"/api/tokens/{token.GetProperty("id").GetInt64()}")).Must(HttpStatusCode.NoContent);
        (await script.GetAsync("/api/forms")).Must(HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Messages_come_in_the_language_asked_for(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var nobody = host.Anonymous();
        nobody.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN,zh;q=0.9");
        Assert.Equal("请先登录。", (await nobody.GetAsync("/api/session")).Json.GetProperty("title").GetString());
    }
}
