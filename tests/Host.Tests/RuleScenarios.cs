using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>The rules of a form as trees: enough for a client to answer while one types, and no word of what its reader may not see.</summary>
public sealed class RuleScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_trees_of_every_rule_are_told_with_their_source_and_the_version_of_the_form(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await PublishAsync(admin);
        var answer = (await admin.GetAsync($"/api/forms/{form}/rules")).Must(HttpStatusCode.OK);
        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        var fields = answer.Json.GetProperty("fields");
        Assert.Equal(["day", "half", "open_note", "reason", "secret_note"], fields.EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        var half = fields.GetProperty("half").GetProperty("formula");
        Assert.Equal("price / 2", half.GetProperty("source").GetString());
        Assert.Equal("number", half.GetProperty("type").GetString());
        Assert.Equal(["price"], half.GetProperty("members").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("/", half.GetProperty("root").GetProperty("operator").GetString());
        Assert.True(fields.GetProperty("day").GetProperty("default").GetProperty("volatile").GetBoolean());
        Assert.Equal("price > 100", fields.GetProperty("reason").GetProperty("requiredWhen").GetProperty("source").GetString());
        Assert.Equal("hasRole('auditor')", fields.GetProperty("reason").GetProperty("readOnlyWhen").GetProperty("source").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_rule_that_reads_what_is_hidden_or_masked_is_told_as_the_servers_and_names_nothing(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await PublishAsync(admin);
        foreach (var limit in new[] { "hidden", "masked" })
        {
            var role = $"{limit}_{form}";
            (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Half", forms = new Dictionary<string, object> { [form] = new { create = true, read = "all", update = "all", fields = new { secret = limit } } } })).Must(HttpStatusCode.Created);
            using var holder = await host.JoinAsync(admin, "Rita Rules", [role]);
            var answer = (await holder.GetAsync($"/api/forms/{form}/rules")).Must(HttpStatusCode.OK);
            var fields = answer.Json.GetProperty("fields");
            Assert.Equal("""{"requiredWhen":{"server":true}}""", fields.GetProperty("secret_note").GetRawText());
            Assert.Equal("price / 2", fields.GetProperty("half").GetProperty("formula").GetProperty("source").GetString());
            Assert.DoesNotContain("\"secret\"", answer.Text);
            Assert.DoesNotContain("secret ==", answer.Text);
            Assert.DoesNotContain("classified", answer.Text);
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_hidden_field_has_no_rules_and_a_masked_one_only_the_servers(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await PublishAsync(admin);
        var role = "limits_" + form;
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Half", forms = new Dictionary<string, object> { [form] = new { read = "all", fields = new { reason = "hidden", half = "masked" } } } })).Must(HttpStatusCode.Created);
        using var holder = await host.JoinAsync(admin, "Lea Limits", [role]);
        var fields = (await holder.GetAsync($"/api/forms/{form}/rules")).Must(HttpStatusCode.OK).Json.GetProperty("fields");
        Assert.False(fields.TryGetProperty("reason", out _));
        Assert.Equal("""{"formula":{"server":true}}""", fields.GetProperty("half").GetRawText());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Of_a_form_that_one_may_not_read_nothing_is_told(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await PublishAsync(admin);
        using var nobody = await host.JoinAsync(admin, "Ned Nobody", []);
        (await nobody.GetAsync($"/api/forms/{form}/rules")).Must(HttpStatusCode.NotFound);
        (await admin.GetAsync("/api/forms/no_such_form/rules")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_trees_of_a_form_being_designed_are_told_without_what_is_faulty_and_nothing_is_kept(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = "rd_" + Guid.NewGuid().ToString("N")[..8];
        var document = JsonNode.Parse($$$"""
            { "$id": "{{{form}}}", "title": "Draft", "type": "object", "x-form": {}, "properties": {
              "price": { "type": "number", "x-field": { "type": "decimal" } },
              "odd": { "type": "string", "x-field": { "type": "no_such_type" } },
              "half": { "type": "number", "readOnly": true, "x-field": { "type": "decimal", "formula": "price / 2" } },
              "wrong": { "type": "number", "readOnly": true, "x-field": { "type": "decimal", "formula": "prise / 2" } },
              "reason": { "type": "string", "x-field": { "type": "text", "requiredWhen": "price > 100" } } } }
            """);
        var fields = (await admin.PostAsync("/api/expressions/rules", new { form, document })).Must(HttpStatusCode.OK).Json.GetProperty("fields");
        Assert.Equal(["half", "reason"], fields.EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal("price / 2", fields.GetProperty("half").GetProperty("formula").GetProperty("source").GetString());
        (await admin.GetAsync($"/api/forms/{form}/rules")).Must(HttpStatusCode.NotFound);
        Assert.Equal(["/form form.unknown"], (await admin.PostAsync("/api/expressions/rules", new { form })).Must(HttpStatusCode.BadRequest).Faults);
        // As it is published, to the last character the same answer.
        var published = await PublishAsync(admin);
        var told = (await admin.GetAsync($"/api/forms/{published}/rules")).Must(HttpStatusCode.OK);
        Assert.Equal(told.Text, (await admin.PostAsync("/api/expressions/rules", new { form = published })).Must(HttpStatusCode.OK).Text);
        using var reader = await host.JoinAsync(admin, "Rob Reader", ["rep"]);
        (await reader.PostAsync("/api/expressions/rules", new { form = published })).Must(HttpStatusCode.Forbidden);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_bound_of_a_layout_rule_is_a_number_or_a_day_and_another_is_refused_at_its_place(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = "rb_" + Guid.NewGuid().ToString("N")[..8];
        string Document(string least, string from) => $$$"""
            { "$id": "{{{form}}}", "title": "Bounds", "type": "object", "properties": {
              "price": { "type": "number", "x-field": { "type": "decimal" } },
              "day": { "type": "string", "format": "date", "x-field": { "type": "date" } } },
              "x-form": { "layouts": { "detail": { "type": "VerticalLayout", "elements": [{ "type": "Control", "scope": "#/properties/day",
                "rule": { "effect": "SHOW", "condition": { "type": "AND", "conditions": [
                  { "scope": "#/properties/price", "schema": { "minimum": {{{least}}} } },
                  { "scope": "#/properties/day", "schema": { "formatMinimum": {{{from}}} } }] } } }] } } } }
            """;
        var refused = (await admin.PutAsync($"/api/forms/{form}", Document("\"much\"", "2026"))).Must(HttpStatusCode.UnprocessableEntity);
        const string At = "/x-form/layouts/detail/elements/0/rule/condition/conditions";
        Assert.Equal([$"{At}/0/schema/minimum document.number", $"{At}/1/schema/formatMinimum document.string"], refused.Faults);
        foreach (var noDay in new[] { "tomorrow", "today+", "today-99999", "2026-02-30" })
            Assert.Equal([$"{At}/1/schema/formatMinimum field.day"], (await admin.PutAsync($"/api/forms/{form}", Document("100", $"\"{noDay}\""))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        foreach (var day in new[] { "2026-01-31", "2026-01-31T08:00:00Z", "today", "today+7", "today-30" })
            Assert.Equal(0, (await admin.PutAsync($"/api/forms/{form}?dryRun=true", Document("100", $"\"{day}\""))).Must(HttpStatusCode.OK).Json.GetProperty("errors").GetArrayLength());
    }

    private static async Task<string> PublishAsync(ApiClient admin)
    {
        var form = "ru_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Rules", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
              "price": { "type": "number", "x-field": { "id": "fld_p", "type": "decimal" } },
              "secret": { "type": "string", "x-field": { "id": "fld_s", "type": "text" } },
              "half": { "type": "number", "readOnly": true, "x-field": { "id": "fld_h", "type": "decimal", "formula": "price / 2" } },
              "day": { "type": "string", "format": "date", "x-field": { "id": "fld_d", "type": "date", "default": { "expr": "today()" } } },
              "reason": { "type": "string", "x-field": { "id": "fld_r", "type": "text", "requiredWhen": "price > 100", "readOnlyWhen": "hasRole('auditor')" } },
              "open_note": { "type": "string", "x-field": { "id": "fld_o", "type": "text", "requiredWhen": "isBlank(name)" } },
              "secret_note": { "type": "string", "x-field": { "id": "fld_e", "type": "text", "requiredWhen": "secret == 'classified'" } } } }
            """)).Must(HttpStatusCode.Created);
        return form;
    }
}
