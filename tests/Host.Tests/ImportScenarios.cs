using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Importing files, with a small set of our own in the shape of real sales data.</summary>
public sealed class ImportScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_row_arrives_or_is_named_and_a_second_import_changes_nothing(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var tag = "I" + Guid.NewGuid().ToString("N")[..6];
        await ImportAsync(admin, "account", $"account,sector\n{tag} Cancity,retail\n{tag} Isdom,medical\n", new { mode = "upsert", key = new[] { "name" }, columns = new object[] { Column("account", "name"), Column("sector", "industry") } });
        await ImportAsync(admin, "product", $"product,price\n{tag} Pro,4821\n", new { mode = "upsert", key = new[] { "name" }, columns = new object[] { Column("product", "name"), Column("price", "list_price") } });
        var deals = new StringBuilder("id,agent,product,account,stage,engaged,closed,value\n");
        for (var i = 0; i < 60; i++)
            deals.Append($"{tag}-{i},Ada Admin,{(i % 6 == 0 ? tag + "Pro" : tag + " Pro")},{(i % 10 == 9 ? "" : i % 2 == 0 ? tag + " Cancity" : tag + " isdom ")},{(i % 3 == 0 ? "Won" : i % 3 == 1 ? "Lost" : "Engaging")},2017-01-0{1 + (i % 9)},{(i % 3 == 2 ? "" : "2017-02-10")},{(i % 3 == 0 ? 100 + i : i % 3 == 1 ? 0 : "")}\n");
        var mapping = Deals(tag, mapped: false);
        var unmatched = await ImportAsync(admin, "opportunity", deals.ToString(), mapping);
        Assert.Equal((50, 10, 10), (Number(unmatched, "created"), Number(unmatched, "rejected"), Number(unmatched, "unmatched")));
        var rejected = (await admin.GetAsync(unmatched.GetProperty("resultUrl").GetString()!)).Must(HttpStatusCode.OK).Text;
        Assert.Equal(11, rejected.Trim().Split('\n').Length);
        Assert.Contains(tag + "Pro", rejected);

        var all = await ImportAsync(admin, "opportunity", deals.ToString(), Deals(tag, mapped: true));
        Assert.Equal((10, 50, 0), (Number(all, "created"), Number(all, "unchanged"), Number(all, "rejected")));
        var again = await ImportAsync(admin, "opportunity", deals.ToString(), Deals(tag, mapped: true));
        Assert.Equal((0, 0, 60), (Number(again, "created"), Number(again, "updated"), Number(again, "unchanged")));

        var filter = new { member = "external_id", @operator = "startsWith", values = new[] { tag } };
        var report = (await admin.PostAsync("/api/reports/query", new
        {
            source = "opportunity",
            filters = filter,
            measures = new object[]
            {
                new { id = "n", agg = "count" },
                new { id = "won", agg = "sum", field = "amount", filters = new { member = "stage.kind", @operator = "equals", values = new[] { "won" } } },
                new { id = "days", agg = "avg", field = "cycle_days", filters = new { member = "stage.kind", @operator = "equals", values = new[] { "won" } } },
            },
        })).Must(HttpStatusCode.OK).Json.GetProperty("rows")[0];
        var won = Enumerable.Range(0, 60).Where(i => i % 3 == 0).ToList();
        Assert.Equal(60, report[0].GetInt64());
        Assert.Equal(won.Sum(i => 100 + i), report[1].GetDecimal());
        Assert.Equal(won.Average(i => (decimal)new DateOnly(2017, 2, 10).DayNumber - new DateOnly(2017, 1, 1 + (i % 9)).DayNumber), report[2].GetDecimal(), 6);
        var first = (await admin.GetAsync($"/api/forms/opportunity/records?search={tag}-0&limit=1")).Json.GetProperty("items")[0];
        Assert.Equal($"{tag} Cancity · {tag} Pro", first.GetProperty("name").GetString());
    }

    [Theory, InlineData("gb18030", ","), InlineData("utf-8", ";"), InlineData("utf-8", "\t")]
    public async Task Files_from_Excel_in_China_and_elsewhere_are_read(string encoding, string delimiter)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        var tag = "E" + Guid.NewGuid().ToString("N")[..6];
        var text = $"名称{delimiter}备注{delimiter}备注\r\n\"{tag} 上海\"{delimiter}\"第一行\r\n第二行\"{delimiter}x\r\n{tag} 短行\r\n{tag} 长行{delimiter}a{delimiter}b{delimiter}c\r\n";
        var codec = Encoding.GetEncoding(encoding);
        byte[] file = encoding == "utf-8" && delimiter == ";" ? [.. Encoding.UTF8.Preamble, .. codec.GetBytes(text)] : codec.GetBytes(text);
        var preview = (await admin.UploadAsync("/api/forms/account/import/preview", file, "accounts.csv")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(encoding, preview.GetProperty("encoding").GetString());
        Assert.Equal(delimiter, preview.GetProperty("delimiter").GetString());
        Assert.Equal("名称", preview.GetProperty("columns")[0].GetProperty("name").GetString());
        var mapping = new { mode = "create", encoding, delimiter, columns = new object[] { Column("名称", "name"), Column("备注", "note") } };
        var job = await RunAsync(admin, "account", file, mapping);
        Assert.Equal((1, 2), (Number(job, "created"), Number(job, "rejected")));
        var stored = (await admin.GetAsync($"/api/forms/account/records?search={tag}")).Json.GetProperty("items")[0];
        Assert.Equal("第一行\r\n第二行", stored.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Past_records_without_todays_required_fields_are_for_administrators_only()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Ilse", ["rep"]);
        var mapping = new { mode = "create", history = true, columns = new object[] { Column("name", "name") } };
        (await rep.UploadAsync("/api/forms/opportunity/import", "name\nx\n"u8.ToArray(), "x.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Forbidden);
        var without = new { mode = "create", columns = new object[] { Column("name", "name") } };
        var refused = await RunAsync(admin, "opportunity", "name\nNo account\n"u8.ToArray(), without);
        Assert.Equal((0, 1), (Number(refused, "created"), Number(refused, "rejected")));
    }

    [Fact]
    public async Task An_import_killed_in_the_middle_resumes_with_exact_counts()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-import-").FullName;
        var file = new StringBuilder("name,employees\n");
        for (var i = 0; i < 6_000; i++)
            file.Append($"Row {i:00000},{i}\n");
        var mapping = new { mode = "upsert", key = new[] { "name" }, columns = new object[] { Column("name", "name"), Column("employees", "employees") } };
        string id;
        await using (var host = await HostProcess.StartAsync(directory))
        {
            using var admin = await host.AdministratorAsync();
            id = (await admin.UploadAsync("/api/forms/account/import", Encoding.UTF8.GetBytes(file.ToString()), "rows.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
            while (Number((await admin.GetAsync($"/api/jobs/{id}")).Json, "processed") is 0)
                await Task.Delay(5);
            await host.KillAsync();
        }
        await using var again = await HostProcess.StartAsync(directory);
        using var reader = await again.AdministratorAsync();
        var job = await reader.JobAsync(id);
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal((6_000, 6_000, 0), (Number(job, "processed"), Number(job, "created") + Number(job, "unchanged"), Number(job, "rejected")));
        Assert.Equal(6_000, (await reader.GetAsync("/api/forms/account/records?limit=1&count=true")).Json.GetProperty("total").GetInt64());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_import_goes_on_when_a_field_that_it_fills_changes_type_and_no_row_is_lost(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "moving_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", Moving(key, "text"))).Must(HttpStatusCode.Created);
        var id = await BeginAsync(admin, key, database == "SQLite" ? "create" : "upsert");
        (await admin.PutAsync($"/api/forms/{key}", Moving(key, "integer"), 1)).Must(HttpStatusCode.OK);
        var job = await admin.JobAsync(id);
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal((Rows, Rows, 0), (Number(job, "processed"), Number(job, "created"), Number(job, "rejected")));
        var rows = await host.RowsAsync($"SELECT f_name, f_size_2, id FROM r_{key} ORDER BY id");
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => ($"Row {i:00000}", (long)i)), rows.Select(r => ((string)r[0]!, Convert.ToInt64(r[1], System.Globalization.CultureInfo.InvariantCulture))));
        // The first were written as texts, the last as numbers: the form was published in between.
        var types = new List<string?>();
        foreach (var row in new[] { rows[0], rows[^1] })
        {
            var changes = (await admin.GetAsync($"/api/forms/{key}/records/{row[2]}/history")).Json.GetProperty("items")[0].GetProperty("changes").EnumerateArray();
            types.Add(changes.Single(c => c.GetProperty("field").GetString() == "size").TryGetProperty("was", out var was) ? was.GetString() : null);
        }
        Assert.Equal(["text", null], types);
        var refused = (await admin.GetAsync($"/api/jobs/{id}/result")).Must(HttpStatusCode.OK).Text;
        Assert.Single(refused.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_import_whose_field_is_deleted_on_the_way_ends_with_every_row_that_it_did_not_import_in_a_file(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "leaving_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", Moving(key, "text"))).Must(HttpStatusCode.Created);
        var id = await BeginAsync(admin, key, "create");
        (await admin.PutAsync($"/api/forms/{key}", Moving(key, null), 1)).Must(HttpStatusCode.OK);
        var job = await admin.JobAsync(id);
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Contains("Download the rows that were not", job.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains(job.GetProperty("problems").EnumerateArray(), p => p.GetProperty("code").GetString() == "field.unknown");
        Assert.Equal((Rows, Rows), (Number(job, "processed"), Number(job, "created") + Number(job, "rejected")));
        Assert.InRange(Number(job, "created"), 1, Rows - 1);
        Assert.Equal(Number(job, "created"), (await admin.GetAsync($"/api/forms/{key}/records?limit=1&count=true")).Json.GetProperty("total").GetInt64());
        var lines = (await admin.GetAsync(job.GetProperty("resultUrl").GetString()!)).Must(HttpStatusCode.OK).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Number(job, "rejected"), lines.Length - 1);
        Assert.StartsWith($"Row {Number(job, "created"):00000},{Number(job, "created")},Not imported", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"Row {Rows - 1:00000},", lines[^1], StringComparison.Ordinal);
    }

    private const int Rows = 15_000;

    // Answers the job once it has written some rows and is far from its end.
    private static async Task<string> BeginAsync(ApiClient admin, string form, string mode)
    {
        var file = new StringBuilder("name,size\n");
        for (var i = 0; i < Rows; i++)
            file.Append($"Row {i:00000},{i}\n");
        var mapping = JsonSerializer.Serialize(new { mode, key = mode == "create" ? [] : new[] { "name" }, columns = new object[] { Column("name", "name"), Column("size", "size") } });
        var id = (await admin.UploadAsync($"/api/forms/{form}/import", Encoding.UTF8.GetBytes(file.ToString()), "rows.csv", ("mapping", mapping))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        while (Number((await admin.GetAsync($"/api/jobs/{id}")).Json, "processed") is 0)
            await Task.Delay(5);
        return id;
    }

    private static string Moving(string key, string? type)
    {
        var size = type is null ? "" : $$""", "size": { "type": "{{(type == "integer" ? "integer" : "string")}}", "x-field": { "id": "fld_size", "type": "{{type}}" } }""";
        return $$"""{ "$id": "{{key}}", "title": "Moving", "type": "object", "x-form": {}, "properties": { "name": { "type": "string", "x-field": { "id": "fld_name", "type": "text" } }{{size}} } }""";
    }

    private static object Deals(string tag, bool mapped) => new
    {
        mode = "upsert",
        key = new[] { "external_id" },
        dateFormat = "yyyy-MM-dd",
        onUnmatched = "reject",
        history = true,
        columns = new object[]
        {
            Column("id", "external_id"),
            new { field = "name", template = "{account} · {product}" },
            Column("agent", "owner"),
            mapped ? new { column = "product", field = "product", values = new Dictionary<string, string> { [tag + "Pro"] = tag + " Pro" } } : Column("product", "product"),
            Column("account", "account"),
            new { column = "stage", field = "stage", values = new { Engaging = "needs", Won = "won", Lost = "lost" } },
            Column("engaged", "engaged_on"),
            Column("closed", "closed_on"),
            Column("value", "amount"),
        },
    };

    private static object Column(string column, string field) => new { column, field };

    private static Task<JsonElement> ImportAsync(ApiClient client, string form, string csv, object mapping) => RunAsync(client, form, Encoding.UTF8.GetBytes(csv), mapping);

    private static async Task<JsonElement> RunAsync(ApiClient client, string form, byte[] file, object mapping)
    {
        var started = (await client.UploadAsync($"/api/forms/{form}/import", file, "rows.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Accepted);
        return await client.JobAsync(started.Json.GetProperty("id").GetString()!);
    }

    private static int Number(JsonElement job, string name) => job.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
}
