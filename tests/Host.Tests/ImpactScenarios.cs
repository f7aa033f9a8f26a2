using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Tests;

/// <summary>What a publish would mean for records is told before, on records that exist.</summary>
public sealed class ImpactScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_formula_that_changes_shows_what_some_records_had_and_would_have(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("name"), Number("size"), Formula("twice", "size * 2"), Formula("more", "twice + 1")))).Must(HttpStatusCode.Created);
        foreach (var (name, size) in new[] { ("One", 1), ("None", 0), ("Six", 6) })
            (await admin.PostAsync($"/api/forms/{key}/records", new { name, size })).Must(HttpStatusCode.Created);

        var told = await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Formula("twice", "size * 3"), Formula("more", "twice + 1"), Formula("late", "size > 5", type: "boolean", live: true)));
        Assert.Equal("recompute twice 3, 2 of 3: Six 12 > 18, One 2 > 3", Told(told[0]));
        Assert.Equal("recompute more 3, 2 of 3: Six 13 > 19, One 3 > 4", Told(told[1]));
        Assert.Equal("live late 3, 3 of 3: Six null > true, None null > false, One null > false", Told(told[2]));
        Assert.Equal(3, told.Count);
        Assert.Empty(await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Formula("twice", "size * 2"), Formula("more", "twice + 1"))));
        var circle = await admin.PutAsync($"/api/forms/{key}?dryRun=true", Form(key, Text("name"), Number("size"), Formula("twice", "more"), Formula("more", "twice + 1")));
        Assert.Contains(circle.Must(HttpStatusCode.OK).Json.GetProperty("errors").EnumerateArray(), e => e.GetProperty("code").GetString() == "formula.cycle");
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_condition_that_requires_a_field_tells_which_records_their_next_save_would_refuse(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("name"), Number("size"), Text("why", "size > 50")))).Must(HttpStatusCode.Created);
        foreach (var (name, size, why) in new[] { ("Small", 1, null), ("Large", 20, null), ("Explained", 20, "so"), ("Huge", 60, "first") })
            (await admin.PostAsync($"/api/forms/{key}/records", new { name, size, why })).Must(HttpStatusCode.Created);

        // The database answers for all records; what it cannot is worked out, of the newest when there are many.
        var wider = Form(key, Text("name"), Number("size"), Text("why", "size > 10"));
        Assert.Equal(["requiredWhen why 1 of all: Large"], [.. (await ImpactAsync(admin, key, wider)).Select(Told)]);
        Assert.Equal(["requiredWhen other 3 of all: Huge, Explained, Large"], [.. (await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Text("why", "size > 50"), Text("other", "size > 10")))).Select(Told)]);
        Assert.Equal(["requiredWhen why 1 of all: Large"], [.. (await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Text("why", "size * 2 > 20")))).Select(Told)]);
        Assert.Empty(await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Text("why", "size > 55"))));

        (await admin.PutAsync($"/api/forms/{key}", wider, 1)).Must(HttpStatusCode.OK);
        var large = (await admin.GetAsync($"/api/forms/{key}/records?sort=id")).Json.GetProperty("items")[1].GetProperty("id").GetInt64();
        Assert.Equal(["/why required"], (await admin.PatchAsync($"/api/forms/{key}/records/{large}", new { name = "Larger" }, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Of_many_records_the_newest_are_looked_at_and_their_number_is_told(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Form(key, Text("name"), Number("size"), Text("why")))).Must(HttpStatusCode.Created);
        for (var i = 0; i <= DraftScan.MaxLooked; i++)
            (await admin.PostAsync($"/api/forms/{key}/records", new { name = "No. " + i, size = i })).Must(HttpStatusCode.Created);
        var told = await ImpactAsync(admin, key, Form(key, Text("name"), Number("size"), Text("why", "size * 2 >= 0"), Formula("twice", "size * 2")));
        // However slow the machine is, no more than these, and what is told of them adds up.
        var looked = told[0].GetProperty("looked").GetInt32();
        Assert.InRange(looked, 1, DraftScan.MaxLooked);
        Assert.Equal((looked, looked, DraftScan.MaxLooked + 1), (told[0].GetProperty("records").GetInt32(), told[1].GetProperty("differ").GetInt32(), told[1].GetProperty("records").GetInt32()));
        Assert.Equal("No. 200", told[1].GetProperty("samples")[0].GetProperty("title").GetString());
    }

    private static async Task<List<JsonElement>> ImpactAsync(ApiClient admin, string key, string form) =>
        [.. (await admin.PutAsync($"/api/forms/{key}?dryRun=true", form)).Must(HttpStatusCode.OK).Json.GetProperty("impact").EnumerateArray()];

    private static string Told(JsonElement impact)
    {
        var head = $"{impact.GetProperty("rule").GetString()} {impact.GetProperty("field").GetString()} {impact.GetProperty("records").GetInt64()}";
        if (!impact.TryGetProperty("samples", out var samples))
            return $"{head} of {(impact.TryGetProperty("looked", out var asked) ? asked.GetRawText() : "all")}: {string.Join(", ", impact.GetProperty("first").EnumerateArray().Select(f => f.GetProperty("title").GetString()))}";
        return $"{head}, {impact.GetProperty("differ").GetInt32()} of {impact.GetProperty("looked").GetInt32()}: "
            + string.Join(", ", samples.EnumerateArray().Select(s => $"{s.GetProperty("title").GetString()} {s.GetProperty("from").GetRawText()} > {s.GetProperty("to").GetRawText()}"));
    }

    private static string Key() => "imp_" + Guid.NewGuid().ToString("N")[..8];

    private static (string Key, JsonObject Schema) Text(string key, string? requiredWhen = null)
    {
        var field = new JsonObject { ["id"] = "fld_" + key, ["type"] = "text" };
        if (requiredWhen is not null)
            field["requiredWhen"] = requiredWhen;
        return (key, new JsonObject { ["type"] = "string", ["x-field"] = field });
    }

    private static (string Key, JsonObject Schema) Number(string key) =>
        (key, new JsonObject { ["type"] = "number", ["x-field"] = new JsonObject { ["id"] = "fld_" + key, ["type"] = "decimal" } });

    private static (string Key, JsonObject Schema) Formula(string key, string formula, string type = "decimal", bool live = false)
    {
        var field = new JsonObject { ["id"] = "fld_" + key, ["type"] = type, ["formula"] = formula };
        if (live)
            field["stored"] = false;
        return (key, new JsonObject { ["type"] = type == "decimal" ? "number" : type, ["readOnly"] = true, ["x-field"] = field });
    }

    private static string Form(string key, params (string Key, JsonObject Schema)[] fields) => new JsonObject
    {
        ["$id"] = key,
        ["title"] = "Impact",
        ["type"] = "object",
        ["x-form"] = new JsonObject { ["recordTitle"] = "name" },
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Schema.DeepClone()))),
    }.ToJsonString();
}
