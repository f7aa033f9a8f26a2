namespace NoCodeCrm.Host.Tests;

/// <summary>Who sees what: the same rule at every door.</summary>
public sealed class AccessScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_rep_sees_own_records_a_manager_those_below_at_every_door(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var director = await host.JoinAsync(admin, "Dora", ["manager"]);
        using var manager = await host.JoinAsync(admin, "Max", ["manager"], director.UserId);
        using var rep = await host.JoinAsync(admin, "Rae", ["rep"], manager.UserId);
        using var other = await host.JoinAsync(admin, "Otto", ["rep"]);
        var name = "Canary" + Guid.NewGuid().ToString("N")[..8];
        var deal = await rep.OpportunityAsync(name);
        var task = (await rep.PostAsync("/api/forms/task/records", new { title = name + " task", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.Created).Id;
        (await rep.PostAsync($"/api/forms/opportunity/records/{deal.Id}/comments", new { text = name + " comment" })).Must(HttpStatusCode.Created);
        var file = (await rep.UploadAsync($"/api/forms/opportunity/records/{deal.Id}/files", "secret"u8.ToArray(), name + ".txt")).Must(HttpStatusCode.Created).Id;

        foreach (var allowed in new[] { rep, manager, director, admin })
        {
            Assert.Contains(name, (await allowed.GetAsync($"/api/forms/opportunity/records?search={name}")).Text);
            (await allowed.GetAsync($"/api/forms/opportunity/records/{deal.Id}/timeline")).Must(HttpStatusCode.OK);
            (await allowed.GetAsync($"/api/files/{file}")).Must(HttpStatusCode.OK);
            (await allowed.GetAsync($"/api/forms/task/records/{task}")).Must(HttpStatusCode.OK);
        }

        foreach (var path in new[]
        {
            $"/api/forms/opportunity/records/{deal.Id}", $"/api/forms/opportunity/records/{deal.Id}/moves", $"/api/forms/opportunity/records/{deal.Id}/timeline",
            $"/api/forms/opportunity/records/{deal.Id}/history", $"/api/forms/opportunity/records/{deal.Id}/comments", $"/api/forms/opportunity/records/{deal.Id}/files",
            $"/api/forms/opportunity/records/{deal.Id}/related", $"/api/files/{file}", $"/api/forms/task/records/{task}",
        })
            (await other.GetAsync(path)).Must(HttpStatusCode.NotFound);
        (await other.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { name = "stolen" }, 1)).Must(HttpStatusCode.NotFound);
        (await other.PostAsync($"/api/forms/opportunity/records/{deal.Id}/move", new { to = "lost" }, 1)).Must(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/api/forms/opportunity/records?limit=500&expand=*", "/api/pipelines/sales/board", $"/api/search?q={name}", "/api/forms/task/records?limit=500", "/api/dashboards/sales_overview/data" })
            Assert.DoesNotContain(name + "\"", (await other.GetAsync(path)).Must(HttpStatusCode.OK).Text);
        var report = (await other.PostAsync("/api/reports/query", new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(0, report.GetProperty("rows")[0][0].GetInt64());
        var pointing = (await other.PostAsync("/api/forms/activity/records", new { type = "note", subject = "x", happened_on = "2026-01-01", record = new { form = "opportunity", id = deal.Id } })).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/record reference.unknown"], pointing.Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_rule_by_condition_holds_at_every_door_and_follows_the_record(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "cond_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", $$"""
            { "$id": "{{key}}", "title": "Conditional", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } }, "size": { "type": "number", "x-field": { "id": "fld_s", "type": "decimal" } },
              "open": { "type": "boolean", "x-field": { "id": "fld_o", "type": "boolean" } } } }
            """)).Must(HttpStatusCode.Created);
        var grants = new Dictionary<string, object> { [key] = new { create = true, read = new { when = "size > 10" }, update = new { when = "size > 10 && open" }, delete = new { when = "size > 100 && open" }, import = true, export = true, bulk = true } };
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Conditional", forms = grants })).Must(HttpStatusCode.Created);
        using var reader = await host.JoinAsync(admin, "Connie", [key]);
        await using var listener = await HubListener.StartAsync(host, reader);
        async Task<long> NewAsync(string name, int size, bool open) => (await admin.PostAsync($"/api/forms/{key}/records", new { name, size, open })).Must(HttpStatusCode.Created).Id;
        var (hidden, closed, open) = (await NewAsync("Small", 5, true), await NewAsync("Closed", 50, false), await NewAsync("Open", 60, true));

        var records = $"/api/forms/{key}/records";
        foreach (var path in new[] { records + "?limit=100&count=true", records + "?sort=-size", records + "?search=Small", $"/api/forms/{key}/export?format=csv", "/api/search?q=Small" })
            Assert.DoesNotContain("Small", (await reader.GetAsync(path)).Must(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await reader.GetAsync(records + "?count=true")).Json.GetProperty("total").GetInt32());
        var asked = new { source = key, measures = new object[] { new { id = "n", agg = "count" }, new { id = "least", agg = "min", field = "size" } }, dimensions = new[] { new { id = "d", field = "name" } } };
        var report = (await reader.PostAsync("/api/reports/query", asked)).Must(HttpStatusCode.OK);
        Assert.Equal(2, report.Json.GetProperty("rows").GetArrayLength());
        Assert.DoesNotContain("Small", report.Text, StringComparison.Ordinal);
        foreach (var part in new[] { "", "/history", "/timeline", "/files", "/comments" })
            (await reader.GetAsync($"{records}/{hidden}{part}")).Must(HttpStatusCode.NotFound);

        (await reader.PatchAsync($"{records}/{hidden}", new { name = "Seen" }, 1)).Must(HttpStatusCode.NotFound);
        (await reader.PatchAsync($"{records}/{closed}", new { name = "Changed" }, 1)).Must(HttpStatusCode.Forbidden);
        (await reader.PatchAsync($"{records}/{open}", new { name = "Changed" }, 1)).Must(HttpStatusCode.OK);
        (await reader.DeleteAsync($"{records}/{open}", 2)).Must(HttpStatusCode.Forbidden);
        await listener.UntilChangedAsync(key, open);
        Assert.DoesNotContain((key, hidden), listener.Changed);

        // What the record becomes decides, not what it was.
        (await admin.PatchAsync($"{records}/{hidden}", new { size = 500 }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal("Small", (await reader.GetAsync($"{records}/{hidden}")).Must(HttpStatusCode.OK).Json.GetProperty("name").GetString());
        (await reader.DeleteAsync($"{records}/{hidden}", 2)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Nobody_changes_or_deletes_what_they_can_not_read(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "wide_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", $$"""
            { "$id": "{{key}}", "title": "Wide", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } }, "secret": { "type": "string", "x-field": { "id": "fld_s", "type": "text" } } } }
            """)).Must(HttpStatusCode.Created);
        async Task<ApiClient> WithAsync(string name, object read)
        {
            var role = $"{key}_{name}";
            var grants = new Dictionary<string, object> { [key] = new { create = true, read, update = "all", delete = "all", import = true, export = true, bulk = true } };
            (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = name, forms = grants })).Must(HttpStatusCode.Created);
            return await host.JoinAsync(admin, name, [role]);
        }
        using var own = await WithAsync("own", new[] { "own" });
        using var when = await WithAsync("when", new { when = "name == 'open'" });
        using var blind = await WithAsync("blind", "none");
        var records = $"/api/forms/{key}/records";
        var hidden = (await admin.PostAsync(records, new { name = "closed", secret = "canary" })).Must(HttpStatusCode.Created).Id;

        foreach (var asker in new[] { own, when })
        {
            (await asker.PatchAsync($"{records}/{hidden}", new { name = "taken" }, 1)).Must(HttpStatusCode.NotFound);
            (await asker.DeleteAsync($"{records}/{hidden}", 1)).Must(HttpStatusCode.NotFound);
        }
        (await blind.PatchAsync($"{records}/{hidden}", new { name = "taken" }, 1)).Must(HttpStatusCode.NotFound);
        var mine = (await own.PostAsync(records, new { name = "mine" })).Must(HttpStatusCode.Created).Id;
        (await own.PatchAsync($"{records}/{mine}", new { name = "still mine" }, 1)).Must(HttpStatusCode.OK);
        (await own.DeleteAsync($"{records}/{mine}", 2)).Must(HttpStatusCode.NoContent);

        (await admin.DeleteAsync($"{records}/{hidden}", 1)).Must(HttpStatusCode.NoContent);
        Assert.Equal([mine], (await own.GetAsync(records + "?deleted=true")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
        foreach (var asker in new[] { own, when })
            (await asker.PostAsync($"{records}/{hidden}/restore", version: 2)).Must(HttpStatusCode.NotFound);
        Assert.Equal("closed", (await admin.PostAsync($"{records}/{hidden}/restore", version: 2)).Must(HttpStatusCode.OK).Json.GetProperty("name").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_collaborator_sees_just_that_record_and_may_not_change_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Ruth", ["rep"]);
        using var presales = await host.JoinAsync(admin, "Paul", ["support"]);
        var deal = await rep.OpportunityAsync("Shared");
        (await presales.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Must(HttpStatusCode.NotFound);
        (await rep.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { collaborators = new[] { presales.UserId } }, 1)).Must(HttpStatusCode.OK);
        (await presales.GetAsync($"/api/forms/opportunity/records/{deal.Id}")).Must(HttpStatusCode.OK);
        (await presales.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { name = "mine" }, 2)).Must(HttpStatusCode.Forbidden);
        (await presales.PostAsync($"/api/forms/opportunity/records/{deal.Id}/comments", new { text = "Demo ready" })).Must(HttpStatusCode.Created);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_rep_may_not_hand_a_record_to_someone_else(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Rita", ["rep"]);
        var deal = await rep.OpportunityAsync("Kept");
        Assert.Equal(["/owner owner.reassign"], (await rep.PatchAsync($"/api/forms/opportunity/records/{deal.Id}", new { owner = admin.UserId }, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_reporting_cycle_is_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var top = (await admin.PostAsync("/api/forms/user/records", new { name = "Top" })).Must(HttpStatusCode.Created).Id;
        var below = (await admin.PostAsync("/api/forms/user/records", new { name = "Below", manager = top })).Must(HttpStatusCode.Created).Id;
        var refused = (await admin.PatchAsync($"/api/forms/user/records/{top}", new { manager = below }, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/manager user.manager_cycle"], refused.Faults);
    }
}
