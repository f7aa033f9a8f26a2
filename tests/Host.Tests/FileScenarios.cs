using System.Text.Json;

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

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_file_that_replaces_another_is_its_next_version_in_the_same_slot(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var deal = (await admin.OpportunityAsync("Versions")).Id;
        var path = $"/api/forms/opportunity/records/{deal}/files";
        var first = (await admin.UploadAsync($"{path}?slot=proposal.quotation", "one"u8.ToArray(), "quote.txt")).Must(HttpStatusCode.Created).Json;
        var second = (await admin.UploadAsync($"{path}?slot=proposal.quotation", "two"u8.ToArray(), "Quote.txt")).Must(HttpStatusCode.Created).Json;
        var third = (await admin.UploadAsync($"{path}?replaces={second.GetProperty("id").GetInt64()}", "three"u8.ToArray(), "final.txt")).Must(HttpStatusCode.Created).Json;
        (await admin.DeleteAsync($"{path}/{third.GetProperty("id").GetInt64()}")).Must(HttpStatusCode.NoContent);
        var fourth = (await admin.UploadAsync($"{path}?replaces={first.GetProperty("id").GetInt64()}", "four"u8.ToArray(), "final.txt")).Must(HttpStatusCode.Created).Json;
        await admin.UploadAsync(path, "x"u8.ToArray(), "quote.txt");
        var files = (await admin.GetAsync(path)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
        var family = first.GetProperty("id").GetInt64();
        Assert.Equal(["4 proposal.quotation", "2 proposal.quotation", "1 proposal.quotation"],
            files.Where(f => f.GetProperty("family").GetInt64() == family).Select(f => $"{f.GetProperty("version").GetInt32()} {f.GetProperty("slot").GetString()}"));
        Assert.Equal(4, fourth.GetProperty("version").GetInt32());
        Assert.Single(files, f => f.GetProperty("slot").ValueKind == JsonValueKind.Null);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_slot_that_no_stage_names_and_a_file_of_another_record_are_refused(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var (one, other) = ((await admin.OpportunityAsync("Slots")).Id, (await admin.OpportunityAsync("Slots")).Id);
        var elsewhere = (await admin.UploadAsync($"/api/forms/opportunity/records/{other}/files", [1], "a.bin")).Must(HttpStatusCode.Created).Id;
        var path = $"/api/forms/opportunity/records/{one}/files";
        Assert.Equal(["/slot file.slot"], (await admin.UploadAsync($"{path}?slot=proposal.nothing", [1], "a.bin")).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/replaces file.replaces"], (await admin.UploadAsync($"{path}?replaces={elsewhere}", [1], "a.bin")).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(["/replaces query.id"], (await admin.UploadAsync($"{path}?replaces=first", [1], "a.bin")).Must(HttpStatusCode.BadRequest).Faults);
        Assert.Equal(0, (await admin.GetAsync(path)).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_preview_is_shown_within_our_pages_only_for_types_that_run_nothing()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Previews" })).Must(HttpStatusCode.Created).Id;
        foreach (var (name, shown) in new[] { ("a.png", true), ("a.pdf", true), ("a.txt", true), ("a.svg", false), ("a.html", false), ("a.docx", false) })
        {
            var sent = (await admin.UploadAsync($"/api/forms/account/records/{account}/files", [1, 2], name)).Must(HttpStatusCode.Created).Json;
            Assert.Equal(shown, sent.GetProperty("shown").GetBoolean());
            var answer = (await admin.GetAsync($"/api/files/{sent.GetProperty("id").GetInt64()}?show=true")).Must(HttpStatusCode.OK);
            Assert.Equal(shown ? "inline" : "attachment", answer.ContentHeaders.ContentDisposition!.DispositionType);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
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
