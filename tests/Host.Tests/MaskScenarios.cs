using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>A field hidden from a role is as if it were not there, at every door; a read-only one may be seen and not written.</summary>
public sealed class MaskScenarios
{
    private const string Hidden = "revenue";
    private const string ReadOnly = "employees";

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_hidden_field_is_in_no_answer(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await HolderAsync(host, admin);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Masked", revenue = 987654321.5m, employees = 4 })).Must(HttpStatusCode.Created);
        var path = $"/api/forms/account/records/{account.Id}";
        (await admin.PatchAsync(path, new { revenue = 987654322.5m, employees = 5 }, 1)).Must(HttpStatusCode.OK);
        var form = (await holder.GetAsync("/api/forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Single(f => f.GetProperty("key").GetString() == "account");
        Assert.Equal("hidden", form.GetProperty("fieldAccess").GetProperty(Hidden).GetString());
        Assert.Equal("readOnly", form.GetProperty("fieldAccess").GetProperty(ReadOnly).GetString());
        Assert.Equal(5, (await holder.GetAsync(path)).Must(HttpStatusCode.OK).Json.GetProperty(ReadOnly).GetInt64());
        foreach (var door in new[]
        {
            path, path + "?expand=*", path + "/history", path + "/timeline", path + "/related", $"/api/forms/account/records?search=Masked&expand=*&limit=500",
            "/api/search?q=Masked", "/api/forms/contact/records?expand=*&limit=500", "/api/forms/opportunity/records?expand=*&limit=500", "/api/pipelines/sales/board",
        })
        {
            var answer = (await holder.GetAsync(door)).Must(HttpStatusCode.OK).Text;
            Assert.DoesNotContain(Hidden, answer);
            Assert.DoesNotContain("98765432", answer);
        }
        var conflict = (await holder.PatchAsync(path, new { country = "CN" }, 1)).Must(HttpStatusCode.Conflict);
        Assert.DoesNotContain(Hidden, conflict.Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Asking_for_a_hidden_field_is_answered_like_asking_for_one_that_does_not_exist(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await HolderAsync(host, admin);
        foreach (var ask in new Func<string, Task<Answer>>[]
        {
            f => holder.GetAsync($"/api/forms/account/records?filter={Uri.EscapeDataString(JsonSerializer.Serialize(new { member = f, @operator = "gt", values = new[] { 1 } }))}"),
            f => holder.GetAsync($"/api/forms/contact/records?filter={Uri.EscapeDataString(JsonSerializer.Serialize(new { member = "account." + f, @operator = "set" }))}"),
            f => holder.GetAsync($"/api/forms/account/records?sort=-{f}"),
            f => holder.GetAsync($"/api/forms/contact/records?sort=account.{f}"),
            f => holder.GetAsync($"/api/forms/account/records?fields=name,{f}"),
            f => holder.GetAsync($"/api/forms/account/records?totals={f}"),
            f => holder.GetAsync($"/api/forms/opportunity/records?totals=account.{f}"),
            f => ReportAsync(holder, new { source = "account", measures = new[] { new { id = "m", agg = "sum", member = f } } }),
            f => ReportAsync(holder, new { source = "account", dimensions = new[] { new { id = "d", member = f } }, measures = new[] { new { id = "m", agg = "count" } } }),
            f => ReportAsync(holder, new { source = "account", measures = new[] { new { id = "m", agg = "count" } }, filter = new { member = f, @operator = "set" } }),
            f => ReportAsync(holder, new { source = "contact", measures = new[] { new { id = "m", agg = "sum", member = "account." + f } } }),
            f => ReportAsync(holder, new { source = "account", ungrouped = true, fields = new[] { f } }),
        })
        {
            var (hidden, unknown) = (await ask(Hidden), await ask("revenux"));
            Assert.Equal(HttpStatusCode.BadRequest, unknown.Must(HttpStatusCode.BadRequest).Status);
            Assert.Equal(Anonymous(unknown, "revenux"), Anonymous(hidden.Must(HttpStatusCode.BadRequest), Hidden));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Writing_a_hidden_field_is_unknown_and_a_read_only_one_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var holder = await HolderAsync(host, admin);
        var created = (await holder.PostAsync("/api/forms/account/records", new { name = "Own" })).Must(HttpStatusCode.Created);
        var refused = await holder.PatchAsync($"/api/forms/account/records/{created.Id}", new { revenue = 1, employees = 1, revenux = 1 }, 1);
        Assert.Equal(["/employees field.read_only", "/revenue field.unknown", "/revenux field.unknown"], refused.Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/employees field.read_only", "/revenue field.unknown"], (await holder.PostAsync("/api/forms/account/records", new { name = "x", revenue = 1, employees = 1 })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var bulk = await holder.PostAsync("/api/forms/account/records/bulk", new { ids = new[] { created.Id }, patch = new { revenue = 1 } });
        Assert.Equal(["/patch/revenue field.unknown"], bulk.Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_definition_names_hidden_fields_only_to_those_who_design(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "masked_" + Guid.NewGuid().ToString("N")[..8];
        var document = $$$"""
            {
              "$id": "{{{key}}}", "title": "Deal", "type": "object", "required": ["name", "secret"],
              "x-form": {
                "recordTitle": "name", "search": ["name", "secret_note"], "indexes": [["secret"], ["name"]],
                "list": { "columns": ["name", "secret"], "sort": "-secret,name" },
                "layouts": { "detail": { "type": "VerticalLayout", "elements": [
                  { "type": "Control", "scope": "#/properties/secret" },
                  { "type": "Control", "scope": "#/properties/name", "rule": { "effect": "HIDE", "condition": { "scope": "#/properties/secret", "schema": { "const": 1 } } } } ] } }
              },
              "properties": {
                "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
                "secret": { "type": "number", "x-field": { "id": "fld_s", "type": "decimal" } },
                "secret_note": { "type": "string", "x-field": { "id": "fld_o", "type": "text" } },
                "double": { "type": "number", "readOnly": true, "x-field": { "id": "fld_d", "type": "decimal", "formula": "secret * 2" } }
              }
            }
            """;
        (await admin.PutAsync($"/api/forms/{key}", document)).Must(HttpStatusCode.Created);
        using var holder = await HolderAsync(host, admin, key, new { secret = "hidden", secret_note = "hidden", @double = "hidden" });
        var seen = (await holder.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.OK);
        Assert.DoesNotContain("secret", seen.Text);
        Assert.Equal("name", Assert.Single(seen.Json.GetProperty("required").EnumerateArray().ToList()).GetString());
        Assert.Equal("name", seen.Json.GetProperty("x-form").GetProperty("list").GetProperty("sort").GetString());
        Assert.Single(seen.Json.GetProperty("x-form").GetProperty("layouts").GetProperty("detail").GetProperty("elements").EnumerateArray().ToList());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse((await admin.GetAsync($"/api/forms/{key}")).Text)));
        var described = (await holder.GetAsync("/openapi/v1.json")).Must(HttpStatusCode.OK).Json.GetProperty("components").GetProperty("schemas").GetProperty("record_" + key);
        Assert.DoesNotContain("secret", described.GetRawText());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_a_picker_compares_is_told_only_to_who_may_know_both_sides(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (of, from) = ("of_" + Guid.NewGuid().ToString("N")[..8], "from_" + Guid.NewGuid().ToString("N")[..8]);
        const string texts = """
            "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } }, "region": { "type": "string", "x-field": { "id": "fld_r", "type": "text" } }
            """;
        var to = $$$"""{ "type": "integer", "x-field": { "id": "fld_t", "type": "relation", "form": "{{{of}}}", "narrow": { "field": "region", "by": "region" } } }""";
        foreach (var (form, fields) in new[] { (of, texts), (from, texts + ", \"to\": " + to) })
            (await admin.PutAsync($"/api/forms/{form}", $$"""{ "$id": "{{form}}", "title": "Narrow", "type": "object", "x-form": { "recordTitle": "name" }, "properties": { {{fields}} } }""")).Must(HttpStatusCode.Created);
        async Task<bool> IsToldAsync(ApiClient client) =>
            (await client.GetAsync($"/api/forms/{from}")).Must(HttpStatusCode.OK).Json.GetProperty("properties").GetProperty("to").GetProperty("x-field").TryGetProperty("narrow", out _);
        Assert.True(await IsToldAsync(admin));
        using var sees = await HolderAsync(host, admin, from, new { name = "hidden" });
        Assert.True(await IsToldAsync(sees));
        foreach (var (form, access) in new[] { (from, "hidden"), (from, "masked"), (of, "hidden"), (of, "masked") })
        {
            using var holder = await HolderAsync(host, admin, form, new { region = access });
            Assert.False(await IsToldAsync(holder), $"{form} {access}");
        }
    }

    private static Task<Answer> ReportAsync(ApiClient client, object query) => client.PostAsync("/api/reports/query", query);

    // An answer without what differs by nature: the trace and the name that was asked for.
    private static string Anonymous(Answer answer, string name)
    {
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json.Remove("traceId");
        return json.ToJsonString().Replace(name, "?", StringComparison.Ordinal);
    }

    private static async Task<ApiClient> HolderAsync(TestHost host, ApiClient admin, string form = "account", object? fields = null)
    {
        var key = "mask_" + Guid.NewGuid().ToString("N")[..8];
        var all = new { create = true, read = "all", update = "all", delete = "all", export = true };
        var masked = new { create = true, read = "all", update = "all", delete = "all", export = true, fields = fields ?? new { revenue = "hidden", employees = "readOnly" } };
        var role = new { key, title = "Masked", forms = new Dictionary<string, object> { ["*"] = all, [form] = masked } };
        (await admin.PutAsync($"/api/roles/{key}", role)).Must(HttpStatusCode.Created);
        return await host.JoinAsync(admin, "Holder", [key]);
    }
}
