namespace NoCodeCrm.Host.Tests;

/// <summary>Corners of the HTTP contract where a wrong answer would be easy to miss.</summary>
public sealed class ContractScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_filter_with_more_values_than_a_statement_takes_is_a_400(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var values = Enumerable.Range(0, 10_001).Select(i => $"v{i}").ToArray();
        Assert.Equal(["/filter filter.too_many_values"], (await QueryAsync(admin, new { and = new[] { new { member = "name", @operator = "equals", values } } })).Must(HttpStatusCode.BadRequest).Faults);
        (await QueryAsync(admin, new { and = new[] { new { member = "name", @operator = "equals", values = values[1..] } } })).Must(HttpStatusCode.OK);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Two_joins_side_by_side_in_one_filter_are_a_400_instead_of_one_being_dropped(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var set = new { member = "name", @operator = "set" };
        Assert.Equal(["/filter filter.shape"], (await QueryAsync(admin, new { and = new[] { set }, or = new[] { set } })).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/filter/and/0 filter.shape"], (await QueryAsync(admin, new { and = new object[] { new { member = "name", @operator = "set", or = Array.Empty<object>() } } })).Must(HttpStatusCode.BadRequest).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_path_of_an_unknown_member_is_a_JSON_Pointer_whatever_its_name(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var answer = await admin.PostAsync("/api/forms/account/records", new Dictionary<string, object> { ["name"] = "n", ["a/b"] = 1, ["c~d"] = 1 });
        Assert.Equal(["/a~1b field.unknown", "/c~0d field.unknown"], answer.Must(HttpStatusCode.UnprocessableEntity).Faults);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_whose_id_is_null_is_given_one(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "id_" + Guid.NewGuid().ToString("N")[..6];
        var field = new Dictionary<string, object?> { ["type"] = "string", ["x-field"] = new { id = (string?)null, type = "text" } };
        var form = new Dictionary<string, object?> { ["$id"] = key, ["title"] = "Ids", ["type"] = "object", ["properties"] = new { a = field } };
        var put = (await admin.PutAsync($"/api/forms/{key}", form)).Must(HttpStatusCode.Created);
        Assert.StartsWith("fld_", put.Json.GetProperty("properties").GetProperty("a").GetProperty("x-field").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    private static Task<Answer> QueryAsync(ApiClient client, object filter) => client.PostAsync("/api/forms/account/records/query", new { filter, limit = 1 });
}
