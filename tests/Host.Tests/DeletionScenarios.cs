using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>What is deleted is refused while used, else hidden with its values, brought back, or taken away by an act that names them; and what is too much is refused.</summary>
public sealed class DeletionScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_deleted_field_is_listed_with_its_values_brought_back_and_purged_by_their_number(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("b"), Tags("c")))).Must(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
            (await admin.PostAsync($"/api/forms/{key}/records", new { a = "x", b = i == 2 ? null : $"v{i}", c = new[] { "one", "two" } })).Must(HttpStatusCode.Created);
        Assert.Empty((await admin.GetAsync($"/api/forms/{key}/deleted-fields")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")), 1)).Must(HttpStatusCode.OK);
        var items = (await admin.GetAsync($"/api/forms/{key}/deleted-fields")).Json.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("key").GetString()!);
        Assert.Equal(2, items["b"].GetProperty("values").GetInt32());
        Assert.Equal(3, items["c"].GetProperty("values").GetInt32());
        Assert.Equal(admin.UserId, items["b"].GetProperty("by").GetInt64());
        Assert.Equal("text", items["b"].GetProperty("property").GetProperty("x-field").GetProperty("type").GetString());

        (await admin.PostAsync($"/api/forms/{key}/deleted-fields/fld_b/restore", new { }, 1)).Must(HttpStatusCode.Conflict);
        (await admin.PostAsync($"/api/forms/{key}/deleted-fields/fld_b/restore", new { }, 2)).Must(HttpStatusCode.OK);
        Assert.Equal(["v0", "v1", null], (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("b").GetString()));

        Assert.Equal([" field.purge_count"], (await admin.DeleteAsync($"/api/forms/{key}/deleted-fields/fld_c")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.DeleteAsync($"/api/forms/{key}/deleted-fields/fld_c?values=2")).Must(HttpStatusCode.UnprocessableEntity);
        (await admin.DeleteAsync($"/api/forms/{key}/deleted-fields/fld_b?values=2")).Must(HttpStatusCode.NotFound);
        (await admin.DeleteAsync($"/api/forms/{key}/deleted-fields/fld_c?values=3")).Must(HttpStatusCode.NoContent);
        Assert.Empty((await admin.GetAsync($"/api/forms/{key}/deleted-fields")).Json.GetProperty("items").EnumerateArray());
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")), 3)).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/forms/{key}/deleted-fields/fld_b?values=2")).Must(HttpStatusCode.NoContent);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("b"), Tags("c")), 4)).Must(HttpStatusCode.OK);
        Assert.All((await admin.GetAsync($"/api/forms/{key}/records")).Json.GetProperty("items").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("b").ValueKind));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_is_not_brought_back_over_another_of_its_key(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("b")))).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")), 1)).Must(HttpStatusCode.OK);
        var other = Text("b");
        other.Schema["x-field"]!["id"] = "fld_other";
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), other), 2)).Must(HttpStatusCode.OK);
        Assert.Equal([" field.key_taken"], (await admin.PostAsync($"/api/forms/{key}/deleted-fields/fld_b/restore", new { }, 3)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_deleted_form_is_listed_and_comes_back_with_its_records(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")))).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{key}/records", new { a = "kept" })).Must(HttpStatusCode.Created);
        (await admin.DeleteAsync($"/api/forms/{key}", 1)).Must(HttpStatusCode.NoContent);
        (await admin.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.NotFound);
        var item = Assert.Single((await admin.GetAsync("/api/deleted-forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray(), i => i.GetProperty("key").GetString() == key);
        Assert.Equal("Deleted", item.GetProperty("title").GetProperty("en").GetString());
        (await admin.PostAsync($"/api/deleted-forms/{key}/restore")).Must(HttpStatusCode.OK);
        Assert.Equal("kept", (await admin.GetAsync($"/api/forms/{key}/records")).Json.GetProperty("items")[0].GetProperty("a").GetString());
        (await admin.PostAsync($"/api/deleted-forms/{key}/restore")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_form_is_not_deleted_while_a_dashboard_is_about_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")))).Must(HttpStatusCode.Created);
        var dashboard = JsonNode.Parse("""{"title":{"en":"About it"},"widgets":[{"id":"n","type":"number","title":{"en":"How many"},"layout":{"x":0,"y":0,"w":3,"h":2},"query":{"measures":[{"id":"n","agg":"count"}]}}]}""")!;
        (dashboard["key"], dashboard["source"], dashboard["widgets"]![0]!["query"]!["source"]) = ($"d_{key}", key, key);
        (await admin.PutAsync($"/api/dashboards/d_{key}", dashboard.ToJsonString())).Must(HttpStatusCode.Created);
        var refused = (await admin.DeleteAsync($"/api/forms/{key}", 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([" form.used"], refused.Faults);
        Assert.Equal("dashboard", refused.Json.GetProperty("errors")[0].GetProperty("params").GetProperty("kind").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_formula_cycle_around_three_forms_is_refused_with_its_way(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var keys = new[] { Key(), Key(), Key() };
        for (var i = 0; i < 3; i++)
            (await admin.PutAsync($"/api/forms/{keys[i]}", Form(keys[i], Text("name")))).Must(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
            (await admin.PutAsync($"/api/forms/{keys[i]}", Form(keys[i], Relation("to", keys[(i + 1) % 3]), Live("n", "1")), 1)).Must(HttpStatusCode.OK);
        for (var i = 0; i < 2; i++)
            (await admin.PutAsync($"/api/forms/{keys[i]}", Form(keys[i], Relation("to", keys[(i + 1) % 3]), Live("n", "to.n")), 2)).Must(HttpStatusCode.OK);
        var refused = (await admin.PutAsync($"/api/forms/{keys[2]}", Form(keys[2], Relation("to", keys[0]), Live("n", "to.n")), 2)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/n/x-field/formula formula.cycle"], refused.Faults);
        Assert.Equal($"“n” is computed from itself: {keys[2]}.n → {keys[0]}.n → {keys[1]}.n → {keys[2]}.n. Take one of these steps out of its formula.", refused.Message(0));
        Assert.Equal("\"2\"", (await admin.GetAsync($"/api/forms/{keys[2]}")).Headers.ETag!.Tag);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_condition_on_a_field_that_goes_in_the_same_publish_is_refused_where_it_stands(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("b")))).Must(HttpStatusCode.Created);
        var asking = Text("a");
        asking.Schema["x-field"]!["requiredWhen"] = "b == 'x'";
        var next = JsonNode.Parse(Form(key, asking))!;
        next["x-form"]!["layouts"] = JsonNode.Parse("""{"detail":{"type":"VerticalLayout","elements":[{"type":"Control","scope":"#/properties/a","rule":{"effect":"SHOW","condition":{"scope":"#/properties/b","schema":{"enum":["x"]}}}}]}}""");
        var refused = (await admin.PutAsync($"/api/forms/{key}", next, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("/x-form/layouts/detail/elements/0/rule/condition/scope layout.scope", refused.Faults);
        Assert.Contains("Bring the field back, or take out what names it.", refused.Text, StringComparison.Ordinal);
        next["x-form"]!.AsObject().Remove("layouts");
        refused = (await admin.PutAsync($"/api/forms/{key}", next, 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/a/x-field/requiredWhen expression.unknown_member"], refused.Faults);
        Assert.StartsWith("There is no field of this name (at 0).", refused.Message(0), StringComparison.Ordinal);
        Assert.Equal("\"1\"", (await admin.GetAsync($"/api/forms/{key}")).Headers.ETag!.Tag);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_publishes_second_is_shown_what_is_published_now(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")))).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("b")), 1)).Must(HttpStatusCode.OK);
        var stale = (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a"), Text("c")), 1)).Must(HttpStatusCode.Conflict).Json;
        Assert.Equal("definition.stale", stale.GetProperty("code").GetString());
        Assert.Equal(2, stale.GetProperty("currentVersion").GetInt32());
        Assert.True(stale.GetProperty("current").GetProperty("properties").TryGetProperty("b", out _));
        Assert.Equal(admin.UserId, stale.GetProperty("errors")[0].GetProperty("params").GetProperty("by").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Far_too_many_fields_and_options_are_refused_by_one_fault_each(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("a")))).Must(HttpStatusCode.Created);
        var many = Form(key, [.. Enumerable.Range(0, 5_000).Select(i => Text($"f{i}"))]);
        Assert.Equal(["/properties form.too_many_fields"], (await admin.PutAsync($"/api/forms/{key}", many, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        var options = (Key: "a", Schema: JsonNode.Parse("""{"type":"string","x-field":{"id":"fld_a","type":"select"}}""")!.AsObject());
        options.Schema["x-field"]!["options"] = new JsonArray([.. Enumerable.Range(0, 100_000).Select(i => new JsonObject { ["key"] = $"o{i}" })]);
        options.Schema["enum"] = new JsonArray([.. Enumerable.Range(0, 100_000).Select(i => JsonValue.Create($"o{i}"))]);
        Assert.Contains("/properties/a/x-field/options form.too_many_options", (await admin.PutAsync($"/api/forms/{key}", Form(key, options), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal("\"1\"", (await admin.GetAsync($"/api/forms/{key}")).Headers.ETag!.Tag);
    }

    private static string Key() => "del_" + Guid.NewGuid().ToString("N")[..8];

    private static (string Key, JsonObject Schema) Text(string key) =>
        (key, new JsonObject { ["type"] = "string", ["title"] = key, ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "text" } });

    private static (string Key, JsonObject Schema) Tags(string key) =>
        (key, JsonNode.Parse($$$"""{"type":"array","title":"{{{key}}}","x-field":{"id":"fld_{{{key}}}","type":"multiSelect","options":[{"key":"one"},{"key":"two"}]}}""")!.AsObject());

    private static (string Key, JsonObject Schema) Relation(string key, string form) =>
        (key, new JsonObject { ["type"] = "integer", ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "relation", ["form"] = form } });

    private static (string Key, JsonObject Schema) Live(string key, string formula) =>
        (key, new JsonObject { ["type"] = "number", ["readOnly"] = true, ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "decimal", ["formula"] = formula, ["stored"] = false } });

    private static string Form(string key, params (string Key, JsonObject Schema)[] fields) => new JsonObject
    {
        ["$id"] = key,
        ["title"] = "Deleted",
        ["type"] = "object",
        ["x-form"] = new JsonObject(),
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Schema.DeepClone()))),
    }.ToJsonString();
}
