using NoCodeCrm.Host.Endpoints;

namespace NoCodeCrm.Host.Tests;

/// <summary>The published schemas of documents.</summary>
public sealed class SchemaScenarios
{
    [Fact]
    public async Task Each_kind_of_document_has_a_schema_for_whoever_is_signed_in()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        foreach (var kind in SchemasApi.Kinds)
        {
            var answer = (await admin.GetAsync($"/schemas/{kind}.json")).Must(HttpStatusCode.OK);
            Assert.Equal("http://json-schema.org/draft-07/schema#", answer.Json.GetProperty("$schema").GetString());
        }
        (await admin.GetAsync("/schemas/nothing.json")).Must(HttpStatusCode.NotFound);
        using var nobody = host.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/schemas/form.json")).Status);
    }
}
