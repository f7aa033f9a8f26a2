using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>A masked field shows that there is a value and its mask, and tells the value at no door.</summary>
public sealed class MaskedFieldScenarios
{
    private const string Phone = "13800014711";
    private const string Mail = "zoe.secret@example.com";

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Rows_carry_the_mask_in_the_place_of_the_value(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await HolderAsync(host, admin);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Masks", revenue = 987654321.5m, phone = "5550100" })).Must(HttpStatusCode.Created).Id;
        var contact = (await admin.PostAsync("/api/forms/contact/records", new { name = "Zoe", account, phone = Phone, email = Mail, wechat = "wechat-9981", note = "A long secret note" })).Must(HttpStatusCode.Created).Id;
        var bare = (await admin.PostAsync("/api/forms/contact/records", new { name = "Bare", account })).Must(HttpStatusCode.Created).Id;

        var seen = (await holder.GetAsync($"/api/forms/contact/records/{contact}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal("•••• 4711", seen.GetProperty("phone").GetString());
        Assert.Equal("z•••@example.com", seen.GetProperty("email").GetString());
        Assert.Equal("•••• 9981", seen.GetProperty("wechat").GetString());
        Assert.Equal("•••", seen.GetProperty("note").GetString());
        Assert.Equal("•••", (await holder.GetAsync($"/api/forms/account/records/{account}")).Must(HttpStatusCode.OK).Json.GetProperty("revenue").GetString());
        Assert.Equal("••••", (await holder.GetAsync($"/api/forms/account/records/{account}")).Json.GetProperty("phone").GetString());
        Assert.Equal(JsonValueKind.Null, (await holder.GetAsync($"/api/forms/contact/records/{bare}")).Must(HttpStatusCode.OK).Json.GetProperty("phone").ValueKind);
        var forms = (await holder.GetAsync("/api/forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal("masked", forms.Single(f => f.GetProperty("key").GetString() == "contact").GetProperty("fieldAccess").GetProperty("phone").GetString());

        var saved = (await holder.PatchAsync($"/api/forms/contact/records/{contact}", new { title = "CFO" }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal("•••• 4711", saved.Json.GetProperty("phone").GetString());
        foreach (var door in new[]
        {
            $"/api/forms/contact/records?limit=500&search=Zoe&expand=*", $"/api/forms/contact/export?format=csv", $"/api/forms/contact/records/{contact}/history",
            $"/api/forms/contact/records/{contact}/timeline", $"/api/forms/account/records/{account}/timeline", "/api/search?q=Zoe", "/openapi/v1.json", "/api/forms/contact",
        })
        {
            var answer = (await holder.GetAsync(door)).Must(HttpStatusCode.OK).Text;
            Assert.DoesNotContain(Phone, answer);
            Assert.DoesNotContain(Mail, answer);
            Assert.DoesNotContain("A long secret", answer);
        }
        Assert.Contains("•••• 4711", (await holder.GetAsync("/api/forms/contact/export?format=csv")).Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Nobody_asks_about_a_masked_value_or_writes_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await HolderAsync(host, admin);
        (await admin.PostAsync("/api/forms/contact/records", new { name = "Asked", phone = Phone, email = Mail })).Must(HttpStatusCode.Created);
        foreach (var ask in new Func<Task<Answer>>[]
        {
            () => holder.GetAsync($"/api/forms/contact/records?filter={Uri.EscapeDataString(JsonSerializer.Serialize(new { member = "phone", @operator = "startsWith", values = new[] { "138" } }))}"),
            () => holder.GetAsync("/api/forms/contact/records?sort=phone"),
            () => holder.GetAsync("/api/forms/account/records?totals=revenue"),
            () => holder.GetAsync($"/api/forms/contact/duplicates?field=phone&value={Phone}"),
            () => holder.PostAsync("/api/reports/query", new { source = "contact", dimensions = new[] { new { id = "d", field = "email" } }, measures = new[] { new { id = "n", agg = "count" } } }),
            () => holder.PostAsync("/api/reports/query", new { source = "contact", measures = new[] { new { id = "n", agg = "max", field = "account.revenue" } } }),
        })
            (await ask()).Must(HttpStatusCode.BadRequest);
        Assert.Empty((await holder.GetAsync($"/api/forms/contact/records?search={Phone}")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(["/phone field.read_only"], (await holder.PostAsync("/api/forms/contact/records", new { name = "x", phone = "1" })).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_that_shows_a_formula_over_what_it_hides_is_refused_and_so_is_such_a_formula(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        // A role for all forms: the names of the fields are this fact's own, since other facts' forms are there as well.
        var form = "rv_" + Guid.NewGuid().ToString("N")[..8];
        string Document(string more) => $$$"""
            { "$id": "{{{form}}}", "title": "Reveal", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "rv_cost": { "type": "number", "x-field": { "id": "fld_c", "type": "decimal" } },
              "rv_twice": { "type": "number", "readOnly": true, "x-field": { "id": "fld_t", "type": "decimal", "formula": "rv_cost * 2" } }{{{more}}} } }
            """;
        (await admin.PutAsync($"/api/forms/{form}", Document(""))).Must(HttpStatusCode.Created);
        var key = "role_" + form;
        object Role(object fields) => new { key, title = "Half", forms = new Dictionary<string, object> { ["*"] = new { read = "all", fields }, } };
        foreach (var limit in new[] { "hidden", "masked" })
            Assert.Equal([$"/forms/*/fields/rv_twice role.formula_reveals"], (await admin.PutAsync($"/api/roles/{key}", Role(new { rv_cost = limit }))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PutAsync($"/api/roles/{key}", Role(new { rv_cost = "hidden", rv_twice = "masked" }))).Must(HttpStatusCode.Created);
        var thrice = """, "rv_thrice": { "type": "number", "readOnly": true, "x-field": { "id": "fld_h", "type": "decimal", "formula": "rv_cost * 3" } }""";
        Assert.Equal(["/properties/rv_thrice/x-field/formula formula.reveals"], (await admin.PutAsync($"/api/forms/{form}", Document(thrice), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_names_fields_that_there_are_and_conditions_that_fit(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "odd_" + Guid.NewGuid().ToString("N")[..8];
        var grant = new { read = new { when = "amount > 'x'" }, update = new { when = "amount > 5" }, fields = new { amuont = "hidden", owner = "masked", stage = "masked" } };
        var answer = await admin.PutAsync($"/api/roles/{key}", new { key, title = "Odd", forms = new { opportunity = grant } });
        Assert.Equal(
            ["/forms/opportunity/fields/amuont role.field_unknown", "/forms/opportunity/fields/owner role.field_system", "/forms/opportunity/fields/stage role.field_stage", "/forms/opportunity/read/when expression.type"],
            answer.Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_role_without_bulk_changes_records_one_by_one(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var one = await WithRoleAsync(host, admin, new { account = new { create = true, read = "all", update = "all", bulk = false } });
        using var many = await WithRoleAsync(host, admin, new { account = new { create = true, read = "all", update = "all" } });
        var id = (await one.PostAsync("/api/forms/account/records", new { name = "One" })).Must(HttpStatusCode.Created).Id;
        var change = new { ids = new[] { id }, patch = new { country = "CN" } };
        Assert.Equal("forbidden.bulk", (await one.PostAsync("/api/forms/account/records/bulk", change)).Must(HttpStatusCode.Forbidden).Json.GetProperty("code").GetString());
        (await one.PatchAsync($"/api/forms/account/records/{id}", new { country = "DE" }, 1)).Must(HttpStatusCode.OK);
        Assert.True((await many.PostAsync("/api/forms/account/records/bulk", change)).Must(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("ok").GetBoolean());
        Assert.False(Can(await one.GetAsync("/api/forms")));
        Assert.True(Can(await many.GetAsync("/api/forms")));

        static bool Can(Answer forms) => forms.Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Single(f => f.GetProperty("key").GetString() == "account").GetProperty("can").GetProperty("bulk").GetBoolean();
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_default_copies_only_what_its_author_may_see(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = "df_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Copy", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "deal": { "type": "integer", "x-field": { "id": "fld_d", "type": "relation", "form": "opportunity" } },
              "account": { "type": "integer", "x-field": { "id": "fld_a", "type": "relation", "form": "account" } },
              "website": { "type": "string", "x-field": { "id": "fld_w", "type": "text", "default": { "expr": "account.website" } } },
              "revenue": { "type": "number", "x-field": { "id": "fld_r", "type": "decimal", "default": { "expr": "account.revenue" } } },
              "phone": { "type": "string", "x-field": { "id": "fld_p", "type": "text", "default": { "expr": "account.phone" } } },
              "note": { "type": "string", "x-field": { "id": "fld_o", "type": "text", "default": { "expr": "account.parent.website" } } } } }
            """)).Must(HttpStatusCode.Created);
        var parent = (await admin.PostAsync("/api/forms/account/records", new { name = "Parent", website = "https://parent.example", country = "hidden" })).Must(HttpStatusCode.Created).Id;
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Child", website = "https://child.example", revenue = 4711m, phone = Phone, parent })).Must(HttpStatusCode.Created).Id;
        using var holder = await WithRoleAsync(host, admin, new Dictionary<string, object>
        {
            ["*"] = new { create = true, read = "all", update = "all" },
            ["account"] = new { read = new { when = "isBlank(country)" }, fields = new { revenue = "hidden", phone = "masked" } },
        });
        var copied = (await holder.PostAsync($"/api/forms/{form}/records", new { name = "c", account })).Must(HttpStatusCode.Created).Json;
        Assert.Equal("https://child.example", copied.GetProperty("website").GetString());
        foreach (var blank in new[] { "revenue", "phone", "note" })
            Assert.Equal(JsonValueKind.Null, copied.GetProperty(blank).ValueKind);
        var whole = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "c", account })).Must(HttpStatusCode.Created).Json;
        Assert.Equal(4711m, whole.GetProperty("revenue").GetDecimal());
        Assert.Equal("https://parent.example", whole.GetProperty("note").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Files_in_a_hidden_field_are_hidden_with_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = "hf_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Papers", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "papers": { "type": "array", "items": { "type": "integer" }, "x-field": { "id": "fld_p", "type": "file" } } } }
            """)).Must(HttpStatusCode.Created);
        var file = (await admin.UploadAsync("/api/files", "secret"u8.ToArray(), "hidden-paper.txt")).Must(HttpStatusCode.Created).Id;
        var record = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "r", papers = new[] { file } })).Must(HttpStatusCode.Created).Id;
        using var holder = await WithRoleAsync(host, admin, new Dictionary<string, object> { [form] = new { read = "all", update = "all", fields = new { papers = "hidden" } } });
        foreach (var path in new[] { "", "/files", "/timeline", "/history" })
            Assert.DoesNotContain("hidden-paper", (await holder.GetAsync($"/api/forms/{form}/records/{record}{path}")).Must(HttpStatusCode.OK).Text);
        (await holder.GetAsync($"/api/files/{file}")).Must(HttpStatusCode.NotFound);
        (await holder.DeleteAsync($"/api/forms/{form}/records/{record}/files/{file}")).Must(HttpStatusCode.NotFound);
        (await admin.GetAsync($"/api/files/{file}")).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_refusal_about_several_unique_fields_keeps_the_hidden_one_to_itself(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = "uq_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Pair", "type": "object", "x-form": { "recordTitle": "name", "unique": [["code", "name"]] }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "code": { "type": "string", "x-field": { "id": "fld_c", "type": "text" } } } }
            """)).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{form}/records", new { name = "a", code = "code-canary" })).Must(HttpStatusCode.Created);
        var other = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "b", code = "code-canary" })).Must(HttpStatusCode.Created).Id;
        using var holder = await WithRoleAsync(host, admin, new Dictionary<string, object> { [form] = new { read = "all", update = "all", fields = new { code = "hidden" } } });
        var refused = (await holder.PatchAsync($"/api/forms/{form}/records/{other}", new { name = "a" }, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain("canary", refused.Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_may_not_see_what_a_page_is_made_of_gets_the_rest_of_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await WithRoleAsync(host, admin, new Dictionary<string, object>
        {
            ["*"] = new { create = true, read = "all", update = "all" },
            ["task"] = new { create = true, read = "all", update = "all", fields = new { done = "hidden", overdue = "hidden" } },
            ["opportunity"] = new
            {
                create = true,
                read = "all",
                update = "all",
                fields = new { amount = "hidden", weighted = "hidden", next_step_on = "masked", expected_close = "hidden", close_overdue = "hidden", closed_on = "masked", cycle_days = "hidden", key_tasks_done = "hidden" },
            },
            ["account"] = new { read = "all", fields = new { won_amount = "hidden" } },
        });
        var deal = await admin.OpportunityAsync("Paged");
        foreach (var path in new[] { "/api/home", "/api/pipelines/sales/board", "/api/calendar?from=2027-03-01&to=2027-04-30&who=all", "/api/dashboards/sales_overview/data", $"/api/forms/opportunity/records/{deal.Id}/moves", $"/api/forms/opportunity/records/{deal.Id}/brief", $"/api/forms/opportunity/records/{deal.Id}/similar" })
            (await holder.GetAsync(path)).Must(HttpStatusCode.OK);
        (await holder.GetAsync("/api/forecasts/sales/table")).Must(HttpStatusCode.NotFound);
        using var blind = await WithRoleAsync(host, admin, new Dictionary<string, object>
        {
            ["*"] = new { create = true, read = "all", update = "all" },
            ["opportunity"] = new { read = "all", fields = new { stage = "hidden", stage_days = "hidden", stalled = "hidden", close_overdue = "hidden", no_next_step = "hidden", unattended = "hidden", key_tasks = "hidden", key_tasks_done = "hidden", to_review = "hidden" } },
            ["account"] = new { read = "all", fields = new { won_amount = "hidden", open_opportunities = "hidden" } },
        });
        (await blind.GetAsync("/api/home")).Must(HttpStatusCode.OK);
        (await blind.GetAsync("/api/pipelines/sales/board")).Must(HttpStatusCode.Forbidden);
        (await blind.GetAsync($"/api/forms/opportunity/records/{deal.Id}/moves")).Must(HttpStatusCode.NotFound);
        (await blind.GetAsync($"/api/forms/opportunity/records/{deal.Id}/brief")).Must(HttpStatusCode.OK);
        (await blind.GetAsync($"/api/forms/opportunity/records/{deal.Id}/timeline")).Must(HttpStatusCode.OK);
    }

    private static Task<ApiClient> HolderAsync(TestHost host, ApiClient admin) => WithRoleAsync(host, admin, new Dictionary<string, object>
    {
        ["*"] = new { create = true, read = "all", update = "all", export = true },
        ["contact"] = new { create = true, read = "all", update = "all", export = true, fields = new { phone = "masked", email = "masked", wechat = "masked", note = "masked" } },
        ["account"] = new { create = true, read = "all", update = "all", fields = new { revenue = "masked", phone = "masked" } },
    });

    private static async Task<ApiClient> WithRoleAsync(TestHost host, ApiClient admin, object forms)
    {
        var key = "limit_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Limited", forms })).Must(HttpStatusCode.Created);
        return await host.JoinAsync(admin, "Lim", [key]);
    }
}
