using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Whatever is sent, the answer says what is wrong with it; the server never fails.</summary>
public sealed class BadInputScenarios
{
    // Raw JSON, for a place where something else belongs.
    private static readonly string[] WrongValues =
    [
        "{}", "{\"a\":1}", "[]", "[1]", "[[]]", "[{}]", "[null]", "1", "-1", "1.5", "true", "false", "null", "\"\"", "\"x\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "1e400", "-1e400", "123456789012345678901234567890", "9223372036854775808", "1e-400",
        "\"2026-02-30\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"",
    ];

    private static readonly string[] SqlLike =
    [
        "' OR 1=1--", "'; DROP TABLE r_account;--", "\"; DELETE FROM r_account;--", "1) UNION SELECT 1,2,3--", "%' AND 1=0 UNION ALL SELECT NULL--", "name' ESCAPE '\\",
        "a\\'b", "1; SELECT pg_sleep(5)", "`id`", "$1", "@p0", "/* */ name", "t0.owner", "CASE WHEN 1=1 THEN id END",
    ];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_wrong_type_anywhere_in_a_body_is_told_and_nothing_fails(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var nobody = host.Anonymous();
        var deal = (await admin.OpportunityAsync("Confused")).Id;
        var record = $"/api/forms/opportunity/records/{deal}";
        const string condition = """{"filter":{"and":[{"member":"stage","operator":"equals","values":["won"]}]}}""";
        var bodies = new (HttpMethod Method, string Path, string Body)[]
        {
            (HttpMethod.Post, "/api/setup", """{"language":"en","company":"c","currency":"CNY","timeZone":"UTC","name":"n","email":"e","password":"p","template":"none","sampleData":false}"""),
            (HttpMethod.Post, "/api/invitations/none", """{"password":"p"}"""),
            (HttpMethod.Patch, "/api/me", """{"locale":"en","theme":"light","density":"compact"}"""),
            (HttpMethod.Post, "/api/tokens", """{"name":"t"}"""),
            (HttpMethod.Put, $"/api/users/{long.MaxValue}/roles", """{"roles":["rep"]}"""),
            (HttpMethod.Post, "/api/forms/account/records", """{"name":"n","industry":"software","revenue":1,"employees":1,"parent":1,"website":"http://a.example","phone":"1","owner":1}"""),
            (HttpMethod.Post, "/api/forms/task/records", $$$"""{"title":"t","due":"2026-01-01","done":false,"record":{"form":"opportunity","id":{{{deal}}}}}"""),
            (HttpMethod.Patch, record, """{"name":"n","amount":1,"expected_close":"2026-01-01","collaborators":[1],"stage":"won"}"""),
            (HttpMethod.Post, "/api/forms/opportunity/records/query", condition),
            (HttpMethod.Post, "/api/forms/opportunity/records/query", """{"sort":"name","search":"x","cursor":"x","limit":5,"fields":["name"],"count":true,"totals":["amount"],"deleted":false,"expand":true}"""),
            (HttpMethod.Post, "/api/forms/opportunity/records/bulk", $$"""{"ids":[{{deal}}],"patch":{"name":"x"},"delete":"no"}"""),
            (HttpMethod.Post, record + "/move", """{"to":"needs","field":"stage","fields":{"source":"referral"},"reason":"r"}"""),
            (HttpMethod.Post, record + "/comments", """{"text":"t"}"""),
            (HttpMethod.Post, "/api/reports/query", """{"source":"opportunity","dimensions":[{"id":"d","member":"createdAt","granularity":"month"}],"measures":[{"id":"n","agg":"sum","member":"amount"}],"order":[{"id":"n","dir":"desc"}],"limit":5,"timeZone":"UTC"}"""),
            (HttpMethod.Post, "/api/reports/drill", """{"query":{"source":"opportunity","dimensions":[{"id":"d","member":"stage"}],"measures":[{"id":"n","agg":"count"}]},"row":{"d":"won"},"measure":"n"}"""),
            (HttpMethod.Put, "/api/roles/confused", """{"key":"confused","title":"t","can":{"design":false},"forms":{"account":{"read":["own"],"create":true,"fields":{"name":"hidden"}}}}"""),
            (HttpMethod.Put, "/api/dashboards/confused", """{"key":"confused","title":"t","source":"opportunity","widgets":[]}"""),
            (HttpMethod.Put, "/api/forms/confused?dryRun=true", """{"$id":"confused","title":"t","type":"object","x-form":{"recordTitle":"a","search":["a"],"list":{"columns":["a"]}},"required":["a"],"properties":{"a":{"type":"string","maxLength":5,"x-field":{"id":"f","type":"text"}}}}"""),
        };
        foreach (var (method, path, body) in bodies)
            foreach (var confused in Confused(body))
                await NeverFailsAsync(admin, method, path, confused);
        foreach (var confused in Confused("""{"email":"e@example.com","password":"p"}""").Take(20))
            await NeverFailsAsync(nobody, HttpMethod.Post, "/api/session", confused);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_body_that_is_no_proper_JSON_is_a_400(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        foreach (var body in new[]
        {
            "", "{", "nul", "{\"name\":}", "[]", "\"x\"", "1", new string('[', 10_000), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)),
            "{\"name\":" + new string('[', 10_000) + new string(']', 10_000) + "}", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"\\ud800\"}", "{\"\\udc00\":1}",
        })
            foreach (var path in new[] { "/api/forms/account/records", "/api/forms/account/records/query", "/api/reports/query", "/api/session", "/api/tokens" })
                Assert.True((await admin.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"))).Status == HttpStatusCode.BadRequest, $"{path}: {(body.Length > 50 ? body[..50] : body)}");
        var notUnicode = new ByteArrayContent([.. "{\"name\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]);
        (await admin.PostAsync("/api/forms/account/records", notUnicode)).Must(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_over_ten_megabytes_is_a_413()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-large-").FullName;
        await using (var host = await HostProcess.StartAsync(directory))
        {
            using var admin = await host.AdministratorAsync();
            admin.Http.DefaultRequestHeaders.ExpectContinue = true; // so that the answer comes before the body
            var large = (await admin.PostAsync("/api/forms/account/records", new { name = new string('x', 11 * 1024 * 1024) })).Must(HttpStatusCode.RequestEntityTooLarge);
            Assert.Equal("request.too_large", large.Json.GetProperty("code").GetString());
        }
        Directory.Delete(directory, recursive: true);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task NUL_and_days_that_do_not_exist_are_refused_with_their_place(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Days")).Id;
        Assert.Equal(["/name text.nul"], (await admin.PostAsync("/api/forms/account/records", new { name = "a\0b" })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/text text.nul"], (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/comments", new { text = "a\0b" })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.GetAsync("/api/search?q=a%00b")).Must(HttpStatusCode.BadRequest);
        (await admin.GetAsync("/api/forms/account/records?search=a%00b")).Must(HttpStatusCode.BadRequest);
        Assert.Equal(["/expected_close type.date"], (await admin.PatchAsync($"/api/forms/opportunity/records/{deal}", new { expected_close = "2026-02-30" }, 1)).Must(HttpStatusCode.UnprocessableEntity).Faults);
        foreach (var member in new[] { "expected_close", "createdAt", "account.createdAt" })
            foreach (var value in new[] { "2026-02-30", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "x" })
                Assert.Equal(["/filter/values/0 filter.value"], (await admin.PostAsync("/api/forms/opportunity/records/query", new { filter = new { member, @operator = "beforeDate", values = new[] { value } } })).Must(HttpStatusCode.BadRequest).Faults);
        foreach (var day in new[] { "0001-01-01", "9999-12-31" })
        {
            var version = (await admin.GetAsync($"/api/forms/opportunity/records/{deal}")).Version;
            var answer = await admin.PatchAsync($"/api/forms/opportunity/records/{deal}", new { expected_close = day }, version);
            if (answer.Status == HttpStatusCode.OK)
                Assert.Equal(day, answer.Json.GetProperty("expected_close").GetString());
            else
                answer.Must(HttpStatusCode.UnprocessableEntity);
            (await admin.GetAsync("/api/pipelines/sales/board?search=Days")).Must(HttpStatusCode.OK);
            (await admin.GetAsync($"/api/forms/opportunity/records/{deal}/moves")).Must(HttpStatusCode.OK);
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_operator_with_every_value_on_every_kind_of_member_is_answered(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var operators = "equals notEquals in notIn contains notContains startsWith gt between set inDateRange relative".Split(' ');
        string[] values =
        [
            "[]", "[null]", "[true]", "[{}]", "[[]]", "[\"x\"]", "[1]", "[1,2]", "[\"a\",\"b\"]", "[\"\\u0000\"]", "[1e400]", "[123456789012345678901234567890]", "[-1]", "[\"@me\"]", "[\"@me\",{}]",
            "[{\"form\":\"account\",\"id\":1}]", "[{\"form\":\"\\u0000\",\"id\":1}]", "[{\"form\":1,\"id\":\"x\"}]", "[\"9999-12-31T23:59:59.9999999Z\"]", "[\"0001-01-01\",\"9999-12-31\"]",
            "[{\"unit\":\"year\",\"from\":-10000,\"to\":10000}]", "[{\"unit\":\"day\",\"from\":10000,\"to\":10000}]", "[{\"unit\":1}]",
        ];
        foreach (var (form, member) in new[] { ("opportunity", "name"), ("opportunity", "amount"), ("opportunity", "stage"), ("opportunity", "stage.kind"), ("opportunity", "owner"), ("opportunity", "account"), ("opportunity", "collaborators"), ("opportunity", "expected_close"), ("opportunity", "createdAt"), ("task", "record"), ("task", "done") })
            foreach (var op in operators)
                foreach (var value in values)
                    await NeverFailsAsync(admin, HttpMethod.Post, $"/api/forms/{form}/records/query", $$$"""{"limit":1,"filter":{"member":"{{{member}}}","operator":"{{{op}}}","values":{{{value}}}}}""");
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Garbage_in_addresses_and_headers_is_answered(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Addressed")).Id;
        string[] garbage = [",", "'", "%00", "%ED%A0%80", "[]", "{}", "null", "-1", "0", "99999999999999999999", "1e400", new string('a', 3_000), "..%2F..", "eyJhIjoxfQ", "eyJEaWdlc3QiOiJ4IiwiVmFsdWVzIjpbXSwiSWQiOjF9"];
        foreach (var (path, names) in new[]
        {
            ("/api/forms/opportunity/records", "filter sort fields limit cursor search count totals expand deleted"), ("/api/pipelines/sales/board", "filter search limit form"),
            ($"/api/forms/opportunity/records/{deal}/timeline", "cursor kinds"), ($"/api/forms/opportunity/records/{deal}/history", "cursor"), ($"/api/forms/opportunity/records/{deal}/moves", "field"),
            ("/api/search", "q"), ("/api/dashboards/sales_overview/data", "filters"), ("/api/users", "cursor search"), ("/api/setup", "token"),
        })
            foreach (var name in names.Split(' '))
                foreach (var value in garbage)
                    await NeverFailsAsync(admin, HttpMethod.Get, $"{path}?{name}={value}", null);
        foreach (var id in new[] { "-1", "0", "9223372036854775807", "9223372036854775808", "99999999999999999999", "abc", "1.5", "%27" })
            foreach (var part in new[] { "", "/moves", "/history", "/timeline", "/comments", "/files", "/related" })
                Assert.True((await admin.GetAsync($"/api/forms/opportunity/records/{id}{part}")).Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, id + part);
        foreach (var path in new[] { "/api/forms/{0}", "/api/forms/{0}/records", "/api/pipelines/{0}", "/api/pipelines/{0}/board", "/api/dashboards/{0}", "/api/dashboards/{0}/data", "/api/roles/{0}", "/api/jobs/{0}", "/api/files/{0}", "/api/invitations/{0}", "/api/{0}" })
            foreach (var key in new[] { "nothing", "%27%20OR%201%3D1", "%F0%9F%98%80", "999999999" })
                Assert.True((await admin.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, key))).Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, path + key);
        foreach (var tag in new[] { "x", "\"x\"", "\"\"", "\"-1\"", "\"99999999999999999999\"", "\"4294967297\"", "\"1\",\"2\"" })
            foreach (var path in new[] { $"/api/forms/opportunity/records/{deal}", "/api/roles/rep" })
            {
                using var request = new HttpRequestMessage(path.Contains("roles", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Patch, path) { Content = new StringContent("""{"name":"x"}""", Encoding.UTF8, "application/json") };
                request.Headers.Add("X-CSRF-TOKEN", admin.Csrf);
                request.Headers.TryAddWithoutValidation("If-Match", tag);
                using var response = await admin.Http.SendAsync(request);
                Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity, $"{path} {tag}: {response.StatusCode}");
            }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Text_that_looks_like_SQL_is_text(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Injected")).Id;
        var written = new List<long>();
        foreach (var text in SqlLike)
        {
            var id = (await admin.PostAsync("/api/forms/account/records", new { name = text })).Must(HttpStatusCode.Created).Id;
            var found = (await admin.PostAsync("/api/forms/account/records/query", new { filter = new { member = "name", @operator = "equals", values = new[] { text } } })).Must(HttpStatusCode.OK).Json;
            written.Add(id);
            Assert.Contains(found.GetProperty("items").EnumerateArray(), r => r.GetProperty("id").GetInt64() == id && r.GetProperty("name").GetString() == text);
            Assert.All(found.GetProperty("items").EnumerateArray(), r => Assert.Equal(text, r.GetProperty("name").GetString()));
            (await admin.GetAsync($"/api/search?q={Uri.EscapeDataString(text)}")).Must(HttpStatusCode.OK);
            Assert.Equal(text, (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/comments", new { text })).Must(HttpStatusCode.Created).Json.GetProperty("text").GetString());
            (await admin.PostAsync("/api/forms/account/records/query", new { filter = new { member = text, @operator = "set" } })).Must(HttpStatusCode.BadRequest);
            (await admin.PostAsync("/api/forms/account/records/query", new { sort = text })).Must(HttpStatusCode.BadRequest);
            (await admin.PostAsync("/api/forms/account/records/query", new { fields = new[] { text } })).Must(HttpStatusCode.BadRequest);
            (await admin.PostAsync("/api/forms/account/records/query", new { totals = new[] { text } })).Must(HttpStatusCode.BadRequest);
            (await admin.PostAsync("/api/reports/query", new { source = text, measures = new[] { new { id = "n", agg = "count" } } })).Must(HttpStatusCode.BadRequest);
            (await admin.PostAsync("/api/reports/query", new { source = "account", measures = new[] { new { id = "n", agg = text } } })).Must(HttpStatusCode.BadRequest);
            foreach (var query in new object[]
            {
                new { source = "account", measures = new[] { new { id = text, agg = "count" } } },
                new { source = "account", dimensions = new[] { new { id = text, member = "industry" } }, measures = new[] { new { id = "n", agg = "count" } } },
            })
                Assert.True((int)(await admin.PostAsync("/api/reports/query", query)).Status is 200 or 400, text);
        }
        foreach (var id in written)
            (await admin.GetAsync($"/api/forms/account/records/{id}")).Must(HttpStatusCode.OK);
    }

    private static async Task NeverFailsAsync(ApiClient client, HttpMethod method, string path, string? body)
    {
        var answer = await client.SendAsync(method, path, body, version: method == HttpMethod.Put || path.EndsWith("/move", StringComparison.Ordinal) || method == HttpMethod.Patch ? 999_999 : null);
        Assert.True((int)answer.Status < 500, $"{method} {(path.Length > 200 ? path[..200] : path)} {body}: {answer.Status}");
    }

    // The body with one member after the other replaced by every wrong value.
    private static IEnumerable<string> Confused(string body)
    {
        foreach (var path in Paths(JsonNode.Parse(body)!, []))
        {
            var marked = JsonNode.Parse(body)!;
            Replace(marked, path);
            foreach (var value in WrongValues)
                yield return marked.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => ((object)m.Key, m.Value)),
            JsonArray items => items.Select((v, i) => ((object)i, v)),
            _ => [],
        };
        foreach (var (step, child) in children)
        {
            yield return [.. path, step];
            foreach (var inner in Paths(child, [.. path, step]))
                yield return inner;
        }
    }

    private static void Replace(JsonNode node, object[] path)
    {
        foreach (var step in path[..^1])
            node = step is int index ? node[index]! : node[(string)step]!;
        if (path[^1] is int last)
            node[last] = "@@";
        else
            node[(string)path[^1]] = "@@";
    }
}
