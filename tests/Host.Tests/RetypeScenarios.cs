using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>A field changes type: told before what becomes of every value, copied into a new column, and back again as if nothing had been.</summary>
public sealed class RetypeScenarios
{
    private static readonly string[] Bad = ["tomorrow", "2024-02-30", "31/12/2024", "n/a", "2024-13-01", "  soon  ", "待定"];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Ten_thousand_texts_become_dates_and_come_back_exactly_but_for_those_edited_since(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = await WithTextsAsync(host, admin);
        var before = await TextsAsync(host, key, "f_day");

        var preview = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, "date"))).Must(HttpStatusCode.OK).Json;
        Assert.Equal(0, preview.GetProperty("errors").GetArrayLength());
        var impact = Assert.Single(preview.GetProperty("impact").EnumerateArray());
        Assert.Equal(("convert", "day", "text", "date", 9_963, 37), (impact.GetProperty("rule").GetString(), impact.GetProperty("field").GetString(), impact.GetProperty("from").GetString(), impact.GetProperty("to").GetString(), impact.GetProperty("converts").GetInt32(), impact.GetProperty("fails").GetInt32()));
        var listed = impact.GetProperty("failures").EnumerateArray().ToDictionary(f => f.GetProperty("id").GetInt64(), f => f.GetProperty("value").GetString());
        Assert.Equal(before.Where(b => Bad.Contains(b.Value)).Select(b => (b.Key, b.Value)).Order(), listed.Select(l => (l.Key, l.Value!)).Order());
        Assert.Equal("2020-01-01", impact.GetProperty("samples")[0].GetProperty("to").GetString());

        var refused = (await admin.PutAsync($"/api/forms/{key}", Form(key, "date"), 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/day/x-field/type retype.failures"], refused.Faults);
        Assert.Equal(37, refused.Json.GetProperty("errors")[0].GetProperty("params").GetProperty("total").GetInt32());
        (await admin.PutAsync($"/api/forms/{key}?acceptFailures=36", Form(key, "date"), 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, await TextsAsync(host, key, "f_day"));

        (await admin.PutAsync($"/api/forms/{key}?acceptFailures=37", Form(key, "date"), 1)).Must(HttpStatusCode.OK);
        Assert.Equal(37, (await admin.GetAsync($"/api/forms/{key}/records?count=true&limit=1&filter={Uri.EscapeDataString("""{"member":"day","operator":"notSet"}""")}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt32());
        var edited = before.Keys.Where((_, i) => i % 1_999 == 3).Take(3).Concat(listed.Keys.Take(2)).ToList();
        foreach (var (id, i) in edited.Select((id, i) => (id, i)))
            (await admin.PatchAsync($"/api/forms/{key}/records/{id}", new { day = i == 2 ? null : $"2031-05-0{i + 1}" }, 1)).Must(HttpStatusCode.OK);

        var back = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", (await admin.GetAsync($"/api/forms/{key}/versions/1")).Text)).Json.GetProperty("impact")[0];
        Assert.Equal((9_995, 4, 0, 1), (back.GetProperty("returns").GetInt32(), back.GetProperty("converts").GetInt32(), back.GetProperty("fails").GetInt32(), back.GetProperty("blank").GetInt32()));
        (await admin.PutAsync($"/api/forms/{key}", (await admin.GetAsync($"/api/forms/{key}/versions/1")).Text, 2)).Must(HttpStatusCode.OK);
        var after = await TextsAsync(host, key, "f_day");
        Assert.Equal(before.Where(b => !edited.Contains(b.Key)), after.Where(a => !edited.Contains(a.Key)));
        Assert.Equal(["2031-05-01", "2031-05-02", null, "2031-05-04", "2031-05-05"], edited.Select(id => after.GetValueOrDefault(id)));
        // And forth again: the same thirty-seven, less the two that were mended, more none.
        var again = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, "date"))).Json.GetProperty("impact")[0];
        Assert.Equal(35, again.GetProperty("fails").GetInt32());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Many_values_are_copied_by_a_job_while_records_are_written_and_none_of_those_is_lost(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = await WithTextsAsync(host, admin, copies: 3);
        var ids = (await host.RowsAsync($"SELECT id FROM r_{key} ORDER BY id")).Select(r => Convert.ToInt64(r[0], CultureInfo.InvariantCulture)).ToList();
        var accepted = (await admin.PutAsync($"/api/forms/{key}?acceptFailures=111", Form(key, "date"), 1)).Must(HttpStatusCode.Accepted);
        var (written, refused) = (new Dictionary<long, string>(), 0);
        for (var i = 0; i < 400 && (await admin.GetAsync($"/api/forms/{key}")).Headers.ETag!.Tag == "\"1\""; i++)
        {
            var id = ids[i * 71 % ids.Count];
            var answer = await admin.PatchAsync($"/api/forms/{key}/records/{id}", new { day = $"2032-01-{1 + (i % 28):00}" }, null);
            var record = (await admin.GetAsync($"/api/forms/{key}/records/{id}")).Json;
            answer = await admin.PatchAsync($"/api/forms/{key}/records/{id}", new { day = $"2032-01-{1 + (i % 28):00}" }, record.GetProperty("version").GetInt64());
            if (answer.Status == HttpStatusCode.OK)
                written[id] = $"2032-01-{1 + (i % 28):00}";
            else
                refused++;
        }
        var job = await admin.JobAsync(accepted.Json.GetProperty("job").GetString()!);
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal(job.GetProperty("total").GetInt32(), job.GetProperty("processed").GetInt32());
        foreach (var (id, day) in written)
            Assert.Equal(day, (await admin.GetAsync($"/api/forms/{key}/records/{id}")).Json.GetProperty("day").GetString());
        Assert.True(refused <= 1, $"{refused} writes were refused.");
        Assert.Equal("date", (await admin.GetAsync($"/api/forms/{key}")).Json.GetProperty("properties").GetProperty("day").GetProperty("x-field").GetProperty("type").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_text_becomes_a_choice_of_what_is_offered_and_tells_what_is_not(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "text"))).Must(HttpStatusCode.Created);
        foreach (var day in new[] { "Low", "低", "HIGH", "none", "none" })
            (await admin.PostAsync($"/api/forms/{key}/records", new { day })).Must(HttpStatusCode.Created);
        var impact = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Choice(key, "select"))).Json.GetProperty("impact")[0];
        Assert.Equal((3, 2), (impact.GetProperty("converts").GetInt32(), impact.GetProperty("fails").GetInt32()));
        Assert.Equal("""[{"value":"none","records":2}]""", impact.GetProperty("offers").GetRawText());
        (await admin.PutAsync($"/api/forms/{key}?acceptFailures=2", Choice(key, "select"), 1)).Must(HttpStatusCode.OK);
        Assert.Equal(["low", "low", "high", null, null], await ValuesAsync(admin, key));
        (await admin.PutAsync($"/api/forms/{key}", Choice(key, "multiSelect"), 2)).Must(HttpStatusCode.OK);
        Assert.Equal(["[\"low\"]", "[\"low\"]", "[\"high\"]", null, null], await ValuesAsync(admin, key));
        (await admin.PatchAsync($"/api/forms/{key}/records/{(await IdsAsync(admin, key))[0]}", new { day = new[] { "high", "low" } }, 1)).Must(HttpStatusCode.OK);
        var several = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Choice(key, "select"))).Json.GetProperty("impact")[0];
        Assert.Equal("retype.several", Assert.Single(several.GetProperty("failures").EnumerateArray()).GetProperty("code").GetString());
        (await admin.PutAsync($"/api/forms/{key}?acceptFailures=1", Form(key, "text"), 3)).Must(HttpStatusCode.OK);
        Assert.Equal(["High; Low", "Low", "低", "HIGH", "none", "none"], new[] { (await ValuesAsync(admin, key))[0]! }.Concat(new[] { "Low" }).Concat((await ValuesAsync(admin, key)).Skip(1).Select(v => v!)));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Numbers_instants_and_yes_or_no_are_read_as_files_are(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        foreach (var (type, good, value, bad) in new[] { ("money", "¥1,234.50", "1234.5", "12,3x"), ("boolean", "是", "true", "maybe"), ("dateTime", "2024-05-01T00:00:00Z", "2024-05-01T00:00:00Z", "noon"), ("integer", "7", "7", "7.5"), ("email", "a@example.com", "a@example.com", "a@") })
        {
            var key = Key();
            (await admin.PutAsync($"/api/forms/{key}", Form(key, "text"))).Must(HttpStatusCode.Created);
            foreach (var day in new[] { good, bad, null })
                (await admin.PostAsync($"/api/forms/{key}/records", new { day })).Must(HttpStatusCode.Created);
            (await admin.PutAsync($"/api/forms/{key}?acceptFailures=1", Form(key, type), 1)).Must(HttpStatusCode.OK);
            Assert.Equal([value, null, null], await ValuesAsync(admin, key));
            (await admin.PutAsync($"/api/forms/{key}", Form(key, "text"), 2)).Must(HttpStatusCode.OK);
            Assert.Equal([good, bad, null], await ValuesAsync(admin, key));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Types_that_say_nothing_about_each_other_are_refused_with_what_to_do_instead(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "boolean"))).Must(HttpStatusCode.Created);
        var refused = (await admin.PutAsync($"/api/forms/{key}", Form(key, "date"), 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/day/x-field/type field.retype"], refused.Faults);
        Assert.Contains("Add a new field", refused.Text);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_would_no_longer_be_unique_is_told_and_refused_and_what_is_stays_so(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "text", unique: true))).Must(HttpStatusCode.Created);
        var second = 0L;
        foreach (var day in new[] { "2024-01-05", "2024/1/5" })
            second = (await admin.PostAsync($"/api/forms/{key}/records", new { day })).Must(HttpStatusCode.Created).Id;
        var told = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, "date", unique: true))).Json.GetProperty("impact");
        Assert.Equal("""{"rule":"unique","field":"day","records":2}""", told[1].GetRawText());
        Assert.Equal(["/properties/day/x-field/unique form.unique_conflict"], (await admin.PutAsync($"/api/forms/{key}", Form(key, "date", unique: true), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PatchAsync($"/api/forms/{key}/records/{second}", new { day = "2024/1/6" }, 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "date", unique: true), 1)).Must(HttpStatusCode.OK);
        (await admin.PostAsync($"/api/forms/{key}/records", new { day = "2024-01-06" })).Must(HttpStatusCode.UnprocessableEntity);
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "text", unique: true), 2)).Must(HttpStatusCode.OK);
        Assert.Equal(["2024-01-05", "2024/1/6"], await ValuesAsync(admin, key));
        (await admin.PostAsync($"/api/forms/{key}/records", new { day = "2024/1/6" })).Must(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_change_of_type_that_breaks_another_definition_is_refused_by_its_name(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, child) = (Key(), Key());
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "decimal"))).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{child}", Doc(child, ("parent", new JsonObject { ["type"] = "integer", ["x-field"] = new JsonObject { ["id"] = "fld_parent", ["type"] = "relation", ["form"] = key } }),
            ("twice", new JsonObject { ["type"] = "number", ["readOnly"] = true, ["x-field"] = new JsonObject { ["id"] = "fld_twice", ["type"] = "decimal", ["formula"] = "parent.day", ["stored"] = false } })))).Must(HttpStatusCode.Created);
        var answer = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, "text"))).Must(HttpStatusCode.OK).Json;
        Assert.Contains(answer.GetProperty("usages").EnumerateArray(), u => u.GetProperty("key").GetString() == child && u.GetProperty("path").GetString() == "/properties/twice/x-field/formula");
        var refused = (await admin.PutAsync($"/api/forms/{key}", Form(key, "text"), 1)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/day/x-field/type field.breaks"], refused.Faults);
        Assert.Equal(child, refused.Json.GetProperty("errors")[0].GetProperty("params").GetProperty("key").GetString());
        Assert.Contains("/properties/day field.used", (await admin.PutAsync($"/api/forms/{key}", Doc(key), 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_points_to_another_form_only_while_nobody_has_filled_it(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, first, second) = (Key(), Key(), Key());
        foreach (var target in new[] { first, second })
            (await admin.PutAsync($"/api/forms/{target}", Form(target, "text"))).Must(HttpStatusCode.Created);
        var pointed = (await admin.PostAsync($"/api/forms/{first}/records", new { day = "pointed to" })).Must(HttpStatusCode.Created).Id;
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))))).Must(HttpStatusCode.Created);
        var blank = (await admin.PostAsync($"/api/forms/{key}/records", new { })).Must(HttpStatusCode.Created).Id;
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))), 2)).Must(HttpStatusCode.OK);

        (await admin.PatchAsync($"/api/forms/{key}/records/{blank}", new { to = pointed }, 1)).Must(HttpStatusCode.OK);
        var told = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", Doc(key, ("to", Relation(second))))).Must(HttpStatusCode.OK);
        Assert.Equal(["/properties/to/x-field/form field.retarget"], told.Faults);
        var refused = (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 3)).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/properties/to/x-field/form field.retarget"], refused.Faults);
        Assert.Equal("field:to:target", refused.Json.GetProperty("errors")[0].GetProperty("rule").GetString());
        Assert.Contains("Add a new field", refused.Text, StringComparison.Ordinal);

        // Also while the only one that holds a value lies in the recycle bin, from which it may return.
        (await admin.DeleteAsync($"/api/forms/{key}/records/{blank}", 2)).Must(HttpStatusCode.NoContent);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 3)).Must(HttpStatusCode.UnprocessableEntity);
        (await admin.PostAsync($"/api/forms/{key}/records/{blank}/restore", null, 3)).Must(HttpStatusCode.OK);
        (await admin.PatchAsync($"/api/forms/{key}/records/{blank}", new { to = (long?)null }, 4)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 3)).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_that_was_deleted_full_returns_empty_when_it_points_elsewhere_and_full_when_it_does_not(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, first, second) = (Key(), Key(), Key());
        foreach (var target in new[] { first, second })
            (await admin.PutAsync($"/api/forms/{target}", Form(target, "text"))).Must(HttpStatusCode.Created);
        var pointed = (await admin.PostAsync($"/api/forms/{first}/records", new { day = "pointed to" })).Must(HttpStatusCode.Created).Id;
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))))).Must(HttpStatusCode.Created);
        var record = (await admin.PostAsync($"/api/forms/{key}/records", new { to = pointed })).Must(HttpStatusCode.Created).Id;
        async Task<string> ValueAsync() => (await admin.GetAsync($"/api/forms/{key}/records/{record}")).Must(HttpStatusCode.OK).Json.GetProperty("to").GetRawText();
        (await admin.PutAsync($"/api/forms/{key}", Doc(key), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 2)).Must(HttpStatusCode.OK);
        Assert.Equal("null", await ValueAsync());
        (await admin.PutAsync($"/api/forms/{key}", Doc(key), 3)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))), 4)).Must(HttpStatusCode.OK);
        Assert.Equal($"{pointed}", await ValueAsync());
        // The same for the whole form: it finds its records again, and their ids still mean the same.
        (await admin.DeleteAsync($"/api/forms/{key}", 5)).Must(HttpStatusCode.NoContent);
        Assert.Equal(["/properties/to/x-field/form field.retarget"], (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))))).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))))).Must(HttpStatusCode.Created);
        Assert.Equal($"{pointed}", await ValueAsync());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_relation_to_several_forms_takes_more_freely_and_gives_up_only_those_that_nobody_points_to(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, first, second) = (Key(), Key(), Key());
        foreach (var target in new[] { first, second })
            (await admin.PutAsync($"/api/forms/{target}", Form(target, "text"))).Must(HttpStatusCode.Created);
        var pointed = (await admin.PostAsync($"/api/forms/{first}/records", new { day = "pointed to" })).Must(HttpStatusCode.Created).Id;
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first, "team"))))).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{key}/records", new { to = new { form = first, id = pointed } })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first, second, "team"))), 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first, "team"))), 2)).Must(HttpStatusCode.OK);
        Assert.Equal(["/properties/to/x-field/forms field.retarget"], (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second, "team"))), 3)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task History_tells_what_was_written_before_a_change_of_type_as_it_was_read_then(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Choice(key, "select"))).Must(HttpStatusCode.Created);
        var record = (await admin.PostAsync($"/api/forms/{key}/records", new { day = "low" })).Must(HttpStatusCode.Created).Id;
        var (path, version, written) = ($"/api/forms/{key}/records/{record}", 1, 1);
        async Task WriteAsync(object? day) => (await admin.PatchAsync(path, new { day }, written++)).Must(HttpStatusCode.OK);
        async Task BecomeAsync(string document) => (await admin.PutAsync($"/api/forms/{key}?acceptFailures=1", document, version++)).Must(HttpStatusCode.OK);
        await WriteAsync("high");
        await BecomeAsync(Form(key, "text"));
        await WriteAsync("tomorrow");
        await WriteAsync("7");
        await BecomeAsync(Form(key, "integer"));
        await WriteAsync(8);
        await BecomeAsync(Form(key, "text"));
        await WriteAsync("2024-01-05");
        await BecomeAsync(Form(key, "date"));
        await WriteAsync("2024-01-06");

        foreach (var door in new[] { "history", "timeline" })
        {
            var changes = (await admin.GetAsync($"{path}/{door}")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
                .SelectMany(i => i.GetProperty("changes").EnumerateArray()).Where(c => c.GetProperty("field").GetString() == "day").Select(Told).ToList();
            Assert.Equal(["2024-01-05 → 2024-01-06", "8 → 2024-01-05 (text)", "7 → 8 (integer)", "tomorrow → 7 (text)", "High → tomorrow (text)", "Low → High (select)", "blank → Low (select)"], changes);
        }
    }

    private static string Told(JsonElement change)
    {
        static string Side(JsonElement side) => side.ValueKind == JsonValueKind.Null ? "blank" : side.ToString();
        return $"{Side(change.GetProperty("from"))} → {Side(change.GetProperty("to"))}{(change.TryGetProperty("was", out var was) ? $" ({was})" : "")}";
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task History_names_the_record_that_a_relation_pointed_to_before_it_pointed_elsewhere(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (key, first, second) = (Key(), Key(), Key());
        foreach (var target in new[] { first, second })
            (await admin.PutAsync($"/api/forms/{target}", Titled(target))).Must(HttpStatusCode.Created);
        var (one, other) = ((await admin.PostAsync($"/api/forms/{first}/records", new { day = "The one meant" })).Must(HttpStatusCode.Created).Id, (await admin.PostAsync($"/api/forms/{second}/records", new { day = "Another" })).Must(HttpStatusCode.Created).Id);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(first))))).Must(HttpStatusCode.Created);
        var record = (await admin.PostAsync($"/api/forms/{key}/records", new { to = one })).Must(HttpStatusCode.Created).Id;
        (await admin.PatchAsync($"/api/forms/{key}/records/{record}", new { to = (long?)null }, 1)).Must(HttpStatusCode.OK);
        (await admin.PutAsync($"/api/forms/{key}", Doc(key, ("to", Relation(second))), 1)).Must(HttpStatusCode.OK);
        (await admin.PatchAsync($"/api/forms/{key}/records/{record}", new { to = other }, 2)).Must(HttpStatusCode.OK);
        var changes = (await admin.GetAsync($"/api/forms/{key}/records/{record}/timeline")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .SelectMany(i => i.GetProperty("changes").EnumerateArray()).Where(c => c.GetProperty("field").GetString() == "to").Select(Told).ToList();
        Assert.Equal([$"blank → {other}", "The one meant → blank (relation)", "blank → The one meant (relation)"], changes);
    }

    private static string Titled(string key)
    {
        var form = JsonNode.Parse(Form(key, "text"))!;
        form["x-form"]!["recordTitle"] = "day";
        return form.ToJsonString();
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_formula_that_reads_a_field_of_another_type_now_is_computed_anew(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        string With(string type)
        {
            var form = JsonNode.Parse(Form(key, type))!;
            form["properties"]!["shout"] = JsonNode.Parse("""{"type":"string","readOnly":true,"x-field":{"id":"fld_shout","type":"text","formula":"upper(day)"}}""");
            return form.ToJsonString();
        }
        (await admin.PutAsync($"/api/forms/{key}", With("text"))).Must(HttpStatusCode.Created);
        foreach (var day in new[] { "a@example.com", "a@" })
            (await admin.PostAsync($"/api/forms/{key}/records", new { day })).Must(HttpStatusCode.Created);
        var impact = (await admin.PutAsync($"/api/forms/{key}?dryRun=true", With("email"))).Json.GetProperty("impact");
        Assert.Equal("""{"rule":"recompute","field":"shout","records":2,"looked":2,"differ":1,"samples":[{"id":2,"title":"#2","from":"A@","to":null}]}""", impact[1].GetRawText());
        (await admin.PutAsync($"/api/forms/{key}?acceptFailures=1", With("email"), 1)).Must(HttpStatusCode.OK);
        var job = (await admin.GetAsync("/api/jobs")).Json.GetProperty("items").EnumerateArray().First(j => j.GetProperty("form").GetString() == key);
        await admin.JobAsync(job.GetProperty("id").GetString()!);
        Assert.Equal(["A@EXAMPLE.COM", null], (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("shout").GetString()));
    }

    private static async Task<string> WithTextsAsync(TestHost host, ApiClient admin, int copies = 1)
    {
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, "text"))).Must(HttpStatusCode.Created);
        var csv = new System.Text.StringBuilder("Day\n");
        for (var n = 0; n < copies; n++)
            for (var i = 0; i < 10_000; i++)
                csv.Append(i % 270 == 5 && i / 270 < 37 ? Bad[i / 270 % Bad.Length] : Good(i)).Append('\n');
        var mapping = JsonSerializer.Serialize(new { columns = new[] { new { column = "Day", field = "day" } } });
        var job = (await admin.UploadAsync($"/api/forms/{key}/import", System.Text.Encoding.UTF8.GetBytes(csv.ToString()), "days.csv", ("mapping", mapping))).Must(HttpStatusCode.Accepted).Json;
        var done = await admin.JobAsync((job.TryGetProperty("id", out var id) ? id : job.GetProperty("job")).GetString()!);
        Assert.Equal("succeeded", done.GetProperty("state").GetString());
        Assert.Equal(copies * 10_000, (await host.RowsAsync($"SELECT id FROM r_{key}")).Count);
        return key;
    }

    private static string Good(int i) => new DateOnly(2020, 1, 1).AddDays(i % 2_000).ToString(i % 3 == 0 ? "yyyy-MM-dd" : i % 3 == 1 ? "yyyy/M/d" : "yyyy年M月d日", CultureInfo.InvariantCulture);

    private static async Task<SortedDictionary<long, string>> TextsAsync(TestHost host, string key, string column)
    {
        var texts = new SortedDictionary<long, string>();
        foreach (var row in await host.RowsAsync($"SELECT id, {column} FROM r_{key}"))
            if (row[1] is string text)
                texts[Convert.ToInt64(row[0], CultureInfo.InvariantCulture)] = text;
        return texts;
    }

    private static async Task<List<string?>> ValuesAsync(ApiClient admin, string key) =>
        [.. (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("day")).Select(v => v.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => v.GetString(), _ => v.GetRawText() })];

    private static async Task<List<long>> IdsAsync(ApiClient admin, string key) =>
        [.. (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetInt64())];

    private static string Key() => "ret_" + Guid.NewGuid().ToString("N")[..8];

    private static string Form(string key, string type, bool unique = false)
    {
        var schema = type switch { "boolean" => "boolean", "integer" => "integer", "money" or "decimal" => "number", _ => "string" };
        var field = new JsonObject { ["type"] = schema, ["title"] = "Day", ["x-field"] = new JsonObject { ["id"] = "fld_day", ["type"] = type } };
        if (unique)
            field["x-field"]!["unique"] = true;
        return Doc(key, ("day", field));
    }

    private static JsonObject Relation(params string[] forms) => new()
    {
        ["type"] = forms.Length == 1 ? "integer" : "object",
        ["title"] = "To",
        ["x-field"] = forms.Length == 1
            ? new JsonObject { ["id"] = "fld_to", ["type"] = "relation", ["form"] = forms[0] }
            : new JsonObject { ["id"] = "fld_to", ["type"] = "relation", ["forms"] = new JsonArray([.. forms.Select(f => (JsonNode)f)]) },
    };

    private static string Choice(string key, string type)
    {
        var options = JsonNode.Parse("""[{"key":"low","title":{"en":"Low","zh-CN":"低"}},{"key":"high","title":{"en":"High"}}]""");
        return Doc(key, ("day", new JsonObject { ["type"] = type == "select" ? "string" : "array", ["title"] = "Day", ["x-field"] = new JsonObject { ["id"] = "fld_day", ["type"] = type, ["options"] = options } }));
    }

    private static string Doc(string key, params (string Key, JsonObject Schema)[] fields) => new JsonObject
    {
        ["$id"] = key,
        ["title"] = "Retyped",
        ["type"] = "object",
        ["x-form"] = new JsonObject(),
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Schema.DeepClone()))),
    }.ToJsonString();
}
