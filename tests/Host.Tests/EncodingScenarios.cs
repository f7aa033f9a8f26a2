using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>
/// Text that a database or an encoder cannot hold (NUL, half a surrogate pair, bytes that are no UTF-8) at every place that
/// takes text: an answer below 500 each time, and the next ordinary request works, so that no connection is left broken.
/// </summary>
public sealed class EncodingScenarios
{
    // As they stand in JSON.
    private static readonly string[] Escaped = ["\\u0000", "a\\u0000b", "\\ud800", "a\\ud83d", "\\udc00b", "\\ud800\\ud800", "\\uffff", "\\u001f", "\\u0001", "\\ufeffx", "\\ud83d\\ude00\\u0000"];

    // As they stand in an address.
    private static readonly string[] Percent = ["%00", "a%00b", "%ED%A0%80", "a%ED%B0%80", "%FF", "%C0%80", "%F0%9F%98", "%EF%BF%BF", "%1F", "%01", "%5Cu0000", "%F0%9F%98%80%00"];

    // As bytes of a cell, a name or a form field.
    private static readonly byte[][] Raw = [[0], [(byte)'a', 0, (byte)'b'], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xC0, 0x80], [0xF0, 0x9F, 0x98], [0x1F], [0xEF, 0xBF, 0xBF]];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task In_bodies_as_values_and_as_names_of_members(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var nobody = host.Anonymous();
        var deal = (await admin.OpportunityAsync("Encoded")).Id;
        var record = $"/api/forms/opportunity/records/{deal}";
        foreach (var text in Escaped)
        {
            foreach (var body in Bodies("/api/forms/account/records", """{"name":"@"}""", """{"name":"n","industry":"@"}""", """{"name":"n","website":"@"}""", """{"name":"n","phone":"@"}""", """{"name":"n","note":"@"}""", """{"@":"n"}""", """{"name":{"@":1}}""")
                .Concat(Bodies("/api/forms/contact/records", """{"name":"n","email":"@"}"""))
                .Concat(Bodies("/api/forms/task/records", """{"title":"@"}""", """{"title":"t","due":"@"}""", """{"title":"t","record":{"form":"@","id":1}}"""))
                .Concat(Bodies(record + "/comments", """{"text":"@"}"""))
                .Concat(Bodies(record + "/move", """{"to":"@"}""", """{"to":"lost","reason":"@"}""", """{"to":"lost","field":"@"}""", """{"to":"lost","fields":{"lost_reason":"@"}}""", """{"to":"lost","fields":{"@":"price"}}"""))
                .Concat(Bodies("/api/forms/opportunity/records/query", """{"search":"@"}""", """{"sort":"@"}""", """{"sort":"name,-@"}""", """{"cursor":"@"}""", """{"fields":["@"]}""", """{"totals":["@"]}""", """{"filter":{"member":"@","operator":"set"}}""", """{"filter":{"member":"name","operator":"@"}}"""))
                .Concat(new[] { "equals", "notEquals", "in", "notIn", "contains", "notContains", "startsWith", "between" }.SelectMany(op => new[] { "name", "stage", "account.name", "owner.name", "collaborators", "account" }.SelectMany(member =>
                    Bodies("/api/forms/opportunity/records/query", $$$"""{"limit":1,"filter":{"member":"{{{member}}}","operator":"{{{op}}}","values":["@","b"]}}"""))))
                .Concat(Bodies("/api/forms/opportunity/records/bulk", $$$"""{"ids":[{{{deal}}}],"patch":{"name":"@"}}""", $$$"""{"ids":[{{{deal}}}],"patch":{"@":"x"}}"""))
                .Concat(Bodies("/api/reports/query", """{"source":"@","measures":[{"id":"n","agg":"count"}]}""", """{"source":"account","measures":[{"id":"@","agg":"count"}]}""", """{"source":"account","dimensions":[{"id":"@","field":"name"}],"measures":[{"id":"n","agg":"count"}]}""",
                    """{"source":"account","dimensions":[{"id":"d","field":"@"}],"measures":[{"id":"n","agg":"count"}]}""", """{"source":"account","timezone":"@","measures":[{"id":"n","agg":"count"}]}""", """{"source":"account","filters":{"member":"name","operator":"contains","values":["@"]},"measures":[{"id":"n","agg":"count"}]}""",
                    """{"source":"account","measures":[{"id":"n","agg":"count"}],"order":[{"id":"@"}]}""", """{"source":"account","dimensions":[{"id":"d","field":"name"}],"measures":[{"id":"n","agg":"count"}],"having":{"member":"n","operator":"equals","values":["@"]}}"""))
                .Concat(Bodies("/api/reports/drill", """{"query":{"source":"account","dimensions":[{"id":"d","field":"name"}],"measures":[{"id":"n","agg":"count"}]},"row":{"d":"@"},"measure":"n"}""", """{"query":{"source":"account","dimensions":[{"id":"d","field":"name"}],"measures":[{"id":"n","agg":"count"}]},"row":["@"],"measure":"@"}"""))
                .Concat(Bodies("/api/tokens", """{"name":"@"}"""))
                .Concat(Bodies("/api/me/password", """{"current":"@","password":"@ long enough to be one"}""")))
                await AnsweredAsync(admin, HttpMethod.Post, body.Path, body.Body.Replace("@", text, StringComparison.Ordinal));
            foreach (var (method, path, body) in new[]
            {
                (HttpMethod.Patch, "/api/me", """{"locale":"@"}"""), (HttpMethod.Patch, "/api/me", """{"timeZone":"@"}"""), (HttpMethod.Patch, record, """{"name":"@"}"""), (HttpMethod.Patch, record, """{"pain_points":"@"}"""),
                (HttpMethod.Put, "/api/users/999999/roles", """{"roles":["@"]}"""), (HttpMethod.Put, "/api/roles/encoded", """{"key":"encoded","title":"@"}"""), (HttpMethod.Put, "/api/dashboards/encoded", """{"key":"encoded","title":"@","source":"account","widgets":[]}"""),
                (HttpMethod.Put, "/api/forms/encoded?dryRun=true", """{"$id":"encoded","title":"@","type":"object","properties":{"a":{"type":"string","title":"@","x-field":{"type":"text"}}}}"""),
                (HttpMethod.Put, "/api/forms/encoded?dryRun=true", """{"$id":"encoded","title":"t","type":"object","properties":{"@":{"type":"string","x-field":{"type":"text"}}}}"""),
            })
                await AnsweredAsync(admin, method, path, body.Replace("@", text, StringComparison.Ordinal));
            await WritesAsync(admin);
            await AnsweredAsync(nobody, HttpMethod.Post, "/api/invitations/none", $$"""{"password":"{{text}} long enough"}""");
        }
        foreach (var text in Escaped.Take(4))
            await AnsweredAsync(nobody, HttpMethod.Post, "/api/session", $$"""{"email":"{{text}}@example.com","password":"{{text}}"}""");
        await WorksAsync(admin);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task In_addresses_and_headers(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Addressed oddly")).Id;
        var places = new List<string> { "/api/search?q=@", "/api/users?search=@", "/api/setup?token=@", "/api/dashboards/sales_overview/data?filters=@", "/api/pipelines/sales/board?search=@", "/api/pipelines/sales/board?form=@", "/api/pipelines/sales/board?filter=@" };
        foreach (var parameter in "filter sort search cursor fields totals expand count deleted".Split(' '))
            places.AddRange([$"/api/forms/account/records?{parameter}=@", $"/api/forms/account/export?format=csv&{parameter}=@"]);
        places.Add("/api/forms/account/records?filter=" + Uri.EscapeDataString("""{"member":"name","operator":"contains","values":["?"]}""").Replace("%3F", "@", StringComparison.Ordinal));
        foreach (var part in new[] { "timeline?cursor=@", "timeline?kinds=@", "history?cursor=@", "moves?field=@", "files?slot=@" })
            places.Add($"/api/forms/opportunity/records/{deal}/{part}");
        foreach (var path in new[] { "/api/forms/@", "/api/forms/@/records", "/api/forms/account/usages/@", "/api/pipelines/@", "/api/dashboards/@", "/api/roles/@", "/api/jobs/@", "/api/jobs/@/result", "/api/files/@", "/api/invitations/@", "/api/forms/account/records/@" })
            places.Add(path);
        foreach (var text in Percent)
            foreach (var place in places.Where(p => p.Contains('?') || !text.Contains("%00", StringComparison.Ordinal))) // no server lets NUL into a path
                await AnsweredAsync(admin, HttpMethod.Get, place.Replace("@", text, StringComparison.Ordinal), null);
        foreach (var value in new[] { "\u0001", "\u00ff\u00fe", "\ufffd", "a\u007fb", new string('k', 200), "\u00c0\u0080" })
            foreach (var header in new[] { "Idempotency-Key", "If-Match", "If-None-Match", "Accept-Language", "Authorization", "X-CSRF-TOKEN", "User-Agent", "traceparent" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/forms/account/records") { Content = new StringContent("""{"name":"Headed"}""", Encoding.UTF8, "application/json") };
                if (header != "X-CSRF-TOKEN")
                    request.Headers.Add("X-CSRF-TOKEN", admin.Csrf);
                if (!request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? "Bearer " + value : value))
                    continue;
                using var response = await admin.Http.SendAsync(request);
                Assert.True((int)response.StatusCode < 500, $"{header} {value}: {response.StatusCode}");
                await WorksAsync(admin);
            }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task In_files_their_names_and_what_an_import_says_about_them(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "With files" })).Must(HttpStatusCode.Created).Id;
        string[] columns = ["name", "industry", "note", "website", "parent", "revenue", "owner"];
        foreach (var raw in Raw)
        {
            foreach (var column in columns)
            {
                byte[] file = [.. Encoding.UTF8.GetBytes($"id,{column}\nRow,"), .. raw, .. "\nRow two,ok\n"u8];
                foreach (var onUnmatched in new[] { "reject", "create", "null" })
                    await ImportedAsync(admin, file, new { mode = "create", onUnmatched, columns = column == "name" ? [new { column, field = column }] : new[] { new { column = "id", field = "name" }, new { column, field = column } } });
            }
            byte[] keyed = [.. "name,note\nA"u8, .. raw, .. ",x\n"u8, .. raw, .. ",y\n"u8];
            await ImportedAsync(admin, keyed, new { mode = "upsert", key = new[] { "name" }, columns = new[] { new { column = "name", field = "name" }, new { column = "note", field = "note" } } });
            byte[] header = [.. "name,"u8, .. raw, .. "\nA,b\n"u8];
            Below500(await admin.UploadAsync("/api/forms/account/import/preview", header, "a.csv"), "preview");
            await WritesAsync(admin);
        }
        foreach (var text in Escaped)
            foreach (var mapping in new[]
            {
                """{"mode":"create","columns":[{"column":"@","field":"name"}]}""", """{"mode":"create","columns":[{"column":"name","field":"@"}]}""", """{"mode":"create","columns":[{"column":"name","field":"name"},{"column":"owner","field":"owner","match":"@"}]}""",
                """{"mode":"create","columns":[{"column":"name","field":"name","values":{"@":"x"}}]}""", """{"mode":"create","columns":[{"column":"name","field":"name","values":{"Row":"@"}}]}""", """{"mode":"create","columns":[{"column":"name","field":"name"},{"column":"owner","field":"owner","values":{"x":"@"}}]}""",
                """{"mode":"create","columns":[{"field":"name","template":"{name}@"}]}""", """{"mode":"create","columns":[{"field":"name","template":"@"}]}""", """{"mode":"upsert","key":["@"],"columns":[{"column":"name","field":"name"}]}""", """{"mode":"create","dateFormat":"@","columns":[{"column":"name","field":"name"}]}""",
                """{"mode":"create","encoding":"@","columns":[{"column":"name","field":"name"}]}""", """{"mode":"create","delimiter":"@","columns":[{"column":"name","field":"name"}]}""",
            })
                await ImportedAsync(admin, "name,owner\nRow,x\n"u8.ToArray(), mapping.Replace("@", text, StringComparison.Ordinal));
        foreach (var title in new[] { "a\0b.txt", "\ud83d.txt", new string('x', 300) + ".txt", string.Concat(Enumerable.Repeat("😀", 200)), "x" + string.Concat(Enumerable.Repeat("😀", 200)), "\uffff.txt", "..\0/x" })
            foreach (var path in new[] { $"/api/forms/account/records/{account}/files", $"/api/forms/account/records/{account}/files?slot=a%00b", $"/api/forms/account/records/{account}/files?slot=%ED%A0%80", "/api/files" })
            {
                // In both spellings of a name, as clients send them.
                var content = new ByteArrayContent([1, 2, 3]);
                content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''{Escape(title)}");
                Below500(await admin.SendAsync(HttpMethod.Post, path, new MultipartFormDataContent { content }), title);
                await WorksAsync(admin);
            }
        (await admin.GetAsync($"/api/forms/account/records/{account}/files")).Must(HttpStatusCode.OK);
    }

    // A half of a pair as three bytes: what an encoder that does not look would send.
    private static string Escape(string text) => string.Concat(text.Select((c, i) =>
        char.IsSurrogate(c) && !(i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1])) && !(i > 0 && char.IsSurrogatePair(text[i - 1], c)) ? "%ED%A0%BD"
        : char.IsHighSurrogate(c) ? Uri.EscapeDataString(text.AsSpan(i, 2)) : char.IsLowSurrogate(c) ? "" : Uri.EscapeDataString(c.ToString())));

    private static IEnumerable<(string Path, string Body)> Bodies(string path, params string[] bodies) => bodies.Select(b => (path, b));

    private static async Task ImportedAsync(ApiClient client, byte[] file, object mapping)
    {
        var text = mapping as string ?? JsonSerializer.Serialize(mapping);
        Below500(await client.UploadAsync("/api/forms/account/import/values", file, "a.csv", ("mapping", text)), "values " + text);
        var answer = await client.UploadAsync("/api/forms/account/import", file, "a.csv", ("mapping", text));
        Below500(answer, "import " + text);
        if (answer.Status == HttpStatusCode.Accepted)
        {
            var job = await client.JobAsync(answer.Json.GetProperty("id").GetString()!);
            Assert.True(job.GetProperty("state").GetString() == "succeeded", $"{text} {Convert.ToHexString(file)}: {job}");
        }
        await WorksAsync(client);
    }

    private static async Task AnsweredAsync(ApiClient client, HttpMethod method, string path, string? body)
    {
        var version = method == HttpMethod.Put || method == HttpMethod.Patch || path.EndsWith("/move", StringComparison.Ordinal) ? 999_999 : (long?)null;
        Below500(await client.SendAsync(method, path, body, version), $"{method} {path} {body}");
        await WorksAsync(client);
    }

    // Two at once, so that more than one connection of a pool is looked at.
    private static async Task WorksAsync(ApiClient client)
    {
        foreach (var answer in await Task.WhenAll(client.GetAsync("/api/session"), client.GetAsync("/api/session")))
            Assert.True((int)answer.Status is 200 or 401, $"The next request: {answer.Status}");
    }

    private static async Task WritesAsync(ApiClient client)
    {
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsync("/api/forms/account/records", new { name = "Ordinary" }))))
            answer.Must(HttpStatusCode.Created);
    }

    private static void Below500(Answer answer, string what) => Assert.True((int)answer.Status < 500, $"{what}: {answer.Status}");
}
