using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>What a definition must be before it is published; what is refused leaves nothing behind.</summary>
public sealed class PublishingScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Of_two_administrators_publishing_at_once_one_is_told_to_look_again(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var second = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Field("a")))).Must(HttpStatusCode.Created);
        var answers = await Task.WhenAll(admin.PutAsync($"/api/forms/{key}", Form(key, Field("a"), Field("b")), 1), second.PutAsync($"/api/forms/{key}", Form(key, Field("a"), Field("c")), 1));
        Assert.Equal([200, 409], answers.Select(a => (int)a.Status).Order());
        Assert.Equal(2, (await admin.GetAsync($"/api/forms/{key}/versions")).Json.GetProperty("items").GetArrayLength());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_stage_that_holds_records_is_not_removed(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Parked")).Id;
        (await admin.PutAsync("/api/pipelines/sales", await PipelineAsync(admin, withParking: true), 1)).Must(HttpStatusCode.OK);
        (await MoveAsync(admin, deal, "parking")).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/forms/opportunity/records/{deal}", 2)).Must(HttpStatusCode.NoContent);
        var refused = (await admin.PutAsync("/api/pipelines/sales", await PipelineAsync(admin, withParking: false), 2)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/stages pipeline.stage_used"], refused.Faults);
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/restore", new { }, 3)).Must(HttpStatusCode.OK);
        (await MoveAsync(admin, deal, "lost")).Must(HttpStatusCode.OK);
        (await admin.PutAsync("/api/pipelines/sales", await PipelineAsync(admin, withParking: false), 2)).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_pipeline_published_while_cards_are_dragged_leaves_none_in_a_stage_that_is_no_more(string database)
    {
        await using var host = await OwnAsync(database);
        using var admin = await host.AdministratorAsync();
        var deals = new List<long>();
        for (var i = 0; i < 4; i++)
            deals.Add((await admin.OpportunityAsync("Dragged")).Id);
        var (with, without) = (await PipelineAsync(admin, withParking: true), await PipelineAsync(admin, withParking: false));
        using var over = new CancellationTokenSource();
        var answers = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        var dragging = deals.Select(async deal =>
        {
            using var person = await host.AdministratorAsync();
            for (var to = "parking"; !over.IsCancellationRequested; to = to == "parking" ? "contact" : "parking")
                answers.Add((await MoveAsync(person, deal, to)).Status);
        }).ToList();
        for (var (i, version) = (0, 1); i < 30; i++)
            if ((await admin.PutAsync("/api/pipelines/sales", i % 2 == 0 ? with : without, version)).Status == HttpStatusCode.OK)
                version++;
        await over.CancelAsync();
        await Task.WhenAll(dragging);
        var stages = (await admin.GetAsync("/api/pipelines/sales")).Json.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ToHashSet();
        foreach (var deal in deals)
            Assert.Contains((await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Json.GetProperty("stage").GetString(), stages);
        Assert.All(answers, status => Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity }));
    }

    private static async Task<TestHost> OwnAsync(string database)
    {
        if (database == "SQLite")
            return await TestHost.OnSqliteAsync();
        var host = await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host;
    }

    private static async Task<JsonObject> PipelineAsync(ApiClient admin, bool withParking)
    {
        var pipeline = JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK).Text)!.AsObject();
        foreach (var stage in pipeline["stages"]!.AsArray().Where(s => (string?)s!["key"] == "parking").ToList())
            pipeline["stages"]!.AsArray().Remove(stage);
        pipeline.Remove("moves");
        if (withParking)
            pipeline["stages"]!.AsArray().Insert(1, JsonNode.Parse("""{"key":"parking","title":"Parking","kind":"open","probability":5}"""));
        return pipeline;
    }

    private static async Task<Answer> MoveAsync(ApiClient client, long deal, string to)
    {
        var record = (await client.GetAsync($"/api/forms/opportunity/records/{deal}")).Json;
        foreach (var task in (await client.GetAsync($"/api/forms/opportunity/records/{deal}/moves")).Json.GetProperty("tasks").EnumerateArray().Where(t => t.GetProperty("done").ValueKind != JsonValueKind.True))
            (await client.PatchAsync($"/api/forms/task/records/{task.GetProperty("id").GetInt64()}", new { done = true }, task.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
        return await client.PostAsync($"/api/forms/opportunity/records/{deal}/move", new { to, fields = to == "lost" ? new { lost_reason = "price" } : null, reason = "Dragged" }, record.GetProperty("version").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_definition_beyond_its_limits_is_refused_with_paths(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        await RefusedAsync(admin, key, Form(key, [.. Enumerable.Range(0, 501).Select(i => Field($"f{i}"))]), "/properties form.too_many_fields");
        var titled = Field("a");
        titled.Schema["title"] = new string('x', 10_000);
        await RefusedAsync(admin, key, Form(key, titled), "/properties/a/title document.text");
        var labelled = Field("a");
        labelled.Schema["x-field"]!["title"] = new JsonObject { ["en"] = new string('x', 10_000) };
        await RefusedAsync(admin, key, Form(key, labelled), "/properties/a/x-field/title document.text");
        var limited = Field("a");
        limited.Schema["maxLength"] = "many";
        await RefusedAsync(admin, key, Form(key, limited), "/properties/a/maxLength document.integer");
        var options = Field("a", "select");
        options.Schema["x-field"]!["options"] = JsonNode.Parse("""[{"key":"x"},{"key":"x"}]""");
        await RefusedAsync(admin, key, Form(key, options), "/properties/a/x-field/options/1/key form.option_key");
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/forms/{key}")).Status);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_dry_run_of_fields_that_have_no_id_yet_finds_no_fault(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        var fields = new[] { Field("a"), Field("b") };
        foreach (var (_, schema) in fields)
            schema["x-field"]!.AsObject().Remove("id");
        var answer = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, fields))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(0, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal(2, answer.GetProperty("changes").GetArrayLength());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Formulas_that_depend_on_each_other_are_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        var refused = (await admin.PutAsync($"/api/forms/{key}", Form(key, Formula("a", "b + 1"), Formula("b", "a + 1")))).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(refused.Faults, f => f.EndsWith(" formula.cycle", StringComparison.Ordinal));
        Assert.NotEqual(HttpStatusCode.Created, (await admin.PutAsync($"/api/forms/{key}", Form(key, Formula("a", "a + 1")))).Status);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_template_with_one_broken_document_is_refused_whole_with_paths(string database)
    {
        var templates = BrokenTemplates();
        (string, string)[] settings = [("Templates:Directory", templates), ("Setup:AdminEmail", null!), ("Setup:AdminPassword", null!)];
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync(settings) : await TestHost.OnPostgreSqlAsync(settings);
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        await using (host)
        {
            using var client = host.Anonymous();
            var request = new { language = "en", company = "c", currency = "CNY", timeZone = "Asia/Shanghai", name = "Ada", email = "ada@example.com", password = TestHost.AdminPassword, template = "opportunity" };
            var refused = (await client.PostAsync("/api/setup", request)).Must(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(["/forms/contact.json#/x-form/recordTitle field.unknown"], refused.Faults);
            client.Adopt((await client.PostAsync("/api/setup", request with { template = "none" })).Must(HttpStatusCode.Created));
            Assert.Equal(["team", "user"], await FormsAsync(client));
        }
        Directory.Delete(templates, recursive: true);
    }

    [Fact]
    public async Task An_unattended_set_up_from_a_broken_template_says_why_and_leaves_nothing()
    {
        var templates = BrokenTemplates();
        var directory = Directory.CreateTempSubdirectory("nocodecrm-broken-").FullName;
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(directory, ("Templates__Directory", templates), ("Setup__Template", "opportunity")));
        Assert.Contains("Set-up refused: /forms/contact.json#/x-form/recordTitle", failure.Message);
        Assert.DoesNotContain("   at ", failure.Message);
        await using (var host = await HostProcess.StartAsync(directory, ("Templates__Directory", templates), ("Setup__Template", "none")))
        {
            using var admin = await host.AdministratorAsync();
            Assert.Equal(["team", "user"], await FormsAsync(admin));
        }
        Directory.Delete(directory, recursive: true);
        Directory.Delete(templates, recursive: true);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_changed_formula_is_computed_anew_for_every_record_by_a_job_and_touches_nobody_s_name(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Number("a"), Formula("b", "a + 1")))).Must(HttpStatusCode.Created);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add((await admin.PostAsync($"/api/forms/{key}/records", new { a = i })).Must(HttpStatusCode.Created).Id);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Number("a"), Formula("b", "a == 0 ? 1 : a * 10")), 1)).Must(HttpStatusCode.OK);
        var job = await FinishedAsync(admin, key);
        Assert.Equal(("succeeded", 5, 4), (job.GetProperty("state").GetString(), job.GetProperty("processed").GetInt32(), job.GetProperty("updated").GetInt32()));
        var records = (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([1m, 10m, 20m, 30m, 40m], records.Select(r => r.GetProperty("b").GetDecimal()));
        Assert.Equal([1, 2, 2, 2, 2], records.Select(r => r.GetProperty("version").GetInt32()));
        Assert.All(records, r => Assert.Equal(admin.UserId, r.GetProperty("updatedBy").GetInt64()));
        var history = (await admin.GetAsync($"/api/forms/{key}/records/{ids[1]}/history")).Must(HttpStatusCode.OK).Json.GetRawText();
        Assert.Contains("\"formula\"", history, StringComparison.Ordinal);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Uniqueness_that_records_do_not_keep_is_refused_with_their_number_and_a_dry_run_tells_before(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Field("a"), Field("b")))).Must(HttpStatusCode.Created);
        foreach (var (a, b) in new[] { ("x", "1"), ("x", "2"), ("y", null) })
            (await admin.PostAsync($"/api/forms/{key}/records", new { a, b })).Must(HttpStatusCode.Created);
        var unique = Field("a");
        unique.Schema["x-field"]!["unique"] = true;
        var next = JsonNode.Parse(Form(key, unique, Field("b")))!;
        next["required"] = new JsonArray("b");
        var told = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", next)).Must(HttpStatusCode.OK).Json.GetProperty("impact").GetRawText();
        Assert.Equal("""[{"rule":"required","field":"b","records":1,"first":[{"id":3,"title":"#3"}]},{"rule":"unique","field":"a","records":2}]""", told);
        Assert.Equal(["/properties/a/x-field/unique form.unique_conflict"], (await admin.PutAsync($"/api/forms/{key}", next, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(1, (await admin.GetAsync($"/api/forms/{key}/versions")).Json.GetProperty("items").GetArrayLength());
    }

    private static async Task<JsonElement> FinishedAsync(ApiClient admin, string form)
    {
        var job = (await admin.GetAsync("/api/jobs")).Json.GetProperty("items").EnumerateArray().First(j => j.GetProperty("form").GetString() == form);
        return await admin.JobAsync(job.GetProperty("id").GetString()!);
    }

    private static async Task<List<string>> FormsAsync(ApiClient client) =>
        [.. (await client.GetAsync("/api/forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(f => f.GetProperty("key").GetString()!).Order(StringComparer.Ordinal)];

    private static async Task RefusedAsync(ApiClient admin, string key, string form, string fault) =>
        Assert.Contains(fault, (await admin.PutAsync($"/api/forms/{key}", form)).Must(HttpStatusCode.UnprocessableEntity).Faults);

    private static string BrokenTemplates()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "templates");
        var copy = Directory.CreateTempSubdirectory("nocodecrm-templates-").FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var broken = Path.Combine(copy, "opportunity", "forms", "contact.json");
        var document = JsonNode.Parse(File.ReadAllText(broken))!;
        document["x-form"]!["recordTitle"] = "missing";
        File.WriteAllText(broken, document.ToJsonString());
        return copy;
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_to_several_forms_names_at_least_one(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (string, JsonObject) About(params string[] forms) =>
            ("about", new JsonObject { ["type"] = "object", ["x-field"] = new JsonObject { ["id"] = "fld_about", ["type"] = "relation", ["forms"] = new JsonArray([.. forms.Select(f => JsonValue.Create(f))]) } });
        Assert.Equal(["/properties/about/x-field/forms document.missing"], (await admin.PutAsync($"/api/forms/{key}", Form(key, About()))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, About("account")))).Must(HttpStatusCode.Created);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_is_narrowed_by_two_fields_of_the_same_kind_and_both_count_as_used(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (person, visit) = (Key(), Key());
        static (string, JsonObject) Relation(string key, string form, JsonObject? narrow = null) =>
            (key, new JsonObject { ["type"] = "integer", ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "relation", ["form"] = form, ["narrow"] = narrow } });
        static JsonObject Narrow(string field, string by) => new() { ["field"] = field, ["by"] = by };
        (await admin.PutAsync($"/api/forms/{person}", Form(person, Field("name"), Relation("firm", "account")))).Must(HttpStatusCode.Created);
        foreach (var (field, by) in new[] { ("name", "firm"), ("firm", "no_such"), ("firm", "note"), ("no_such", "firm") })
            Assert.Equal(["/properties/whom/x-field/narrow field.narrow_fields"], (await admin.PutAsync($"/api/forms/{visit}", Form(visit, Field("note"), Relation("firm", "account"), Relation("whom", person, Narrow(field, by))))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PutAsync($"/api/forms/{visit}", Form(visit, Field("note"), Relation("firm", "account"), Relation("whom", person, Narrow("firm", "firm"))))).Must(HttpStatusCode.Created);
        foreach (var form in new[] { person, visit })
            Assert.Equal("/properties/whom/x-field/narrow", Assert.Single((await admin.GetAsync($"/api/forms/{form}/usages/firm")).Json.GetProperty("items").EnumerateArray()).GetProperty("path").GetString());
        Assert.Contains("/properties/firm field.used", (await admin.PutAsync($"/api/forms/{person}", Form(person, Field("name")), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Whatever_names_a_field_is_told_also_through_a_relation_and_in_rules_of_the_form_itself(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (parent, child) = (Key(), Key());
        var shown = JsonNode.Parse(Form(parent, Number("size"), Field("remark")))!;
        shown["x-form"] = JsonNode.Parse("""
            { "layouts": { "detail": { "type": "VerticalLayout", "elements": [ { "type": "Control", "scope": "#/properties/size" },
              { "type": "Control", "scope": "#/properties/remark", "rule": { "effect": "SHOW", "condition": { "scope": "#/properties/size", "schema": { "const": 1 } } } } ] } } }
            """);
        (await admin.PutAsync($"/api/forms/{parent}", shown)).Must(HttpStatusCode.Created);
        var relation = ("of", new JsonObject { ["type"] = "integer", ["x-field"] = new JsonObject { ["id"] = "fld_of", ["type"] = "relation", ["form"] = parent } });
        (await admin.PutAsync($"/api/forms/{child}", Form(child, Field("name"), Field("size"), relation))).Must(HttpStatusCode.Created);
        var large = new { member = "of.size", @operator = "gt", values = new[] { 10 } };
        var query = new { source = child, measures = new[] { new { id = "n", agg = "count" } }, filters = large };
        (await admin.PutAsync($"/api/dashboards/{child}", new { key = child, title = "Board", source = child, widgets = new[] { new { id = "a", type = "number", title = "Large", query, layout = new { x = 0, y = 0, w = 3, h = 2 } } } })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/roles/{child}", new { key = child, title = "Role", forms = new Dictionary<string, object> { [child] = new { read = new { when = "of.size > 10" } } } })).Must(HttpStatusCode.Created);
        async Task<List<string>> UsagesAsync(string form) =>
            [.. (await admin.GetAsync($"/api/forms/{form}/usages/size")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(u => $"{u.GetProperty("kind").GetString()} {u.GetProperty("path").GetString()}")];
        Assert.Equal(["form /x-form/layouts/detail/elements/1/rule/condition", "dashboard /widgets/0/query/filters/member", $"role /forms/{child}/read/when"], await UsagesAsync(parent));
        Assert.Empty(await UsagesAsync(child)); // the child's own field of that name is another one
        var refused = (await admin.PutAsync($"/api/forms/{parent}", Form(parent, Field("remark")), 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/size field.used", "/properties/size field.used"], refused.Faults);
        (await admin.DeleteAsync($"/api/dashboards/{child}", 1)).Must(HttpStatusCode.NoContent);
        (await admin.DeleteAsync($"/api/roles/{child}", 1)).Must(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Narrower_limits_tell_before_which_records_they_would_refuse_and_leave_those_as_they_are(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        static JsonNode Limited(string form, int maxLength, int maximum, params string[] options) => JsonNode.Parse($$"""
            { "$id": "{{form}}", "title": "Limited", "type": "object", "x-form": { "recordTitle": "name" }, "properties": {
              "name": { "type": "string", "maxLength": {{maxLength}}, "x-field": { "id": "fld_n", "type": "text" } },
              "size": { "type": "number", "maximum": {{maximum}}, "x-field": { "id": "fld_s", "type": "decimal" } },
              "kind": { "type": "string", "x-field": { "id": "fld_k", "type": "select", "options": [{{string.Join(", ", options.Select(o => $$"""{ "key": "{{o}}", "title": "{{o}}" }"""))}}] } } } }
            """)!;
        (await admin.PutAsync($"/api/forms/{key}", Limited(key, 100, 100, "a", "b"))).Must(HttpStatusCode.Created);
        foreach (var (name, size, kind) in new[] { ("Short", 5, "a"), ("Rather long", 50, "b"), ("Also long enough", 60, "a") })
            (await admin.PostAsync($"/api/forms/{key}/records", new { name, size, kind })).Must(HttpStatusCode.Created);
        var deleted = (await admin.PostAsync($"/api/forms/{key}/records", new { name = "Long and deleted", size = 99, kind = "b" })).Must(HttpStatusCode.Created).Id;
        (await admin.DeleteAsync($"/api/forms/{key}/records/{deleted}", 1)).Must(HttpStatusCode.NoContent);
        async Task<List<string>> ToldAsync(JsonNode next) =>
        [
            .. (await admin.PutAsync($"/api/forms/{key}?dryRun=true", next)).Must(HttpStatusCode.OK).Json.GetProperty("impact").EnumerateArray().Select(i =>
                $"{i.GetProperty("rule").GetString()} {i.GetProperty("field").GetString()} {i.GetProperty("records").GetInt64()}: {string.Join(", ", i.GetProperty("first").EnumerateArray().Select(f => f.GetProperty("title").GetString()))}"),
        ];
        var narrow = Limited(key, 10, 55, "a");
        Assert.Equal(["limits name 2: Rather long, Also long enough", "limits size 1: Also long enough", "limits kind 1: Rather long"], await ToldAsync(narrow));
        Assert.Empty(await ToldAsync(Limited(key, 200, 1_000, "a", "b", "c")));
        (await admin.PutAsync($"/api/forms/{key}", narrow, 1)).Must(HttpStatusCode.OK);
        var kept = (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items")[1];
        Assert.Equal(("Rather long", "b", 1), (kept.GetProperty("name").GetString(), kept.GetProperty("kind").GetString(), kept.GetProperty("version").GetInt32()));
        var id = kept.GetProperty("id").GetInt64();
        (await admin.PatchAsync($"/api/forms/{key}/records/{id}", new { size = 51 }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(["/name text.too_long"], (await admin.PatchAsync($"/api/forms/{key}/records/{id}", new { name = "Longer still" }, 2)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    private static string Key() => "pub_" + Guid.NewGuid().ToString("N")[..8];

    private static (string Key, JsonObject Schema) Field(string key, string type = "text") =>
        (key, new JsonObject { ["type"] = "string", ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = type } });

    private static (string Key, JsonObject Schema) Number(string key) =>
        (key, new JsonObject { ["type"] = "number", ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "decimal" } });

    private static (string Key, JsonObject Schema) Formula(string key, string formula) =>
        (key, new JsonObject { ["type"] = "number", ["readOnly"] = true, ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "decimal", ["formula"] = formula } });

    private static string Form(string key, params (string Key, JsonObject Schema)[] fields) => new JsonObject
    {
        ["$id"] = key,
        ["title"] = "Published",
        ["type"] = "object",
        ["x-form"] = new JsonObject(),
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Schema.DeepClone()))),
    }.ToJsonString();
}
