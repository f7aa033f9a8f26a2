using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>A new version of a template meets what has been changed here since the last one.</summary>
public sealed class UpgradeScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_upgrade_takes_what_only_the_template_changed_and_keeps_what_only_somebody_here_did(string database)
    {
        await using var host = await InstalledAsync(database);
        using var admin = await host.AdministratorAsync();
        await ChangeAsync(admin, book =>
        {
            book["properties"]!["pages"]!["x-field"]!["title"]!["en"] = "Number of pages";
            book["properties"]!["shelf"] = JsonNode.Parse("""{"type":"string","x-field":{"type":"text","title":{"en":"Shelf"}}}""");
            Options(book).Add(JsonNode.Parse("""{"key":"essay","title":{"en":"Essay"}}"""));
            Enum(book).Add("essay");
        });
        await OfferAsync(admin, book =>
        {
            book["properties"]!["title"]!["maxLength"] = 300;
            book["properties"]!["isbn"] = JsonNode.Parse("""{"type":"string","x-field":{"id":"fld_isbn","type":"text","title":{"en":"ISBN"}}}""");
            Options(book).Insert(1, JsonNode.Parse("""{"key":"drama","title":{"en":"Drama"}}"""));
            Enum(book).Insert(1, "drama");
        });

        var preview = (await admin.GetAsync("/api/templates/library/preview")).Must(HttpStatusCode.OK).Json;
        Assert.Empty(preview.GetProperty("conflicts").EnumerateArray());
        Assert.Empty(preview.GetProperty("errors").EnumerateArray());
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        var form = (await admin.GetAsync("/api/forms/book")).Json;
        var fields = form.GetProperty("properties");
        Assert.Equal("Number of pages", fields.GetProperty("pages").GetProperty("x-field").GetProperty("title").GetProperty("en").GetString());
        Assert.Equal(300, fields.GetProperty("title").GetProperty("maxLength").GetInt32());
        Assert.True(fields.TryGetProperty("shelf", out _) && fields.TryGetProperty("isbn", out _));
        Assert.Equal(["novel", "drama", "poem", "essay"], fields.GetProperty("genre").GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.All((await admin.GetAsync("/api/templates/library/preview")).Json.GetProperty("changes").EnumerateArray(), c => Assert.Equal("unchanged", c.GetProperty("change").GetString()));
    }

    [Theory, InlineData("SQLite", "mine"), InlineData("SQLite", "theirs"), InlineData("PostgreSQL", "mine"), InlineData("PostgreSQL", "theirs")]
    public async Task What_both_changed_differently_is_shown_side_by_side_and_decided_by_who_installs(string database, string use)
    {
        await using var host = await InstalledAsync(database);
        using var admin = await host.AdministratorAsync();
        await ChangeAsync(admin, book => book["properties"]!["pages"]!["x-field"]!["title"]!["en"] = "Sheets");
        await OfferAsync(admin, book => book["properties"]!["pages"]!["x-field"]!["title"]!["en"] = "Leaves");

        var conflict = Assert.Single((await admin.GetAsync("/api/templates/library/preview")).Must(HttpStatusCode.OK).Json.GetProperty("conflicts").EnumerateArray().ToList());
        Assert.Equal("/properties/pages/x-field/title/en", conflict.GetProperty("path").GetString());
        Assert.Equal(("Sheets", "Leaves", "Pages"), (conflict.GetProperty("mine").GetString(), conflict.GetProperty("theirs").GetString(), conflict.GetProperty("base").GetString()));
        (await admin.PostAsync("/api/templates/library/install", new { resolve = new[] { new { kind = "form", key = "book", path = "/properties/pages/x-field/title/en", use } } })).Must(HttpStatusCode.OK);
        var title = (await admin.GetAsync("/api/forms/book")).Json.GetProperty("properties").GetProperty("pages").GetProperty("x-field").GetProperty("title").GetProperty("en").GetString();
        Assert.Equal(use == "mine" ? "Sheets" : "Leaves", title);
        // Decided once is decided: the same version asks no second time.
        Assert.Empty((await admin.GetAsync("/api/templates/library/preview")).Json.GetProperty("conflicts").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_word_about_a_conflict_what_is_here_stays()
    {
        await using var host = await InstalledAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        await ChangeAsync(admin, book => book["properties"]!.AsObject().Remove("pages"));
        await OfferAsync(admin, book => book["properties"]!["pages"]!["minimum"] = 1);
        Assert.Single((await admin.GetAsync("/api/templates/library/preview")).Json.GetProperty("conflicts").EnumerateArray().ToList());
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        Assert.False((await admin.GetAsync("/api/forms/book")).Json.GetProperty("properties").TryGetProperty("pages", out _));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_document_that_was_taken_away_here_stays_away_unless_it_is_asked_for(string database)
    {
        await using var host = await InstalledAsync(database);
        using var admin = await host.AdministratorAsync();
        (await admin.DeleteAsync("/api/forms/book", 1)).Must(HttpStatusCode.NoContent);
        var preview = (await admin.GetAsync("/api/templates/library/preview")).Must(HttpStatusCode.OK).Json;
        Assert.Equal("absent", Assert.Single(preview.GetProperty("changes").EnumerateArray().ToList()).GetProperty("change").GetString());
        Assert.Equal("", Assert.Single(preview.GetProperty("conflicts").EnumerateArray().ToList()).GetProperty("path").GetString());
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/api/forms/book")).Status);
        (await admin.PostAsync("/api/templates/library/install", new { resolve = new[] { new { kind = "form", key = "book", path = "", use = "theirs" } } })).Must(HttpStatusCode.OK);
        (await admin.GetAsync("/api/forms/book")).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_nobody_knows_what_it_came_from_each_difference_is_a_conflict_and_nothing_here_is_lost()
    {
        await using var host = await AppExportScenarios.EmptyAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        var mine = JsonNode.Parse(Archive.Library()[1].Text)!;
        mine["properties"]!["title"]!["x-field"]!["id"] = "fld_of_old"; // ids were once made up here
        mine["properties"]!["pages"]!["x-field"]!["title"]!["en"] = "Sheets";
        mine["properties"]!["shelf"] = JsonNode.Parse("""{"type":"string","x-field":{"type":"text"}}""");
        (await admin.PutAsync("/api/forms/book", JsonSerializer.SerializeToElement(mine))).Must(HttpStatusCode.Created);
        var book = (await admin.PostAsync("/api/forms/book/records", new { title = "Faust", shelf = "A" })).Must(HttpStatusCode.Created).Id;
        (await admin.UploadAsync("/api/templates/upload", Archive.Of(Archive.Library()), "l.zip")).Must(HttpStatusCode.Created);
        var conflict = Assert.Single((await admin.GetAsync("/api/templates/library/preview")).Must(HttpStatusCode.OK).Json.GetProperty("conflicts").EnumerateArray().ToList());
        Assert.False(conflict.TryGetProperty("base", out _));
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        var record = (await admin.GetAsync($"/api/forms/book/records/{book}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(("Faust", "A"), (record.GetProperty("title").GetString(), record.GetProperty("shelf").GetString()));
    }

    private static async Task<TestHost> InstalledAsync(string database)
    {
        var host = await AppExportScenarios.EmptyAsync(database);
        using var admin = await host.AdministratorAsync();
        (await admin.UploadAsync("/api/templates/upload", Archive.Of(Archive.Library()), "l.zip")).Must(HttpStatusCode.Created);
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        return host;
    }

    private static async Task ChangeAsync(ApiClient admin, Action<JsonNode> change)
    {
        var answer = await admin.GetAsync("/api/forms/book");
        var book = JsonNode.Parse(answer.Text)!;
        change(book);
        (await admin.PutAsync("/api/forms/book", JsonSerializer.SerializeToElement(book), 1)).Must(HttpStatusCode.OK);
    }

    private static async Task OfferAsync(ApiClient admin, Action<JsonNode> change) =>
        (await admin.UploadAsync("/api/templates/upload", Archive.Of(Archive.Library(form: change)), "l.zip")).Must(HttpStatusCode.Created);

    private static JsonArray Options(JsonNode book) => book["properties"]!["genre"]!["x-field"]!["options"]!.AsArray();

    private static JsonArray Enum(JsonNode book) => book["properties"]!["genre"]!["enum"]!.AsArray();
}
