namespace NoCodeCrm.Host.Tests;

/// <summary>Work on definitions that is not published, and versions that were.</summary>
public sealed class DraftScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_draft_is_kept_apart_from_what_is_published_and_saved_over_the_revision_that_was_seen(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "f_" + Guid.NewGuid().ToString("N")[..12];
        (await admin.GetAsync($"/api/forms/{key}/draft")).Must(HttpStatusCode.NotFound);
        var first = (await admin.PutAsync($"/api/forms/{key}/draft", new { document = new { unfinished = "什么都可以" }, baseVersion = (int?)null })).Must(HttpStatusCode.Created);
        Assert.Equal("\"1\"", first.Headers.ETag!.Tag);
        (await admin.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.NotFound);
        (await admin.PutAsync($"/api/forms/{key}/draft", new { document = new { }, baseVersion = 3 }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal("draft.stale", (await admin.PutAsync($"/api/forms/{key}/draft", new { document = new { late = true } }, 1)).Must(HttpStatusCode.Conflict).Json.GetProperty("code").GetString());
        (await admin.PutAsync($"/api/forms/{key}/draft", new { document = new { late = true } })).Must(HttpStatusCode.Conflict); // somebody else began as well
        var kept = (await admin.GetAsync($"/api/forms/{key}/draft")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("{}", 3, admin.UserId, "Ada Admin"), (kept.GetProperty("document").GetRawText(), kept.GetProperty("baseVersion").GetInt32(), kept.GetProperty("by").GetInt64(), kept.GetProperty("titles").GetProperty("user").GetProperty($"{admin.UserId}").GetString()));
        Assert.Contains((await admin.GetAsync("/api/drafts")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray(), d => d.GetProperty("key").GetString() == key && d.GetProperty("kind").GetString() == "form");
        (await admin.DeleteAsync($"/api/forms/{key}/draft", 1)).Must(HttpStatusCode.Conflict);
        (await admin.DeleteAsync($"/api/forms/{key}/draft", 2)).Must(HttpStatusCode.NoContent);
        (await admin.GetAsync($"/api/forms/{key}/draft")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Bad_drafts_are_refused_and_only_who_designs_has_any(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        Assert.Equal("document.object", Code((await admin.PutAsync("/api/pipelines/d_none/draft", new { document = 7 })).Must(HttpStatusCode.BadRequest)));
        Assert.Equal("draft.base", Code((await admin.PutAsync("/api/pipelines/d_none/draft", new { document = new { }, baseVersion = "1" })).Must(HttpStatusCode.BadRequest)));
        Assert.Equal("key.malformed", Code((await admin.PutAsync("/api/pipelines/D-none/draft", new { document = new { } })).Must(HttpStatusCode.UnprocessableEntity)));
        using var rep = await host.JoinAsync(admin, "Rep", ["rep"]);
        foreach (var path in new[] { "/api/drafts", "/api/forms/opportunity/draft", "/api/dashboards/sales_overview/draft", "/api/forms/opportunity/versions", "/api/forms/opportunity/versions/1" })
            (await rep.GetAsync(path)).Must(HttpStatusCode.Forbidden);
        (await rep.PutAsync("/api/forms/opportunity/draft", new { document = new { } })).Must(HttpStatusCode.Forbidden);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_version_is_brought_back_with_the_values_that_its_fields_had(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "f_" + Guid.NewGuid().ToString("N")[..12];
        object Form(params string[] fields) => new Dictionary<string, object>
        {
            ["$id"] = key,
            ["title"] = "Versions",
            ["type"] = "object",
            ["properties"] = fields.ToDictionary(f => f, f => new Dictionary<string, object> { ["type"] = "string", ["title"] = f, ["x-field"] = new { type = "text" } }),
        };
        (await admin.PutAsync($"/api/forms/{key}", Form("a", "b"))).Must(HttpStatusCode.Created);
        var record = (await admin.PostAsync($"/api/forms/{key}/records", new { a = "1", b = "2" })).Must(HttpStatusCode.Created).Id;
        admin.Http.DefaultRequestHeaders.Add("X-Note", Uri.EscapeDataString("不再需要 b"));
        (await admin.PutAsync($"/api/forms/{key}", Form("a"), 1)).Must(HttpStatusCode.OK);
        admin.Http.DefaultRequestHeaders.Remove("X-Note");
        Assert.False((await admin.GetAsync($"/api/forms/{key}/records/{record}")).Json.TryGetProperty("b", out _));
        var versions = (await admin.GetAsync($"/api/forms/{key}/versions")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(2, "不再需要 b"), (1, null)], versions.Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("note").GetString())));
        var old = (await admin.GetAsync($"/api/forms/{key}/versions/1")).Must(HttpStatusCode.OK).Json;
        (await admin.PutAsync($"/api/forms/{key}", old, 2)).Must(HttpStatusCode.OK);
        Assert.Equal("2", (await admin.GetAsync($"/api/forms/{key}/records/{record}")).Json.GetProperty("b").GetString());
        (await admin.GetAsync($"/api/forms/{key}/versions/9")).Must(HttpStatusCode.NotFound);
        (await admin.GetAsync("/api/pipelines/no_such/versions")).Must(HttpStatusCode.NotFound);
    }

    private static string? Code(Answer answer) => answer.Json.GetProperty("errors")[0].GetProperty("code").GetString();
}
