using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Numbers have at most 15 digits; their sums may have more, and are exact all the same.</summary>
public sealed class LargeSumScenarios
{
    private const long Largest = 999_999_999_999_999;

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Sums_beyond_64_bit_are_exact_and_no_integer_overflow(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await VaultAsync(admin);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => (await admin.PostAsync($"/api/forms/{form}/records", new { name = i % 2 == 0 ? "even" : "odd", worth = (decimal)Largest, pieces = Largest })).Must(HttpStatusCode.Created)));
        (await admin.PostAsync($"/api/forms/{form}/records", new { name = "odd", worth = 0.01m, pieces = 1 })).Must(HttpStatusCode.Created);
        (await admin.PostAsync($"/api/forms/{form}/records", new { name = "small", worth = 7m })).Must(HttpStatusCode.Created);
        var half = 50m * Largest;

        var report = (await admin.PostAsync("/api/reports/query", new
        {
            source = form,
            dimensions = new[] { new { id = "name", field = "name" } },
            measures = new object[]
            {
                new { id = "sum", agg = "sum", field = "worth" }, new { id = "mean", agg = "avg", field = "worth" }, new { id = "n", agg = "count" },
                new { id = "each", type = "ratio", numerator = "sum", denominator = "n" },
            },
            order = new[] { new { id = "sum", dir = "desc" } },
        })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(["odd", "even", "small"], report.GetProperty("rows").EnumerateArray().Select(r => r[0].GetString()));
        Assert.Equal([half + 0.01m, half, 7m], report.GetProperty("rows").EnumerateArray().Select(r => r[1].GetDecimal()));
        Assert.Equal((decimal)Largest, report.GetProperty("rows")[1][2].GetDecimal());
        Assert.Equal((decimal)Largest, report.GetProperty("rows")[1][4].GetDecimal());
        Assert.Equal((2 * half) + 7.01m, report.GetProperty("totals").GetProperty("sum").GetDecimal());

        var having = (await admin.PostAsync("/api/reports/query", new
        {
            source = form,
            dimensions = new[] { new { id = "name", field = "name" } },
            measures = new[] { new { id = "sum", agg = "sum", field = "worth" } },
            having = new { member = "sum", @operator = "gt", values = new[] { 1_000_000_000_000_000m } },
        })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(2, having.GetProperty("rows").GetArrayLength());

        var page = (await admin.GetAsync($"/api/forms/{form}/records?limit=1&totals=worth")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((2 * half) + 7.01m, page.GetProperty("totals").GetProperty("worth").GetProperty("sum").GetDecimal());
        Assert.Equal(102, page.GetProperty("total").GetInt32());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Sums_of_whole_numbers_beyond_64_bit_are_exact(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await VaultAsync(admin);
        var file = "name,pieces\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{(i % 2 == 0 ? "even" : "odd")},{Largest}\n"));
        var mapping = JsonSerializer.Serialize(new { mode = "create", columns = new[] { new { column = "name", field = "name" }, new { column = "pieces", field = "pieces" } } });
        var id = (await admin.UploadAsync($"/api/forms/{form}/import", System.Text.Encoding.UTF8.GetBytes(file), "v.csv", ("mapping", mapping))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        Assert.Equal(10_000, (await admin.JobAsync(id)).GetProperty("created").GetInt32());
        foreach (var dimensions in new object[] { Array.Empty<object>(), new[] { new { id = "name", field = "name" } } })
        {
            var report = (await admin.PostAsync("/api/reports/query", new { source = form, dimensions, measures = new[] { new { id = "sum", agg = "sum", field = "pieces" } } })).Must(HttpStatusCode.OK).Json;
            Assert.Equal(10_000m * Largest, report.GetProperty("totals").GetProperty("sum").GetDecimal());
            Assert.Equal(10_000m * Largest, report.GetProperty("rows").EnumerateArray().Sum(r => r[r.GetArrayLength() - 1].GetDecimal()));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_number_that_its_scale_makes_too_large_to_store_is_refused_and_may_be_compared_with(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var form = await VaultAsync(admin);
        Assert.Equal(["/fine number.maximum"], (await admin.PostAsync($"/api/forms/{form}/records", new { name = "x", fine = Largest })).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.PostAsync($"/api/forms/{form}/records", new { name = "x", fine = 9_000_000_000_000m })).Must(HttpStatusCode.Created);
        foreach (var (op, count) in new[] { ("gt", 0), ("lt", 1) })
        {
            var page = (await admin.PostAsync($"/api/forms/{form}/records/query", new { filter = new { member = "fine", @operator = op, values = new[] { Largest } } })).Must(HttpStatusCode.OK).Json;
            Assert.Equal(count, page.GetProperty("items").GetArrayLength());
        }
    }

    private static async Task<string> VaultAsync(ApiClient admin)
    {
        var form = "vault_" + Guid.NewGuid().ToString("N")[..8];
        var body = new Dictionary<string, object>
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = form,
            ["title"] = "Vault",
            ["type"] = "object",
            ["properties"] = new Dictionary<string, object>
            {
                ["name"] = Field("string", "text"),
                ["worth"] = Field("number", "money"),
                ["pieces"] = Field("integer", "integer"),
                ["fine"] = new Dictionary<string, object> { ["type"] = "number", ["x-field"] = new { type = "decimal", scale = 6 } },
            },
        };
        (await admin.PutAsync($"/api/forms/{form}", body)).Must(HttpStatusCode.Created);
        return form;
    }

    private static Dictionary<string, object> Field(string type, string fieldType) => new() { ["type"] = type, ["x-field"] = new { type = fieldType } };
}
