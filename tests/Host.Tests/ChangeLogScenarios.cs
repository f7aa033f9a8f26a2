using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace NoCodeCrm.Host.Tests;

/// <summary>Other systems follow the change log: each change once, none skipped, for administrators.</summary>
public sealed class ChangeLogScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_log_is_read_page_by_page_each_change_once_with_its_fields(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Follower", ["rep"]);
        Assert.Equal("forbidden.changes", (await rep.GetAsync("/api/changes")).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        foreach (var cursor in new[] { "x", "1", "-1-1", "1-", "99999999999999999999-1" })
            Assert.Equal(["/after cursor.invalid"], (await admin.GetAsync("/api/changes?after=" + cursor)).Must(HttpStatusCode.BadRequest).Faults);
        (await admin.GetAsync("/api/changes?form=nothing")).Must(HttpStatusCode.NotFound);

        var (_, start) = await FollowAsync(admin, "0-0", "account");
        var created = (await admin.PostAsync("/api/forms/account/records", new { name = "Followed" })).Must(HttpStatusCode.Created);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => (await admin.PostAsync("/api/forms/account/records", new { name = $"Other {i}" })).Must(HttpStatusCode.Created)));
        (await admin.PatchAsync($"/api/forms/account/records/{created.Id}", new { name = "Followed on" }, 1)).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/forms/account/records/{created.Id}", 2)).Must(HttpStatusCode.NoContent);
        var seen = new List<System.Text.Json.JsonElement>();
        await Wait.UntilAsync(
            async () =>
            {
                (var items, start) = await FollowAsync(admin, start, "account");
                seen.AddRange(items);
                return seen.Count;
            },
            _ => seen.Exists(c => c.GetProperty("record").GetInt64() == created.Id && c.GetProperty("kind").GetString() == "delete"));
        Assert.Distinct(seen.Select(c => c.GetProperty("seq").GetInt64()));
        Assert.True(seen.Count >= 43);
        var mine = seen.Where(c => c.GetProperty("record").GetInt64() == created.Id).ToList();
        Assert.Equal(["create", "update", "delete"], mine.Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal([1L, 2L, 3L], mine.Select(c => c.GetProperty("version").GetInt64()));
        var change = Assert.Single(mine[1].GetProperty("changes").EnumerateArray());
        Assert.Equal(("name", "Followed", "Followed on"), (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
        Assert.Equal(admin.UserId, mine[0].GetProperty("actor").GetInt64());
    }

    [Fact]
    public async Task A_change_that_commits_late_with_an_earlier_sequence_number_is_not_skipped()
    {
        var host = await Hosts.GetAsync("PostgreSQL");
        using var admin = await host.AdministratorAsync();
        await using var connection = new NpgsqlConnection(host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Default"));
        await connection.OpenAsync();
        var (_, start) = await FollowAsync(admin, "0-0", "contact");

        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO sys_change_entry (form, record_id, version, kind, via, at, diff) VALUES ('contact', 999999, 1, 'create', 'import', now(), '{}') RETURNING seq", connection, transaction);
        var late = (long)(await insert.ExecuteScalarAsync())!;
        var quick = (await admin.PostAsync("/api/forms/contact/records", new { name = "Quick" })).Must(HttpStatusCode.Created).Id;
        var history = (await admin.GetAsync($"/api/forms/contact/records/{quick}/history")).Json.GetProperty("items")[0].GetProperty("seq").GetInt64();
        Assert.True(history > late);

        // The later number is committed, but whoever went past it now would never see the earlier one.
        var (early, next) = await FollowAsync(admin, start, "contact");
        Assert.DoesNotContain(early, c => c.GetProperty("seq").GetInt64() == history);
        await transaction.CommitAsync();
        var seen = new List<long>();
        await Wait.UntilAsync(
            async () =>
            {
                (var items, next) = await FollowAsync(admin, next, "contact");
                seen.AddRange(items.Select(c => c.GetProperty("seq").GetInt64()));
                return seen.Count;
            },
            _ => seen.Contains(history));
        Assert.Equal([late, history], seen.Where(s => s == late || s == history));
    }

    // To the end of what is there, in small pages.
    private static async Task<(List<System.Text.Json.JsonElement> Items, string Next)> FollowAsync(ApiClient client, string after, string form)
    {
        var items = new List<System.Text.Json.JsonElement>();
        for (var more = true; more;)
        {
            var page = (await client.GetAsync($"/api/changes?after={after}&limit=7&form={form}")).Must(HttpStatusCode.OK).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            (after, more) = (page.GetProperty("next").GetString()!, page.GetProperty("more").GetBoolean());
        }
        return (items, after);
    }
}
