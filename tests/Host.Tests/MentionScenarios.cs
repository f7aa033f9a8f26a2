using System.Text.Json;
using NoCodeCrm.Platform.Notifications;

namespace NoCodeCrm.Host.Tests;

/// <summary>Who is called by a comment, who hears of it, and what they may see of it.</summary>
public sealed class MentionScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_mention_rings_for_whoever_already_sees_the_record(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Wen Author", ["rep"]);
        var deal = await rep.OpportunityAsync("Called");
        (await CommentAsync(rep, deal.Id, $"Please look, @[Ada Admin](user:{admin.UserId})")).Must(HttpStatusCode.Created);
        var told = Assert.Single(await OnAsync(admin, deal.Id));
        Assert.Equal(("mention", "Called", "Wen Author", "opportunity"), (Text(told, "kind"), Text(told, "title"), Text(told, "actorName"), Text(told, "form")));
        Assert.Empty(await OnAsync(rep, deal.Id)); // nobody hears of their own doing
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Somebody_without_access_is_added_after_one_confirmation_and_then_sees_just_that_record(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Owning", ["rep"]);
        using var presales = await host.JoinAsync(admin, "Wang Li", ["support"]);
        var word = "Q" + Guid.NewGuid().ToString("N")[..8];
        var deal = await rep.OpportunityAsync(word + " shared");
        await rep.OpportunityAsync(word + " closed");
        var text = $"@[Wang Li](user:{presales.UserId}) can you help?";

        var asked = (await CommentAsync(rep, deal.Id, text)).Must(HttpStatusCode.Conflict);
        Assert.Equal("mention.no_access", Text(asked.Json, "code"));
        Assert.Equal(presales.UserId, asked.Json.GetProperty("errors")[0].GetProperty("params").GetProperty("user").GetInt64());
        Assert.Empty(Items(await presales.GetAsync("/api/forms/opportunity/records")));
        (await CommentAsync(rep, deal.Id, text, presales.UserId)).Must(HttpStatusCode.Created);

        Assert.Equal(deal.Id, Assert.Single(Items(await presales.GetAsync($"/api/forms/opportunity/records?search={word}"))).GetProperty("id").GetInt64());
        Assert.Single(Items(await presales.GetAsync($"/api/search?q={word}")), i => Text(i, "form") == "opportunity");
        var report = (await presales.PostAsync("/api/reports/query", new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } })).Must(HttpStatusCode.OK);
        Assert.Equal(1, report.Json.GetProperty("rows")[0][0].GetInt64());
        Assert.Single(await OnAsync(presales, deal.Id));
        var history = (await rep.GetAsync($"/api/forms/opportunity/records/{deal.Id}/history")).Must(HttpStatusCode.OK).Text;
        Assert.Contains("\"field\":\"collaborators\"", history, StringComparison.Ordinal);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_collaborator_who_may_only_read_can_comment_and_log_activities(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var presales = await host.JoinAsync(admin, "Helper", ["support"]);
        var deal = await admin.OpportunityAsync("Helped", new { collaborators = new[] { presales.UserId } });
        (await CommentAsync(presales, deal.Id, "Demo is ready.")).Must(HttpStatusCode.Created);
        (await presales.PostAsync("/api/forms/activity/records", new { subject = "Demo", type = "demo", happened_on = "2026-11-02", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created);
        (await presales.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { amount = 1 }, 1)).Must(HttpStatusCode.Forbidden);
        Assert.Equal("comment", Text(Assert.Single(await OnAsync(admin, deal.Id)), "kind"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Unknown_and_disabled_people_are_refused_by_name(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var gone = (await admin.PostAsync("/api/forms/user/records", new { name = "Gone Away", active = false })).Must(HttpStatusCode.Created).Id;
        var deal = await admin.OpportunityAsync("Refused");
        var refused = (await CommentAsync(admin, deal.Id, $"@[Gone Away](user:{gone}) @[No One](user:99999999) @[No Team](team:99999999)")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/text mention.disabled", "/text mention.unknown", "/text mention.unknown"], refused.Faults);
        Assert.Contains("Gone Away", refused.Text, StringComparison.Ordinal);
        Assert.Empty(Items(await admin.GetAsync($"/api/forms/opportunity/records/{deal.Id}/comments")));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_may_not_change_a_record_cannot_let_others_in(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var presales = await host.JoinAsync(admin, "Inside", ["support"]);
        using var other = await host.JoinAsync(admin, "Outside", ["support"]);
        var deal = await admin.OpportunityAsync("Guarded", new { collaborators = new[] { presales.UserId } });
        var refused = (await CommentAsync(presales, deal.Id, $"@[Outside](user:{other.UserId})", other.UserId)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/text mention.may_not_grant"], refused.Faults);
        var team = (await admin.PostAsync("/api/forms/team/records", new { name = "Reads by itself" })).Must(HttpStatusCode.Created).Id;
        (await CommentAsync(presales, deal.Id, $"@[Reads by itself](team:{team})")).Must(HttpStatusCode.Created);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_team_stands_for_its_active_members(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var team = (await admin.PostAsync("/api/forms/team/records", new { name = "Crew" })).Must(HttpStatusCode.Created).Id;
        using var one = await host.JoinAsync(admin, "First", ["rep"], team: team);
        using var two = await host.JoinAsync(admin, "Second", ["rep"], team: team);
        var deal = await admin.OpportunityAsync("Teamwork");
        (await CommentAsync(admin, deal.Id, $"@[Crew](team:{team})", one.UserId, two.UserId)).Must(HttpStatusCode.Created);
        Assert.Equal("mention", Text(Assert.Single(await OnAsync(one, deal.Id)), "kind"));
        Assert.Equal("mention", Text(Assert.Single(await OnAsync(two, deal.Id)), "kind"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_lost_access_no_longer_sees_the_notification_nor_its_title(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Former", ["rep"]);
        var deal = await admin.OpportunityAsync("Soon secret", new { owner = rep.UserId });
        Assert.Equal("assigned", Text(Assert.Single(await OnAsync(rep, deal.Id)), "kind"));
        (await admin.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { owner = admin.UserId }, deal.Version)).Must(HttpStatusCode.OK);
        var left = (await rep.GetAsync("/api/notifications")).Must(HttpStatusCode.OK);
        Assert.DoesNotContain("Soon secret", left.Text, StringComparison.Ordinal);
        Assert.Equal(0, left.Json.GetProperty("unread").GetInt32());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Followers_hear_of_comments_moves_and_owners_until_they_stop_following(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var boss = await host.JoinAsync(admin, "Boss", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Follows", ["rep"], manager: boss.UserId);
        var deal = await rep.OpportunityAsync("Followed");
        var follow = $"/api/forms/opportunity/records/{deal.Id}/follow";
        Assert.False((await boss.GetAsync(follow)).Must(HttpStatusCode.OK).Json.GetProperty("following").GetBoolean());
        (await boss.PutAsync(follow, new { })).Must(HttpStatusCode.NoContent);
        (await CommentAsync(rep, deal.Id, "One")).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal.Id}/move", new { to = "lost", fields = new { lost_reason = "price" } }, deal.Version)).Must(HttpStatusCode.OK);
        Assert.Equal(["moved", "comment"], (await OnAsync(boss, deal.Id)).Select(i => Text(i, "kind")));
        Assert.Equal(["moved"], (await OnAsync(rep, deal.Id)).Select(i => Text(i, "kind")));
        (await boss.DeleteAsync(follow)).Must(HttpStatusCode.NoContent);
        (await CommentAsync(rep, deal.Id, "Two")).Must(HttpStatusCode.Created);
        Assert.Equal(2, (await OnAsync(boss, deal.Id)).Count);
        using var stranger = await host.JoinAsync(admin, "Stranger", ["rep"]);
        (await stranger.PutAsync(follow, new { })).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Notifications_are_marked_read_one_by_one_or_all_and_only_by_their_receiver(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Reader", ["rep"]);
        var deal = await rep.OpportunityAsync("Read");
        foreach (var text in new[] { "a", "b", "c" })
            (await CommentAsync(admin, deal.Id, text)).Must(HttpStatusCode.Created);
        var first = (await OnAsync(rep, deal.Id))[0].GetProperty("id").GetInt64();
        (await admin.PostAsync("/api/notifications/read", new { ids = new[] { first } })).Must(HttpStatusCode.NoContent);
        Assert.Equal(3, (await rep.GetAsync("/api/notifications")).Json.GetProperty("unread").GetInt32());
        (await rep.PostAsync("/api/notifications/read", new { ids = new[] { first } })).Must(HttpStatusCode.NoContent);
        var page = (await rep.GetAsync("/api/notifications?unread=true&limit=1")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(2, page.GetProperty("unread").GetInt32());
        var second = Assert.Single(Items(await rep.GetAsync($"/api/notifications?unread=true&limit=1&cursor={page.GetProperty("nextCursor").GetString()}")));
        Assert.NotEqual(page.GetProperty("items")[0].GetProperty("id").GetInt64(), second.GetProperty("id").GetInt64());
        (await rep.PostAsync("/api/notifications/read", new { all = true })).Must(HttpStatusCode.NoContent);
        Assert.Equal(0, (await rep.GetAsync("/api/notifications?kind=comment")).Json.GetProperty("unread").GetInt32());
    }

    [Fact]
    public void Only_a_whole_token_is_a_mention()
    {
        const string text = "@[王 丽](user:7), mail@[x](user:a), @[a](role:1), @[b](team:3) and @[王 丽](user:7)";
        Assert.Equal([new Mention("王 丽", "user", 7), new Mention("b", "team", 3)], MentionText.Read(text));
        Assert.Equal("@王 丽, mail@[x](user:a), @[a](role:1), @b and @王 丽", MentionText.Plain(text));
    }

    internal static Task<Answer> CommentAsync(ApiClient client, long record, string text, params long[] grant) =>
        client.PostAsync($"/api/forms/opportunity/records/{record}/comments", new { text, grant });

    private static async Task<List<JsonElement>> OnAsync(ApiClient client, long record) =>
        [.. Items(await client.GetAsync("/api/notifications")).Where(i => Text(i, "form") == "opportunity" && i.GetProperty("record").GetInt64() == record)];

    private static List<JsonElement> Items(Answer answer) => [.. answer.Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
