using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>The description that other programs read.</summary>
public sealed class OpenApiScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_description_names_endpoints_problems_sign_in_and_every_form_at_this_moment(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var document = await ReadAsync(admin);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(["bearer", "cookie"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(s => s.Name).Order(StringComparer.Ordinal));
        var list = document.GetProperty("paths").GetProperty("/api/forms/{form}/records");
        Assert.Equal("records", list.GetProperty("get").GetProperty("tags")[0].GetString());
        Assert.Equal("form", list.GetProperty("get").GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Equal("#/components/schemas/record", list.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.True(list.GetProperty("post").GetProperty("responses").TryGetProperty("201", out _));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("responses", out _)))
                Assert.True(operation.Value.GetProperty("responses").GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _), path.Name);
        // Those of the template: others come and go on this host meanwhile.
        Assert.Empty(new[] { "record_account", "record_contact", "record_opportunity", "record_activity", "record_task" }.Except(Schemas(document)));
        Assert.Equal("string", document.GetProperty("components").GetProperty("schemas").GetProperty("record_account").GetProperty("properties").GetProperty("name").GetProperty("type")[1].GetString());

        var key = "described_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{key}", $$$$$"""{"$id":"{{{{{key}}}}}","title":"Described","type":"object","x-form":{},"properties":{"plate":{"type":"string","x-field":{"id":"f","type":"text"}}}}""")).Must(HttpStatusCode.Created);
        var later = await ReadAsync(admin);
        Assert.True(later.GetProperty("components").GetProperty("schemas").GetProperty("record_" + key).GetProperty("properties").TryGetProperty("plate", out _));
        Assert.Contains("#/components/schemas/record_" + key, later.GetProperty("components").GetProperty("schemas").GetProperty("record").GetRawText());
    }

    [Fact]
    public async Task Every_operation_says_in_a_line_what_it_is_for()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        var told = (await ReadAsync(admin)).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("responses", out _)).Select(o => (Operation: $"{o.Name.ToUpperInvariant()} {path.Name}", Summary: o.Value.TryGetProperty("summary", out var line) ? line.GetString() : null))).ToList();
        Assert.True(told.Count > 150, $"Only {told.Count} operations are described.");
        Assert.Equal([], told.Where(o => string.IsNullOrWhiteSpace(o.Summary)).Select(o => o.Operation));
        Assert.All(told, o => Assert.True(o.Summary!.EndsWith('.') && o.Summary.Length <= 120 && !o.Summary.Contains('{'), $"{o.Operation}: {o.Summary}"));
        // Nothing is described that is not there any more.
        Assert.Equal([], OpenApi.OperationSummaries.Written.Except(told.Select(o => o.Operation)));
    }

    private static async Task<JsonElement> ReadAsync(ApiClient client) => (await client.GetAsync("/openapi/v1.json")).Must(HttpStatusCode.OK).Json;

    private static IEnumerable<string> Schemas(JsonElement document) => document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name);
}
