using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Templates as an administrator handles them: look before, install, run, take away. The second shipped one shares no word with the first.</summary>
public sealed class TemplateScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_second_template_is_previewed_installed_run_and_removed_and_returns_with_its_records(string database)
    {
        var opened = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(opened is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        await using var host = opened;
        using var admin = await host.AdministratorAsync();

        Assert.All(await ChangesAsync(admin, "preview"), change => Assert.Equal("new", change.Change));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/api/forms/ticket")).Status); // a preview leaves nothing
        await ChangesAsync(admin, "install");
        Assert.All(await ChangesAsync(admin, "install"), change => Assert.Equal("unchanged", change.Change));

        var ticket = await RepairAsync(host, admin);
        (await admin.PostAsync("/api/templates/repairs/remove")).Must(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/forms/ticket/records/{ticket}")).Status);
        (await admin.GetAsync("/api/forms/opportunity/records")).Must(HttpStatusCode.OK);
        await ChangesAsync(admin, "install");
        Assert.Equal("fixed", (await admin.GetAsync($"/api/forms/ticket/records/{ticket}")).Must(HttpStatusCode.OK).Json.GetProperty("stage").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_template_is_not_removed_while_another_form_points_to_one_of_its_forms(string database)
    {
        var opened = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(opened is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        await using var host = opened;
        using var admin = await host.AdministratorAsync();
        var form = JsonDocument.Parse("""{"$id":"visitor","type":"object","x-form":{"title":{"en":"Visitor"}},"properties":{"account":{"type":"integer","x-field":{"type":"relation","form":"account"}}}}""").RootElement;
        (await admin.PutAsync("/api/forms/visitor", form)).Must(HttpStatusCode.Created);
        Assert.Equal([" form.used"], (await admin.PostAsync("/api/templates/opportunity/remove")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.GetAsync("/api/forms/account")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_template_is_not_removed_while_what_stays_names_one_of_its_roles(string database)
    {
        var opened = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(opened is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        await using var host = opened;
        using var admin = await host.AdministratorAsync();
        var board = new { key = "board", title = "All hands", access = new { roles = new[] { "rep" } }, source = "user", widgets = Array.Empty<object>() };
        (await admin.PutAsync("/api/dashboards/board", board)).Must(HttpStatusCode.Created);
        var ofAForm = new { key = "mine", title = "Large deals", form = "opportunity", access = new { roles = new[] { "rep" } } };
        (await admin.PutAsync("/api/views/mine", ofAForm)).Must(HttpStatusCode.Created);
        var refused = (await admin.PostAsync("/api/templates/opportunity/remove")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([" template.role_used"], refused.Faults);
        Assert.Contains("The role Sales rep is still named by “All hands”.", refused.Text, StringComparison.Ordinal);
        (await admin.DeleteAsync("/api/dashboards/board", 1)).Must(HttpStatusCode.NoContent);
        (await admin.PostAsync("/api/templates/opportunity/remove")).Must(HttpStatusCode.OK);
        (await admin.GetAsync("/api/roles/rep")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Only_who_may_design_handles_templates(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Curious Rep", ["rep"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/api/templates")).Status);
        foreach (var act in new[] { "install", "remove" })
            Assert.Equal(HttpStatusCode.Forbidden, (await rep.PostAsync($"/api/templates/repairs/{act}")).Status);
    }

    // A technician takes a ticket through its pipeline; the rules of the documents hold.
    private static async Task<long> RepairAsync(TestHost host, ApiClient admin)
    {
        using var technician = await host.JoinAsync(admin, "Tess", ["technician"]);
        var asset = (await technician.PostAsync("/api/forms/asset/records", new { name = "Press 4" })).Must(HttpStatusCode.Created).Id;
        var ticket = (await technician.PostAsync("/api/forms/ticket/records", new { title = "It leaks", asset })).Must(HttpStatusCode.Created).Id;
        Assert.Equal(["/fields/cause required", "/to task.open"], (await MoveAsync(technician, ticket, "diagnosed")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var step = (await technician.GetAsync($"/api/forms/ticket/records/{ticket}/moves")).Json.GetProperty("tasks")[0];
        (await technician.PatchAsync($"/api/forms/repair_task/records/{step.GetProperty("id").GetInt64()}", new { done = true }, 1)).Must(HttpStatusCode.OK);
        (await MoveAsync(technician, ticket, "diagnosed", new { cause = "A worn seal" })).Must(HttpStatusCode.OK);
        Assert.Equal(["/fields/promised_on required", "/to stage.exit"], (await MoveAsync(technician, ticket, "repairing")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await technician.PostAsync("/api/forms/repair_note/records", new { subject = "Seal is worn", ticket })).Must(HttpStatusCode.Created);
        (await MoveAsync(technician, ticket, "repairing", new { promised_on = "2027-01-01" })).Must(HttpStatusCode.OK);
        (await MoveAsync(technician, ticket, "fixed", new { cost = 120.5 })).Must(HttpStatusCode.OK);
        var counted = (await technician.GetAsync($"/api/forms/asset/records/{asset}")).Json;
        Assert.Equal((0L, 120.5m), (counted.GetProperty("open_tickets").GetInt64(), counted.GetProperty("repair_cost").GetDecimal()));
        var widgets = (await technician.GetAsync("/api/dashboards/repair_overview/data")).Must(HttpStatusCode.OK).Json.GetRawText();
        Assert.DoesNotContain("\"error\"", widgets, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await technician.GetAsync("/api/forms/opportunity/records")).Status);
        return ticket;
    }

    private static async Task<Answer> MoveAsync(ApiClient client, long ticket, string to, object? fields = null)
    {
        var version = (await client.GetAsync($"/api/forms/ticket/records/{ticket}")).Json.GetProperty("version").GetInt64();
        return await client.PostAsync($"/api/forms/ticket/records/{ticket}/move", new { to, fields }, version);
    }

    private static async Task<List<(string Key, string Change)>> ChangesAsync(ApiClient admin, string act)
    {
        var answer = act == "preview" ? await admin.GetAsync("/api/templates/repairs/preview") : await admin.PostAsync($"/api/templates/repairs/{act}");
        var changes = answer.Must(HttpStatusCode.OK).Json.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("key").GetString()!, c.GetProperty("change").GetString()!)).ToList();
        Assert.Equal(7, changes.Count);
        return changes;
    }
}
