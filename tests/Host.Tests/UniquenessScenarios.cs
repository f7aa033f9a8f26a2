using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>A unique value belongs to one live record; whoever comes second is told which field it is.</summary>
public sealed class UniquenessScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_taken_value_is_told_by_its_field_together_with_every_other_fault(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var email = Email();
        (await admin.PostAsync("/api/forms/user/records", new { name = "First", email, active = true })).Must(HttpStatusCode.Created);
        Assert.Equal(["/email unique"], (await admin.PostAsync("/api/forms/user/records", new { name = "Second", email })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/email unique", "/name required"], (await admin.PostAsync("/api/forms/user/records", new { email })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var other = (await admin.PostAsync("/api/forms/user/records", new { name = "Other", email = Email() })).Must(HttpStatusCode.Created);
        Assert.Equal(["/email unique"], (await admin.PatchAsync($"/api/forms/user/records/{other.Id}", new { email }, other.Version)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_is_in_the_recycle_bin_competes_with_nobody_until_it_comes_back(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var external = Email();
        var first = await admin.OpportunityAsync("Binned", new { external_id = external });
        (await admin.DeleteAsync($"/api/forms/opportunity/records/{first.Id}", first.Version)).Must(HttpStatusCode.NoContent);
        await admin.OpportunityAsync("Heir", new { external_id = external });
        Assert.Equal(["/external_id unique"], (await admin.PostAsync($"/api/forms/opportunity/records/{first.Id}/restore", null, first.Version + 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Of_writers_at_the_same_moment_one_wins_and_the_others_are_told_the_field(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        for (var round = 0; round < 5; round++)
        {
            var email = Email();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => admin.PostAsync("/api/forms/user/records", new { name = $"Racer {i}", email })));
            Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
            Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal(["/email unique"], a.Must(HttpStatusCode.UnprocessableEntity).Faults));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_row_of_a_file_with_a_taken_value_is_refused_alone(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (taken, fresh) = (Email(), Email());
        var team = "Team " + taken;
        var file = $"name,email,team\nOne,{taken},\nTwo,{taken},{team}\nThree,{fresh},{team}\nFour,{fresh},\n";
        var mapping = new { mode = "create", onUnmatched = "create", columns = new object[] { new { column = "name", field = "name" }, new { column = "email", field = "email" }, new { column = "team", field = "team" } } };
        var id = (await admin.UploadAsync("/api/forms/user/import", Encoding.UTF8.GetBytes(file), "people.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString();
        var job = await admin.JobAsync(id!);
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal((2, 2), (job.GetProperty("created").GetInt32(), job.GetProperty("rejected").GetInt32()));
        Assert.Equal(["3 email unique", "5 email unique"], job.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("row").GetInt32()} {p.GetProperty("column").GetString()} {p.GetProperty("code").GetString()}"));
        // The team that the refused row would have added came with the row after it, once.
        Assert.Equal(1, (await admin.GetAsync($"/api/forms/team/records?count=true&search={Uri.EscapeDataString(team)}")).Json.GetProperty("total").GetInt32());
    }

    private static string Email() => $"u{Guid.NewGuid().ToString("N")[..10]}@example.com";
}
