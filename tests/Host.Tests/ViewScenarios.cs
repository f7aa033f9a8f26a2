using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Saved views of a list: whose they are, who is told of them, and which one a list opens with.</summary>
public sealed class ViewScenarios
{
    private static string Key(string stem) => $"{stem}_{Guid.NewGuid().ToString("N")[..8]}";

    private static object Condition(string member, string op, params object[] values) => new { member, @operator = op, values };

    private static JsonObject Document(string key, object? access, object? filter = null, string form = "opportunity", string? sort = null, string[]? columns = null, string[]? opens = null)
    {
        var document = JsonSerializer.SerializeToNode(new { key, title = new Dictionary<string, string> { ["en"] = "View " + key, ["zh-CN"] = "视图 " + key }, form })!.AsObject();
        foreach (var (name, value) in new (string, object?)[] { ("access", access), ("default", opens), ("filter", filter), ("sort", sort), ("columns", columns) })
            if (value is not null)
                document[name] = JsonSerializer.SerializeToNode(value);
        return document;
    }

    private static async Task<Answer> SaveAsync(ApiClient client, JsonObject document, long? version = null) =>
        await client.PutAsync($"/api/views/{document["key"]}", document.ToJsonString(), version);

    private static async Task<List<JsonElement>> ListAsync(ApiClient client, string query = "form=opportunity") =>
        [.. (await client.GetAsync("/api/views?" + query)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    private static List<string?> Keys(IEnumerable<JsonElement> items) => [.. items.Select(v => v.GetProperty("key").GetString())];

    private static string? Default(IEnumerable<JsonElement> items) =>
        items.SingleOrDefault(v => v.GetProperty("default").GetBoolean()) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("key").GetString() : null;

    private static string Code(Answer answer) => answer.Json.GetProperty("code").GetString()!;

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_private_view_is_nobody_elses_and_clutters_no_administrators_list(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "View Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "View Rep", ["rep"], manager.UserId);
        var key = Key("own");
        var document = Document(key, new { owner = rep.UserId }, Condition("amount", "gt", 100), sort: "-amount", columns: ["name", "amount", "createdAt"]);
        (await SaveAsync(rep, document)).Must(HttpStatusCode.Created);

        var mine = (await ListAsync(rep)).Single(v => v.GetProperty("key").GetString() == key);
        Assert.Equal("""{"member":"amount","operator":"gt","values":[100]}""", mine.GetProperty("filter").GetRawText());
        Assert.Equal("""["name","amount","createdAt"]""", mine.GetProperty("columns").GetRawText());
        Assert.Equal("""{"update":true,"delete":true}""", mine.GetProperty("can").GetRawText());
        Assert.True(mine.GetProperty("private").GetBoolean() && mine.GetProperty("mine").GetBoolean());
        Assert.DoesNotContain(key, Keys(await ListAsync(rep, "form=account")));

        Assert.DoesNotContain(key, Keys(await ListAsync(manager, "form=opportunity&all=true")));
        (await manager.GetAsync($"/api/views/{key}")).Must(HttpStatusCode.NotFound);
        (await SaveAsync(manager, document, 1)).Must(HttpStatusCode.NotFound);
        (await manager.DeleteAsync($"/api/views/{key}", 1)).Must(HttpStatusCode.NotFound);
        (await SaveAsync(manager, document)).Must(HttpStatusCode.Conflict);
        Assert.DoesNotContain(key, Keys(await ListAsync(admin)));
        Assert.Contains(key, Keys(await ListAsync(admin, "form=opportunity&all=true")));

        document["sort"] = "name";
        (await SaveAsync(rep, document, 1)).Must(HttpStatusCode.OK);
        Assert.Equal("definition.stale", Code((await SaveAsync(rep, document, 1)).Must(HttpStatusCode.Conflict)));
        (await rep.DeleteAsync($"/api/views/{key}", 2)).Must(HttpStatusCode.NoContent);
        (await rep.GetAsync($"/api/views/{key}")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Who_may_shares_with_roles_and_others_use_it_without_changing_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "View Sharer", ["manager"]);
        using var rep = await host.JoinAsync(admin, "View User", ["rep"], manager.UserId);
        using var support = await host.JoinAsync(admin, "View Support", ["support"]);
        var key = Key("team");
        var document = Document(key, new { owner = manager.UserId, roles = new[] { "rep" } }, Condition("amount", "gt", 100));
        (await SaveAsync(manager, document)).Must(HttpStatusCode.Created);

        var shared = (await ListAsync(rep)).Single(v => v.GetProperty("key").GetString() == key);
        Assert.Equal("""{"update":false,"delete":false}""", shared.GetProperty("can").GetRawText());
        Assert.False(shared.GetProperty("private").GetBoolean() || shared.GetProperty("mine").GetBoolean());
        Assert.DoesNotContain(key, Keys(await ListAsync(support)));
        Assert.Equal("forbidden.view", Code((await SaveAsync(rep, document, 1)).Must(HttpStatusCode.Forbidden)));
        Assert.Equal("forbidden.view", Code((await rep.DeleteAsync($"/api/views/{key}", 1)).Must(HttpStatusCode.Forbidden)));

        foreach (var access in new object?[] { new { owner = rep.UserId, roles = new[] { "rep" } }, new { roles = new[] { "*" } }, null })
            Assert.Equal("forbidden.views", Code((await SaveAsync(rep, Document(Key("loud"), access))).Must(HttpStatusCode.Forbidden)));
        Assert.Equal(["/access/owner view.owner"], (await SaveAsync(manager, Document(Key("given"), new { owner = rep.UserId }))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.False((await rep.GetAsync("/api/views?form=opportunity")).Json.TryGetProperty("roles", out _));
        Assert.Contains("rep", (await manager.GetAsync("/api/views?form=opportunity")).Json.GetProperty("roles").EnumerateArray().Select(r => r.GetProperty("key").GetString()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_list_opens_with_ones_own_default_then_that_of_a_role_then_that_of_everyone(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var role = Key("opener");
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Opener", forms = new Dictionary<string, object> { ["*"] = new { read = "all" } } })).Must(HttpStatusCode.Created);
        using var person = await host.JoinAsync(admin, "View Opener", [role]);
        using var other = await host.JoinAsync(admin, "View Other", ["support"]);
        var (everyone, ofRole, own) = (Key("a_everyone"), Key("b_role"), Key("c_own"));
        const string Form = "product";
        (await SaveAsync(admin, Document(everyone, null, form: Form, opens: ["*"]))).Must(HttpStatusCode.Created);
        Assert.Equal(everyone, Default(await ListAsync(person, "form=product")));
        (await SaveAsync(admin, Document(ofRole, new { roles = new[] { role } }, form: Form, opens: [role]))).Must(HttpStatusCode.Created);
        Assert.Equal((ofRole, everyone), (Default(await ListAsync(person, "form=product")), Default(await ListAsync(other, "form=product"))));
        (await SaveAsync(person, Document(own, new { owner = person.UserId }, form: Form, opens: ["*"]))).Must(HttpStatusCode.Created);
        Assert.Equal((own, everyone), (Default(await ListAsync(person, "form=product")), Default(await ListAsync(other, "form=product"))));
        // What an administrator may read of others opens nothing for them.
        Assert.Equal(everyone, Default(await ListAsync(admin, "form=product&all=true")));

        Assert.Equal(["/default/0 view.default_role"], (await SaveAsync(admin, Document(Key("bad"), new { roles = new[] { "rep" } }, opens: [role]))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/default/0 role.unknown"], (await SaveAsync(admin, Document(Key("bad"), null, opens: ["pirate"]))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.DeleteAsync($"/api/views/{everyone}", 1)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_view_that_asks_for_what_is_hidden_is_not_told_and_hidden_columns_are_left_out(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var role = Key("blind");
        var forms = new Dictionary<string, object>
        {
            ["*"] = new { read = "none" },
            ["opportunity"] = new { create = true, read = "all", update = "all", fields = new { amount = "hidden", weighted = "hidden", source = "masked" } },
        };
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Blind", forms, can = new { dashboards = true } })).Must(HttpStatusCode.Created);
        using var blind = await host.JoinAsync(admin, "View Blind", [role]);
        var (byAmount, byMask, sorted, related, wide, form) = (Key("hidden"), Key("masked"), Key("sorted"), Key("related"), Key("wide"), Key("form"));
        (await SaveAsync(admin, Document(byAmount, null, new { not = new { and = new[] { Condition("amount", "gt", 100) } } }))).Must(HttpStatusCode.Created);
        (await SaveAsync(admin, Document(byMask, null, Condition("source", "equals", "tender")))).Must(HttpStatusCode.Created);
        (await SaveAsync(admin, Document(sorted, null, sort: "name,-amount"))).Must(HttpStatusCode.Created);
        (await SaveAsync(admin, Document(related, null, Condition("account.industry", "set")))).Must(HttpStatusCode.Created);
        (await SaveAsync(admin, Document(form, null, form: "account"))).Must(HttpStatusCode.Created);
        (await SaveAsync(admin, Document(wide, null, Condition("name", "set"), columns: ["name", "amount", "source"]))).Must(HttpStatusCode.Created);

        var all = await ListAsync(blind, "");
        foreach (var key in new[] { byAmount, byMask, sorted, related, form })
        {
            Assert.DoesNotContain(key, Keys(all));
            (await blind.GetAsync($"/api/views/{key}")).Must(HttpStatusCode.NotFound);
        }
        var shown = all.Single(v => v.GetProperty("key").GetString() == wide);
        Assert.Equal("""["name","source"]""", shown.GetProperty("columns").GetRawText());
        // Saving what one sees in part would take the rest from others.
        Assert.Equal("""{"update":false,"delete":false}""", shown.GetProperty("can").GetRawText());
        var document = (await blind.GetAsync($"/api/views/{wide}")).Must(HttpStatusCode.OK);
        Assert.DoesNotContain("amount", document.Text);
        Assert.Equal("forbidden.view", Code((await blind.PutAsync($"/api/views/{wide}", document.Text, 1)).Must(HttpStatusCode.Forbidden)));
        // Guessing tells nothing: what is hidden looks like what is not there.
        foreach (var field in new[] { "amount", "no_such" })
        {
            Assert.Equal(["/filter/member member.unknown"], (await SaveAsync(blind, Document(Key("guess"), new { owner = blind.UserId }, Condition(field, "set")))).Must(HttpStatusCode.UnprocessableEntity).Faults);
            Assert.Equal(["/columns/1 member.unknown"], (await SaveAsync(blind, Document(Key("guess"), new { owner = blind.UserId }, columns: ["name", field]))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        }
        Assert.Equal(["/form form.unknown"], (await SaveAsync(blind, Document(Key("guess"), new { owner = blind.UserId }, form: "account"))).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_view_that_does_not_fit_its_form_is_refused_with_the_place_of_each_fault(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        async Task<string[]> Faults(JsonObject document) => [.. (await SaveAsync(admin, document)).Must(HttpStatusCode.UnprocessableEntity).Faults];
        JsonObject With(string name, string json)
        {
            var document = Document(Key("bad"), null);
            document[name] = JsonNode.Parse(json);
            return document;
        }
        Assert.Equal(["/filter/and/1/member member.unknown"], await Faults(Document(Key("bad"), null, new { and = new[] { Condition("amount", "set"), Condition("amuont", "gt", 1) } })));
        Assert.Equal(["/filter/operator filter.operator_unsuited"], await Faults(Document(Key("bad"), null, Condition("amount", "contains", "x"))));
        Assert.Equal(["/filter/operator filter.operator"], await Faults(With("filter", """{"member":"amount","operator":"like"}""")));
        Assert.Equal(["/sort member.unknown"], await Faults(With("sort", "\"-amuont\"")));
        Assert.Equal(["/columns/1 member.unknown"], await Faults(With("columns", """["name","account.name"]""")));
        Assert.Equal(["/columns/1 view.column_twice"], await Faults(With("columns", """["name","name"]""")));
        Assert.Equal(["/form form.unknown"], await Faults(With("form", "\"no_such\"")));
        Assert.Equal(["/color document.unknown_keyword"], await Faults(With("color", "1")));
        Assert.Equal(["/title document.missing"], await Faults(With("title", "null")));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_that_a_view_uses_stays_and_a_form_that_goes_takes_its_views_along_until_it_returns(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "View Keeper", ["rep"]);
        var (form, key) = (Key("listed"), Key("keeper"));
        static JsonObject Form(string key, params string[] fields) => JsonSerializer.SerializeToNode(new Dictionary<string, object>
        {
            ["$id"] = key,
            ["title"] = "Listed",
            ["type"] = "object",
            ["x-form"] = new { recordTitle = "name" },
            ["properties"] = fields.ToDictionary(f => f, f => (object)new Dictionary<string, object> { ["type"] = "string", ["title"] = f, ["x-field"] = new { type = "text" } }),
        })!.AsObject();
        (await admin.PutAsync($"/api/forms/{form}", Form(form, "name", "note", "spare").ToJsonString())).Must(HttpStatusCode.Created);
        (await SaveAsync(rep, Document(key, new { owner = rep.UserId }, Condition("note", "set"), form, sort: "-note", columns: ["name", "note"]))).Must(HttpStatusCode.Created);

        var usages = (await admin.GetAsync($"/api/forms/{form}/usages/note")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["/filter/member", "/sort", "/columns/1"], usages.Select(u => u.GetProperty("path").GetString()));
        Assert.All(usages, u => Assert.Equal(("view", key, form), (u.GetProperty("kind").GetString(), u.GetProperty("key").GetString(), u.GetProperty("form").GetString())));
        Assert.Contains("/properties/note field.used", (await admin.PutAsync($"/api/forms/{form}", Form(form, "name", "spare").ToJsonString(), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PutAsync($"/api/forms/{form}", Form(form, "name", "note").ToJsonString(), 1)).Must(HttpStatusCode.OK);

        (await admin.DeleteAsync($"/api/forms/{form}", 2)).Must(HttpStatusCode.NoContent);
        Assert.DoesNotContain(key, Keys(await ListAsync(rep, "")));
        (await admin.PostAsync($"/api/deleted-forms/{form}/restore")).Must(HttpStatusCode.OK);
        Assert.Contains(key, Keys(await ListAsync(rep, $"form={form}")));
    }
}
