using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>A new version of a template meets changes made here in every kind of document: pipelines, dashboards, roles, home pages and views.</summary>
public sealed class UpgradeOfKindsScenarios
{
    // What is changed of each document: here alone, in the template alone, and at one place by both.
    private static readonly Changed[] All =
    [
        new("pipelines", "repair", d => d["stages"]![0]!["staleAfterDays"] = 9, d => d["stages"]![1]!["probability"] = 55,
            d => d["stages"]![0]!["guidance"]!.AsObject(), "en", "/stages/stg_repair_reported/guidance/en"),
        new("dashboards", "repair_overview", d => d["widgets"]![0]!["layout"]!["h"] = 3, d => d["filters"]!.AsArray().Add(JsonNode.Parse("""{"id":"made","kind":"period","member":"promised_on","title":{"en":"Promised"}}""")),
            d => d["widgets"]![1]!["title"]!.AsObject(), "en", "/widgets/late/title/en"),
        new("roles", "technician", d => d["forms"]!["asset"]!["delete"] = JsonNode.Parse("[\"own\"]"), d => d["forms"]!["asset"]!["import"] = true,
            d => d["title"]!.AsObject(), "en", "/title/en"),
        new("homes", "workshop", d => d["order"] = 7, d => d["sections"]!.AsArray().Add(JsonNode.Parse("""{"kind":"changes","title":{"en":"News"},"pipeline":"repair","days":7}""")),
            d => d["title"]!.AsObject(), "en", "/title/en"),
        new("views", "promised", d => d["sort"] = "-promised_on", d => d["columns"]!.AsArray().Add("promised_on"),
            d => d["title"]!.AsObject(), "en", "/title/en"),
    ];

    private sealed record Changed(string Area, string Key, Action<JsonNode> Here, Action<JsonNode> There, Func<JsonNode, JsonObject> Place, string Member, string Path)
    {
        public string File => $"{Area}/{Key}.json";

        public string Kind => Area[..^1];
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_was_changed_here_stays_and_what_the_template_changed_elsewhere_in_it_comes_whatever_the_kind_of_document(string database)
    {
        await using var host = await InstalledAsync(database);
        using var admin = await host.AdministratorAsync();
        await ChangeAsync(admin, (changed, document) => changed.Here(document));
        await OfferAsync(admin, (changed, document) => changed.There(document));

        var preview = (await admin.GetAsync("/api/templates/workshop/preview")).Must(HttpStatusCode.OK).Json;
        Assert.Empty(preview.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(All.Select(c => $"{c.Kind} {c.Key}").Order(StringComparer.Ordinal), preview.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("change").GetString() == "changed").Select(c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("key").GetString()}").Order(StringComparer.Ordinal));
        (await admin.PostAsync("/api/templates/workshop/install")).Must(HttpStatusCode.OK);
        foreach (var changed in All)
        {
            var expected = Shipped()[changed.File].DeepClone();
            changed.Here(expected);
            changed.There(expected);
            Same(expected, await ReadAsync(admin, changed), changed.Key);
        }
        Assert.All((await admin.GetAsync("/api/templates/workshop/preview")).Json.GetProperty("changes").EnumerateArray(), c => Assert.Equal("unchanged", c.GetProperty("change").GetString()));
    }

    [Theory, InlineData("SQLite", "mine"), InlineData("SQLite", "theirs"), InlineData("PostgreSQL", "mine"), InlineData("PostgreSQL", "theirs")]
    public async Task A_place_that_both_changed_is_shown_side_by_side_and_decided_whatever_the_kind_of_document(string database, string use)
    {
        await using var host = await InstalledAsync(database);
        using var admin = await host.AdministratorAsync();
        // Beside the place in question each also changes something of its own, which nobody has to decide.
        await ChangeAsync(admin, (changed, document) => Both(changed, document, changed.Here, "Said here"));
        await OfferAsync(admin, (changed, document) => Both(changed, document, changed.There, "Said there"));

        var conflicts = (await admin.GetAsync("/api/templates/workshop/preview")).Must(HttpStatusCode.OK).Json.GetProperty("conflicts").EnumerateArray().ToList();
        foreach (var changed in All)
        {
            var conflict = Assert.Single(conflicts, c => c.GetProperty("kind").GetString() == changed.Kind);
            var shipped = changed.Place(Shipped()[changed.File])[changed.Member]!.GetValue<string>();
            Assert.Equal((changed.Key, changed.Path), (conflict.GetProperty("key").GetString(), conflict.GetProperty("path").GetString()));
            Assert.Equal(("Said here", "Said there", shipped), (conflict.GetProperty("mine").GetString(), conflict.GetProperty("theirs").GetString(), conflict.GetProperty("base").GetString()));
        }
        Assert.Equal(All.Length, conflicts.Count);
        var resolve = All.Select(c => new { kind = c.Kind, key = c.Key, path = c.Path, use }).ToArray();
        (await admin.PostAsync("/api/templates/workshop/install", new { resolve })).Must(HttpStatusCode.OK);
        foreach (var changed in All)
        {
            var expected = Shipped()[changed.File].DeepClone();
            changed.Here(expected);
            Both(changed, expected, changed.There, use == "mine" ? "Said here" : "Said there");
            Same(expected, await ReadAsync(admin, changed), changed.Key);
        }
        Assert.Empty((await admin.GetAsync("/api/templates/workshop/preview")).Json.GetProperty("conflicts").EnumerateArray());
    }

    private static void Both(Changed changed, JsonNode document, Action<JsonNode> alone, string text)
    {
        alone(document);
        changed.Place(document)[changed.Member] = text;
    }

    private static void Same(JsonNode expected, JsonNode found, string key) =>
        Assert.True(JsonNode.DeepEquals(expected, found), $"{key} is {found.ToJsonString()} and should be {expected.ToJsonString()}");

    private static async Task<JsonNode> ReadAsync(ApiClient admin, Changed changed) => JsonNode.Parse((await admin.GetAsync($"/api/{changed.Area}/{changed.Key}")).Must(HttpStatusCode.OK).Text)!;

    private static async Task ChangeAsync(ApiClient admin, Action<Changed, JsonNode> change)
    {
        foreach (var changed in All)
        {
            var document = await ReadAsync(admin, changed);
            change(changed, document);
            (await admin.PutAsync($"/api/{changed.Area}/{changed.Key}", JsonSerializer.SerializeToElement(document), 1)).Must(HttpStatusCode.OK);
        }
    }

    private static async Task OfferAsync(ApiClient admin, Action<Changed, JsonNode>? change = null)
    {
        var files = Shipped();
        foreach (var changed in All)
            change?.Invoke(changed, files[changed.File]);
        (await admin.UploadAsync("/api/templates/upload", Archive.Of(files.Select(f => (f.Key, Encoding.UTF8.GetBytes(f.Value.ToJsonString())))), "w.zip")).Must(HttpStatusCode.Created);
    }

    private static async Task<TestHost> InstalledAsync(string database)
    {
        var host = await AppExportScenarios.EmptyAsync(database);
        using var admin = await host.AdministratorAsync();
        await OfferAsync(admin);
        (await admin.PostAsync("/api/templates/workshop/install")).Must(HttpStatusCode.OK);
        return host;
    }

    // The shipped repairs under a name of its own, with the kinds of document that it does not have.
    private static Dictionary<string, JsonNode> Shipped()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "templates", "repairs");
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => JsonNode.Parse(File.ReadAllText(f))!);
        files["homes/workshop.json"] = JsonNode.Parse("""{"key":"workshop","title":{"en":"Workshop"},"roles":["technician"],"order":5,"sections":[{"kind":"mentions","title":{"en":"Calls"}}]}""")!;
        files["views/promised.json"] = JsonNode.Parse("""{"key":"promised","title":{"en":"Promised"},"form":"ticket","sort":"promised_on","columns":["title","asset"]}""")!;
        files["template.json"]["key"] = "workshop";
        foreach (var file in new[] { "homes/workshop.json", "views/promised.json" })
            files["template.json"]["order"]!.AsArray().Add(file);
        return files;
    }
}
