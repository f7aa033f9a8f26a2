using System.IO.Compression;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>What an uploaded template may not be. After a refusal everything is as it was.</summary>
public sealed class UploadScenarios
{
    public static TheoryData<string, string> Names => new()
    {
        { "../forms/evil.json", "template.zip_path" },
        { "forms/../../evil.json", "template.zip_path" },
        { "/etc/evil.json", "template.zip_path" },
        { "C:/evil.json", "template.zip_path" },
        { "forms\\evil.json", "template.zip_path" },
        { "forms/evil.js", "template.zip_entry" },
        { "evil/book.json", "template.zip_entry" },
        { "forms/Book Two.json", "template.zip_entry" },
        { "FORMS/book.json", "template.zip_entry" },
        { "forms/book.json", "template.zip_duplicate" },
    };

    [Theory, MemberData(nameof(Names))]
    public async Task A_file_of_any_other_name_is_refused_by_name(string path, string code)
    {
        await RefusedAsync(Archive.Of([.. Archive.Library(), (path, "{}")]), $"/file {code}");
        Assert.False(File.Exists("/etc/evil.json"));
    }

    [Fact]
    public async Task A_link_is_refused() => await RefusedAsync(
        Archive.Of([("template.json", "/etc/passwd"u8.ToArray())], entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000)), "/file template.zip_link");

    [Fact]
    public async Task What_is_no_archive_or_holds_no_manifest_is_refused()
    {
        await RefusedAsync("not a zip"u8.ToArray(), "/file template.zip");
        var whole = Archive.Of(Archive.Library());
        await RefusedAsync(whole[..(whole.Length / 2)], "/file template.zip");
        await RefusedAsync(Archive.Of(Archive.Library().Skip(1)), "/template.json template.no_manifest");
    }

    [Fact]
    public async Task A_zip_bomb_is_read_no_further_than_the_limit_whatever_it_says_of_its_size()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in Archive.Library())
                using (var file = zip.CreateEntry(path).Open())
                    file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            var block = new byte[1024 * 1024];
            using var data = zip.CreateEntry("data/book.jsonl", CompressionLevel.Optimal).Open();
            for (var megabyte = 0; megabyte < 1_024; megabyte++)
                data.Write(block);
        }
        var bomb = buffer.ToArray();
        Assert.True(bomb.Length < 20 * 1024 * 1024);
        await RefusedAsync(bomb, "/file template.zip_expanded");
    }

    [Fact]
    public async Task Too_many_entries_and_too_many_bytes_are_refused()
    {
        await RefusedAsync(Archive.Of(Enumerable.Range(0, 2_001).Select(i => ($"forms/f{i}.json", "{}"))), "/file template.zip_files");
        var noise = new byte[21 * 1024 * 1024];
        new Random(1).NextBytes(noise);
        await RefusedAsync(Archive.Of([("data/book.jsonl", noise)]), "/file template.zip_size");
    }

    [Fact]
    public async Task Every_fault_of_the_documents_is_told_at_once_with_its_file_and_place()
    {
        var files = Archive.Library(form: book =>
        {
            book["colour"] = "red";
            book["x-form"]!["title"]!["en"] = new string('L', 10_000);
            book["properties"]!["title"]!["x-field"]!["powers"] = true;
        });
        files[0] = ("template.json", """{"key":"library","colour":1,"title":{"en":"L"},"order":["forms/book.json","forms/gone.json","../book.json","widgets/a.json"]}""");
        await RefusedAsync(Archive.Of(files), "/forms/book.json#/colour document.unknown_keyword", "/template.json#/colour document.unknown_keyword",
            "/forms/book.json#/properties/title/x-field/powers document.unknown_keyword", "/forms/book.json#/x-form/title document.text");
    }

    [Fact]
    public async Task A_manifest_that_names_other_files_than_there_are_is_refused()
    {
        var files = Archive.Library();
        files[0] = ("template.json", """{"key":"library","title":{"en":"L"},"order":["forms/gone.json","../book.json"]}""");
        await RefusedAsync(Archive.Of(files), "/forms/book.json template.unlisted", "/template.json#/order template.path", "/template.json#/order template.path");
    }

    [Fact]
    public async Task A_key_of_the_program_is_refused() => await RefusedAsync(Archive.Of(Archive.Library("repairs")), "/template.json#/key template.key_shipped");

    [Fact]
    public async Task Too_many_fields_too_many_options_long_texts_and_deep_nesting_are_refused_by_name()
    {
        await RefusedAsync(Archive.Of(Archive.Library(form: book =>
        {
            for (var i = 0; i < 5_000; i++)
                book["properties"]!.AsObject().Add($"f{i}", new JsonObject { ["type"] = "string", ["x-field"] = new JsonObject { ["id"] = $"fld_{i}", ["type"] = "text" } });
        })), "/forms/book.json#/properties form.too_many_fields");
        await RefusedAsync(Archive.Of(Archive.Library(form: book =>
        {
            var keys = Enumerable.Range(0, 20_000).Select(i => $"o{i}").ToList();
            book["properties"]!["genre"]!["enum"] = new JsonArray([.. keys.Select(k => (JsonNode)k)]);
            book["properties"]!["genre"]!["x-field"]!["options"] = new JsonArray([.. keys.Select(k => new JsonObject { ["key"] = k })]);
        })), "/forms/book.json#/properties/genre/x-field/options form.too_many_options");
        await RefusedAsync(Archive.Of(Archive.Library(form: book => book["properties"]!["pages"]!["x-field"]!["help"] = new JsonObject { ["en"] = new string('h', 10_000) })),
            "/forms/book.json#/properties/pages/x-field/help document.text");
        await RefusedAsync(Archive.Of([.. Archive.Library().Take(1), ("forms/book.json", new string('[', 5_000) + new string(']', 5_000))]), "/forms/book.json json.invalid");
        await RefusedAsync(Archive.Of([.. Archive.Library().Take(1), ("forms/book.json", """{"$id":"book","$id":"cook"}""")]), "/forms/book.json json.invalid");
    }

    [Fact]
    public async Task Rows_that_are_none_are_told_by_their_line()
    {
        var files = Archive.Library();
        files[0] = ("template.json", """{"key":"library","title":{"en":"L"},"order":["forms/book.json"],"data":["data/book.jsonl"]}""");
        await RefusedAsync(Archive.Of([.. files, ("data/book.jsonl", "{\"ref\":\"1\",\"at\":\"2020-01-01T00:00:00Z\",\"values\":{\"title\":\"A\",\"colour\":1}}\nno\n{\"at\":1,\"values\":{}}\n")]),
            "/data/book.jsonl#/1/values/colour field.unknown", "/data/book.jsonl#/2 json.invalid", "/data/book.jsonl#/3/at document.string", "/data/book.jsonl#/3/ref document.missing");
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_refused_new_version_leaves_the_one_that_is_there_and_a_template_can_be_taken_away(string database)
    {
        await using var host = await AppExportScenarios.EmptyAsync(database);
        using var admin = await host.AdministratorAsync();
        // A person zips the folder itself; that it stands before every file does no harm.
        (await admin.UploadAsync("/api/templates/upload", Archive.Of(Archive.Library().Select(f => ("my library/" + f.Path, f.Text))), "l.zip")).Must(HttpStatusCode.Created);
        (await admin.UploadAsync("/api/templates/upload", Archive.Of([.. Archive.Library(), ("../x", "")]), "l.zip")).Must(HttpStatusCode.UnprocessableEntity);
        (await admin.PostAsync("/api/templates/library/install")).Must(HttpStatusCode.OK);
        (await admin.PostAsync("/api/forms/book/records", new { title = "Faust" })).Must(HttpStatusCode.Created);
        (await admin.DeleteAsync("/api/templates/library")).Must(HttpStatusCode.NoContent);
        Assert.DoesNotContain("library", (await admin.GetAsync("/api/templates")).Json.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("key").GetString()));
        (await admin.GetAsync("/api/forms/book/records")).Must(HttpStatusCode.OK);
        (await admin.DeleteAsync("/api/templates/library")).Must(HttpStatusCode.NotFound);
        (await admin.DeleteAsync("/api/templates/opportunity")).Must(HttpStatusCode.NotFound);
    }

    private static async Task RefusedAsync(byte[] zip, params string[] faults)
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        var before = await StateAsync(admin);
        var answer = (await admin.UploadAsync("/api/templates/upload", zip, "library.zip")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("template.invalid", answer.Json.GetProperty("code").GetString());
        Assert.Equal(faults.Order(StringComparer.Ordinal), answer.Faults.Distinct().Count() < answer.Faults.Count && faults.Length < answer.Faults.Count ? answer.Faults.Distinct() : answer.Faults);
        Assert.Equal(before, await StateAsync(admin));
    }

    // Of what the archives bring; everything else on this host is other facts' business.
    private static async Task<string> StateAsync(ApiClient admin)
    {
        var templates = (await admin.GetAsync("/api/templates")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        return string.Concat(templates.Where(t => t.GetProperty("key").GetString() == "library").Select(t => t.GetRawText())) + (await admin.GetAsync("/api/forms/book")).Status;
    }
}
