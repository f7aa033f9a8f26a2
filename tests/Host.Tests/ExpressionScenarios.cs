using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Expressions while they are being written.</summary>
public sealed class ExpressionScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_formula_is_answered_with_its_type_and_its_result_on_a_record(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (form, record) = await FormAsync(admin);
        var answer = (await CheckAsync(admin, new { form, expression = "price * 3 / 7", use = "formula", field = "total", recordId = record })).Json;
        Assert.Equal("number", answer.GetProperty("type").GetString());
        Assert.Empty(answer.GetProperty("errors").EnumerateArray());
        // Rounded to the two decimals of the field that it fills.
        Assert.Equal(4.29m, answer.GetProperty("value").GetDecimal());
        Assert.Equal("2026-01-31", (await CheckAsync(admin, new { form, expression = "dateAdd(due, 1, 'day')", use = "live", recordId = record })).Json.GetProperty("value").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_is_wrong_is_told_with_its_position_in_the_language_of_the_reader(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (form, _) = await FormAsync(admin);
        Assert.Equal(["8 expression.unknown_member"], Errors(await CheckAsync(admin, new { form, expression = "price * prise", use = "formula" })));
        Assert.Equal(["8 expression.syntax"], Errors(await CheckAsync(admin, new { form, expression = "price * ", use = "formula" })));
        Assert.Equal(["0 expression.type"], Errors(await CheckAsync(admin, new { form, expression = "price", use = "condition" })));
        Assert.Equal(["0 expression.volatile"], Errors(await CheckAsync(admin, new { form, expression = "today()", use = "formula" })));
        Assert.Equal(["0 formula.related_member"], Errors(await CheckAsync(admin, new { form, expression = "createdBy.name", use = "formula" })));
        Assert.Empty(Errors(await CheckAsync(admin, new { form, expression = "changed(price) && hasRole('rep')", use = "condition" })));
        using var reader = await host.JoinAsync(admin, "Lin", ["admin"]);
        (await reader.PatchAsync("/api/me", new { locale = "zh-CN" }, null)).Must(HttpStatusCode.OK);
        var message = (await CheckAsync(reader, new { form, expression = "price == null", use = "condition" })).Json.GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Contains("永不成立", message);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_that_is_only_in_the_draft_can_be_read_though_another_is_faulty(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (form, record) = await FormAsync(admin);
        var document = Document(form);
        document["properties"]!["discount"] = JsonNode.Parse("""{"type":"number","x-field":{"type":"percent"}}""");
        document["properties"]!["broken"] = JsonNode.Parse("""{"type":"string","x-field":{"type":"no_such_type"}}""");
        var answer = await CheckAsync(admin, new { form, document, expression = "coalesce(price * discount / 100, price)", use = "formula", recordId = record });
        Assert.Empty(Errors(answer));
        Assert.Equal(10m, answer.Json.GetProperty("value").GetDecimal());
        var unpublished = Key();
        Assert.Empty(Errors(await CheckAsync(admin, new { form = unpublished, document = Document(unpublished), expression = "price + 1", use = "formula" })));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Only_who_designs_may_try_expressions_and_only_on_records_that_they_may_read(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (form, record) = await FormAsync(admin);
        using var rep = await host.JoinAsync(admin, "Rep", ["rep"]);
        var body = new { form, expression = "price", use = "formula", recordId = record };
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.PostAsync("/api/expressions/check", body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/api/expressions/functions")).Status);
        var role = Key();
        (await admin.PutAsync($"/api/roles/{role}", JsonNode.Parse($$"""{"key":"{{role}}","title":"Designer","can":{"design":true},"forms":{"{{form}}":{"read":["own"],"fields":{"price":"hidden","total":"hidden"} } } }""")!)).Must(HttpStatusCode.Created);
        using var designer = await host.JoinAsync(admin, "Designer", [role]);
        Assert.Equal(HttpStatusCode.NotFound, (await designer.PostAsync("/api/expressions/check", body)).Status);
        var patched = (await admin.PatchAsync($"/api/forms/{form}/records/{record}", new { owner = designer.UserId }, 1)).Must(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, (await CheckAsync(designer, body)).Json.GetProperty("value").ValueKind);
        Assert.False((await CheckAsync(designer, new { form, expression = "createdBy.name", use = "live", recordId = patched.Id })).Json.TryGetProperty("value", out _));
        Assert.True((await designer.GetAsync("/api/expressions/functions")).Must(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength() > 15);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_request_that_is_none_is_refused_by_its_place(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (form, _) = await FormAsync(admin);
        Assert.Equal(["/expression document.missing"], (await admin.PostAsync("/api/expressions/check", new { form })).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/use document.choice"], (await admin.PostAsync("/api/expressions/check", new { form, expression = "1", use = "other" })).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/form form.unknown"], (await admin.PostAsync("/api/expressions/check", new { form = Key(), expression = "1" })).Must(HttpStatusCode.BadRequest).Faults);
    }

    private static async Task<(string Form, long Record)> FormAsync(ApiClient admin)
    {
        var key = Key();
        (await admin.PutAsync($"/api/forms/{key}", Document(key))).Must(HttpStatusCode.Created);
        return (key, (await admin.PostAsync($"/api/forms/{key}/records", new { price = 10, due = "2026-01-30" })).Must(HttpStatusCode.Created).Id);
    }

    private static JsonObject Document(string key) => JsonNode.Parse("""
        {"$id":"KEY","title":"Tried","type":"object","x-form":{},"properties":{
          "price":{"type":"number","x-field":{"type":"money"}},
          "due":{"type":"string","format":"date","x-field":{"type":"date"}},
          "total":{"type":"number","readOnly":true,"x-field":{"type":"money","formula":"price * 2"}}}}
        """.Replace("KEY", key))!.AsObject();

    private static async Task<Answer> CheckAsync(ApiClient client, object body) => (await client.PostAsync("/api/expressions/check", body)).Must(HttpStatusCode.OK);

    private static List<string> Errors(Answer answer) =>
        [.. answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("at").GetInt32()} {e.GetProperty("code").GetString()}")];

    private static string Key() => "x" + Guid.NewGuid().ToString("N")[..10];
}
