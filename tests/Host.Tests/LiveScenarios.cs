namespace NoCodeCrm.Host.Tests;

/// <summary>What reaches those who listen, and who no longer does.</summary>
public sealed class LiveScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_change_names_the_record_only_to_those_who_may_read_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Live", ["rep"]);
        using var other = await host.JoinAsync(admin, "Far", ["rep"]);
        await using var near = await HubListener.StartAsync(host, rep);
        await using var far = await HubListener.StartAsync(host, other);
        var deal = await rep.OpportunityAsync("Pushed");
        await near.UntilChangedAsync("opportunity", deal.Id);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Seen by all" })).Must(HttpStatusCode.Created).Id;
        await far.UntilChangedAsync("account", account); // what came before it has come as well
        Assert.DoesNotContain(("opportunity", deal.Id), far.Changed);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_listens_is_told_the_kind_of_what_was_published_and_not_which(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Told", ["rep"]);
        await using var listener = await HubListener.StartAsync(host, rep);
        var key = "told_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", $$"""{ "$id": "{{key}}", "title": "Told of", "type": "object", "x-form": {}, "properties": {} }""")).Must(HttpStatusCode.Created);
        await Wait.UntilAsync(() => Task.FromResult(listener.Texts), texts => texts.Contains("""definition {"kind":"form"}"""));
        Assert.DoesNotContain(listener.Texts, text => text.Contains(key, StringComparison.Ordinal));
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Told of", forms = new { } })).Must(HttpStatusCode.Created);
        (await admin.DeleteAsync($"/api/roles/{key}", 1)).Must(HttpStatusCode.NoContent);
        await Wait.UntilAsync(() => Task.FromResult(listener.Texts), texts => texts.Count(t => t == """definition {"kind":"role"}""") >= 2);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Disabling_a_person_closes_what_they_listen_by(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var person = await host.JoinAsync(admin, "Listening", ["rep"]);
        await using var listener = await HubListener.StartAsync(host, person);
        (await admin.PatchAsync($"/api/forms/user/records/{person.UserId}", new { active = false }, 1)).Must(HttpStatusCode.OK);
        await listener.Closed.WaitAsync(Wait.Patience);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "After" })).Must(HttpStatusCode.Created).Id;
        await Task.Delay(500);
        Assert.DoesNotContain(("account", account), listener.Changed);
        await Assert.ThrowsAnyAsync<Exception>(() => HubListener.StartAsync(host, person));
    }
}
