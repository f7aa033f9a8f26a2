using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Publishing form definitions.</summary>
public sealed class FormScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_published_form_reads_back_as_put_and_takes_records_at_once(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "car_" + Guid.NewGuid().ToString("N")[..6];
        var form = Form(key);
        var put = (await admin.PutAsync($"/api/forms/{key}", form)).Must(HttpStatusCode.Created);
        var got = (await admin.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.OK);
        Assert.Equal(put.Text, got.Text);
        var created = (await admin.PostAsync($"/api/forms/{key}/records", new { plate = "沪A·1", price = 99.99, tags = new[] { "new", "used" }, seen_at = "2026-01-02T03:04:05+08:00" })).Must(HttpStatusCode.Created).Json;
        Assert.Equal("CAR-0001", created.GetProperty("no").GetString());
        Assert.Equal(119.99m, created.GetProperty("gross").GetDecimal()); // 99.99 × 1.2 = 119.988
        Assert.Equal("2026-01-01T19:04:05Z", created.GetProperty("seen_at").GetString());
        Assert.Equal(["new", "used"], created.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_unknown_keyword_type_or_broken_formula_is_refused_with_its_path(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "bad_" + Guid.NewGuid().ToString("N")[..6];
        var form = JsonNode.Parse(Form(key))!;
        form["if"] = new JsonObject();
        form["properties"]!["plate"]!["contains"] = 1;
        form["properties"]!["price"]!["x-field"]!["type"] = "gold";
        form["properties"]!["gross"]!["x-field"]!["formula"] = "plate + 1";
        var refused = (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString())).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("/if document.unknown_keyword", refused.Faults);
        Assert.Contains("/properties/plate/contains document.unknown_keyword", refused.Faults);
        Assert.Contains("/properties/price/x-field/type field.type", refused.Faults);
        (await admin.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_form_says_which_views_there_are_and_which_opens_first(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "seen_" + Guid.NewGuid().ToString("N")[..6];
        var form = JsonNode.Parse(Form(key))!;
        var version = 0;
        async Task<string[]> WithAsync(params string[] views)
        {
            form["x-form"]!["views"] = new JsonArray([.. views.Select(v => (JsonNode)v)]);
            (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), version == 0 ? null : version)).Must(version++ == 0 ? HttpStatusCode.Created : HttpStatusCode.OK);
            return await ViewsAsync();
        }
        async Task<string[]> ViewsAsync() =>
            [.. (await admin.GetAsync("/api/forms")).Json.GetProperty("items").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key).GetProperty("views").EnumerateArray().Select(v => v.GetString()!)];

        form["properties"]!["step"] = JsonNode.Parse($$"""{"type":"string","title":"Step","x-field":{"id":"fld_step","type":"stage","pipeline":"{{key}}" } }""");
        Assert.Equal(["list"], await WithAsync("board")); // records can always be looked at somehow
        (await admin.PutAsync($"/api/pipelines/{key}", new { key, title = "Way", form = key, field = "step", stages = new[] { new { id = "a", key = "a", title = "A", kind = "open" }, new { id = "b", key = "b", title = "B", kind = "won" }, new { id = "c", key = "c", title = "C", kind = "lost" } } })).Must(HttpStatusCode.Created);
        Assert.Equal(["board"], await ViewsAsync());
        Assert.Equal(["board", "list"], await WithAsync("board", "list"));
        Assert.Equal(["list"], await WithAsync("list"));
        form["x-form"]!["views"] = new JsonArray("list", "gallery", "list");
        Assert.Equal(["/x-form/views/1 document.choice", "/x-form/views/2 form.view_twice"], (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), version)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        form["x-form"]!["views"] = new JsonArray();
        Assert.Equal(["/x-form/views form.views_none"], (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), version)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        form["x-form"]!.AsObject().Remove("views");
        (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), version)).Must(HttpStatusCode.OK);
        Assert.Equal(["list", "board"], await ViewsAsync());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_added_later_is_usable_and_a_stale_publish_is_a_409(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "grow_" + Guid.NewGuid().ToString("N")[..6];
        (await admin.PutAsync($"/api/forms/{key}", Form(key))).Must(HttpStatusCode.Created);
        var form = JsonNode.Parse((await admin.GetAsync($"/api/forms/{key}")).Text)!;
        form["properties"]!["colour"] = JsonNode.Parse("""{"type":"string","title":"Colour","x-field":{"type":"text"}}""");
        (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", form.ToJsonString(), 1)).Must(HttpStatusCode.Conflict);
        var created = (await admin.PostAsync($"/api/forms/{key}/records", new { plate = "B", colour = "red" })).Must(HttpStatusCode.Created);
        Assert.Equal("red", created.Json.GetProperty("colour").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_in_use_is_not_deleted_and_only_designers_publish(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Rik", ["rep"]);
        var got = await admin.GetAsync("/api/forms/opportunity");
        var version = long.Parse(got.Headers.ETag!.Tag.Trim('"'));
        var form = JsonNode.Parse(got.Text)!;
        form["properties"]!.AsObject().Remove("amount");
        var refused = (await admin.PutAsync("/api/forms/opportunity", form.ToJsonString(), version)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(refused.Faults, f => f == "/properties/amount field.used" || f.EndsWith("layout.scope", StringComparison.Ordinal));
        (await rep.PutAsync("/api/forms/opportunity", got.Text, version)).Must(HttpStatusCode.Forbidden);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_that_an_exit_criterion_asks_for_is_not_deleted_and_the_pipeline_is_named(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var got = await admin.GetAsync("/api/forms/opportunity");
        var form = JsonNode.Parse(got.Text)!;
        form["properties"]!.AsObject().Remove("intent");
        Forget(form["x-form"]!["layouts"]!, "#/properties/intent");
        var refused = (await admin.PutAsync("/api/forms/opportunity", form.ToJsonString(), long.Parse(got.Headers.ETag!.Tag.Trim('"')))).Must(HttpStatusCode.UnprocessableEntity);
        var uses = refused.Json.GetProperty("errors").EnumerateArray().Where(e => e.GetProperty("code").GetString() == "field.used").Select(e => e.GetProperty("message").GetString()!).ToList();
        Assert.Contains(uses, m => m.Contains("Sales pipeline", StringComparison.Ordinal));
    }

    private static void Forget(JsonNode node, string scope)
    {
        if (node is JsonArray list)
            foreach (var control in list.Where(n => n is JsonObject o && (string?)o["scope"] == scope).ToList())
                list.Remove(control);
        foreach (var child in node is JsonArray items ? items.ToList() : node is JsonObject members ? members.Select(m => m.Value).ToList() : [])
            if (child is JsonArray or JsonObject)
                Forget(child, scope);
    }

    private static string Form(string key) => $$$"""
        {
          "$schema": "http://json-schema.org/draft-07/schema#", "$id": "{{{key}}}", "title": "Car", "type": "object",
          "x-form": { "title": {"zh-CN": "汽车"}, "recordTitle": "plate" },
          "required": ["plate"],
          "properties": {
            "no": { "type": "string", "readOnly": true, "title": "No.", "x-field": { "id": "fld_no", "type": "autoNumber", "pattern": "CAR-{0000}" } },
            "plate": { "type": "string", "title": "Plate", "x-field": { "id": "fld_plate", "type": "text" } },
            "price": { "type": "number", "minimum": 0, "title": "Price", "x-field": { "id": "fld_price", "type": "money" } },
            "gross": { "type": "number", "readOnly": true, "title": "Gross", "x-field": { "id": "fld_gross", "type": "money", "formula": "price * 1.2" } },
            "tags": { "type": "array", "items": { "type": "string", "enum": ["new", "used"] }, "title": "Tags", "x-field": { "id": "fld_tags", "type": "multiSelect", "options": [ {"key": "new", "title": {"en": "New"}}, {"key": "used", "title": {"en": "Used"}} ] } },
            "seen_at": { "type": "string", "format": "date-time", "title": "Seen", "x-field": { "id": "fld_seen", "type": "dateTime" } }
          }
        }
        """;
}
