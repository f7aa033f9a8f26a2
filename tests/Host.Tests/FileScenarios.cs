namespace NoCodeCrm.Host.Tests;

/// <summary>Uploads and downloads.</summary>
public sealed class FileScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_upload_keeps_a_harmless_name_and_is_served_as_an_attachment(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "With files" })).Must(HttpStatusCode.Created).Id;
        var svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray();
        var sent = (await admin.UploadAsync($"/api/forms/account/records/{account}/files", svg, "../../etc/evil.svg")).Must(HttpStatusCode.Created).Json;
        Assert.Equal("evil.svg", sent.GetProperty("name").GetString());
        var file = (await admin.GetAsync($"/api/files/{sent.GetProperty("id").GetInt64()}")).Must(HttpStatusCode.OK);
        Assert.Equal("application/octet-stream", file.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(svg, file.Body);
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_refused_and_leaves_nothing()
    {
        await using var host = await TestHost.OnSqliteAsync(("Limits:UploadBytes", "1000"));
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Small" })).Must(HttpStatusCode.Created).Id;
        (await admin.UploadAsync($"/api/forms/account/records/{account}/files", new byte[2_000], "big.bin")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, (await admin.GetAsync($"/api/forms/account/records/{account}/files")).Json.GetProperty("items").GetArrayLength());
    }
}
