namespace NoCodeCrm.Host.Tests;

/// <summary>Mail leaves after the commit, once, also when the server was away or this process was killed.</summary>
public sealed class MailScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_mention_is_mailed_once_when_the_server_comes_back(string database)
    {
        await using var server = new FakeMailServer();
        await using var host = await StartAsync(database, server);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Mailed", ["rep"]);
        var deal = await admin.OpportunityAsync("Deal <b>&</b>", new { collaborators = new[] { rep.UserId } });
        (await MentionScenarios.CommentAsync(admin, deal.Id, $"Hi @[Mailed](user:{rep.UserId}) <i>soon</i>")).Must(HttpStatusCode.Created);
        (await MentionScenarios.CommentAsync(admin, deal.Id, "A remark for followers")).Must(HttpStatusCode.Created);
        var queue = await Wait.UntilAsync(() => admin.GetAsync("/api/admin/mail"), a => a.Json.GetProperty("failed").GetInt32() == 1 && a.Json.GetProperty("waiting").GetInt32() == 0);
        Assert.Single(queue.Json.GetProperty("items").EnumerateArray()); // what followers hear of is not mailed unless they ask
        Assert.NotEqual("", queue.Json.GetProperty("items")[0].GetProperty("reason").GetString());
        server.Start();
        await Wait.UntilAsync(() => admin.GetAsync("/api/admin/mail"), a => a.Json.GetProperty("failed").GetInt32() == 0);
        using var mail = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Mails))));
        Assert.Equal("Ada Admin mentioned you on “Deal <b>&</b>”", mail.Subject);
        Assert.Contains("Hi @Mailed <i>soon</i>", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hi @Mailed &lt;i&gt;soon&lt;/i&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"https://crm.example.com/f/opportunity/{deal.Id}", mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("notification-", mail.MessageId, StringComparison.Ordinal);
        using var stranger = await host.JoinAsync(admin, "Not asked", ["rep"]);
        (await stranger.GetAsync("/api/admin/mail")).Must(HttpStatusCode.Forbidden);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Everybody_chooses_what_is_mailed_and_an_address_refused_for_good_is_not_tried_again(string database)
    {
        await using var server = new FakeMailServer { Refused = "refused." };
        server.Start();
        await using var host = await StartAsync(database, server);
        using var admin = await host.AdministratorAsync();
        using var quiet = await host.JoinAsync(admin, "Quiet", ["rep"]);
        using var eager = await host.JoinAsync(admin, "Eager", ["rep"]);
        using var refused = await host.JoinAsync(admin, "Refused", ["rep"]);
        (await quiet.PatchAsync("/api/me", new { mail = new { mention = false } }, null)).Must(HttpStatusCode.OK);
        (await eager.PatchAsync("/api/me", new { mail = new { comment = true } }, null)).Must(HttpStatusCode.OK);
        (await eager.PatchAsync("/api/me", new { mail = new { gossip = true } }, null)).Must(HttpStatusCode.UnprocessableEntity);
        var deal = await admin.OpportunityAsync("Chosen", new { collaborators = new[] { quiet.UserId, eager.UserId, refused.UserId } });
        (await MentionScenarios.CommentAsync(admin, deal.Id, $"@[Quiet](user:{quiet.UserId}) @[Refused](user:{refused.UserId})")).Must(HttpStatusCode.Created);
        var queue = await Wait.UntilAsync(() => admin.GetAsync("/api/admin/mail"), a => a.Json.GetProperty("failed").GetInt32() == 1 && a.Json.GetProperty("waiting").GetInt32() == 0);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, queue.Json.GetProperty("items")[0].GetProperty("nextAt").ValueKind);
        Assert.Contains("To: Eager", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_waits_survives_a_kill_and_is_not_doubled_by_it()
    {
        var data = Directory.CreateTempSubdirectory("nocodecrm-mail-").FullName;
        await using var server = new FakeMailServer();
        (string, string?)[] settings = [("Mail__Host", "127.0.0.1"), ("Mail__Port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail__From", "crm@example.com")];
        await using (var first = await HostProcess.StartAsync(data, settings))
        {
            using var admin = await first.AdministratorAsync();
            var user = (await admin.PostAsync("/api/forms/user/records", new { name = "Waits", email = "waits@example.com" })).Must(HttpStatusCode.Created).Id;
            (await admin.PutAsync($"/api/users/{user}/roles", new { roles = new[] { "rep" } })).Must(HttpStatusCode.NoContent);
            var deal = await admin.OpportunityAsync("Killed");
            (await MentionScenarios.CommentAsync(admin, deal.Id, $"@[Waits](user:{user})", user)).Must(HttpStatusCode.Created);
            await first.KillAsync();
        }
        server.Start();
        await using (var second = await HostProcess.StartAsync(data, settings))
        {
            using var admin = await second.AdministratorAsync();
            await Wait.UntilAsync(() => admin.GetAsync("/api/admin/mail"), a => a.Json.GetProperty("failed").GetInt32() + a.Json.GetProperty("waiting").GetInt32() == 0);
            await second.KillAsync();
        }
        await using (var third = await HostProcess.StartAsync(data, settings))
        {
            using var admin = await third.AdministratorAsync();
            Assert.Equal(0, (await admin.GetAsync("/api/admin/mail")).Json.GetProperty("waiting").GetInt32());
        }
        Assert.Single(server.Mails);
        Directory.Delete(data, recursive: true);
    }

    private static async Task<TestHost> StartAsync(string database, FakeMailServer server)
    {
        (string, string)[] settings = [("Mail:Host", "127.0.0.1"), ("Mail:Port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:From", "CRM <crm@example.com>"), ("Mail:Tls", "none"), ("PublicUrl", "https://crm.example.com/")];
        if (database == "SQLite")
            return await TestHost.OnSqliteAsync(settings);
        var host = await TestHost.OnPostgreSqlAsync(settings);
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }
}
