using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>An application leaves as a template that can be read, and comes back as the same application elsewhere.</summary>
public sealed class AppExportScenarios
{
    [Theory, InlineData("SQLite", "opportunity"), InlineData("SQLite", "repairs"), InlineData("PostgreSQL", "opportunity"), InlineData("PostgreSQL", "repairs")]
    public async Task A_shipped_template_that_nobody_has_changed_is_exported_byte_for_byte(string database, string template)
    {
        await using var host = await EmptyAsync(database);
        using var admin = await host.AdministratorAsync();
        (await admin.PostAsync($"/api/templates/{template}/install")).Must(HttpStatusCode.OK);
        var exported = Archive.Open((await admin.GetAsync($"/api/app/export?template={template}&data=sample")).Must(HttpStatusCode.OK).Body);
        var folder = Path.Combine(AppContext.BaseDirectory, "templates", template);
        var shipped = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(shipped, exported.Keys);
        foreach (var file in shipped)
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, file)), Encoding.UTF8.GetString(exported[file]));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_is_exported_installs_elsewhere_and_is_exported_from_there_as_the_same_bytes(string database)
    {
        await using var here = await EmptyAsync(database);
        using var admin = await here.AdministratorAsync();
        (await admin.PostAsync("/api/templates/opportunity/install")).Must(HttpStatusCode.OK);
        var form = JsonDocument.Parse("""{"$id":"visitor","title":"Visitor","type":"object","x-form":{"title":{"en":"Visitor","zh-CN":"访客"},"recordTitle":"name"},"properties":{"name":{"type":"string","x-field":{"type":"text"}},"account":{"type":"integer","x-field":{"type":"relation","form":"account"}}}}""").RootElement;
        (await admin.PutAsync("/api/forms/visitor", form)).Must(HttpStatusCode.Created);
        const string ask = "/api/app/export?key=our_sales&version=2.1&title=Our%20sales";
        var first = (await admin.GetAsync(ask)).Must(HttpStatusCode.OK).Body;
        Assert.Equal(first, (await admin.GetAsync(ask)).Body);

        await using var there = await EmptyAsync(database);
        using var other = await there.AdministratorAsync();
        (await other.UploadAsync("/api/templates/upload", first, "our_sales.zip")).Must(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/api/forms/visitor")).Status); // an upload installs nothing
        var preview = (await other.GetAsync("/api/templates/our_sales/preview")).Must(HttpStatusCode.OK).Json;
        Assert.Empty(preview.GetProperty("conflicts").EnumerateArray());
        (await other.PostAsync("/api/templates/our_sales/install")).Must(HttpStatusCode.OK);
        var again = (await other.GetAsync("/api/app/export?template=our_sales")).Must(HttpStatusCode.OK).Body;
        Assert.Equal(Texts(first), Texts(again));
        Assert.Contains("访客", Texts(again)["forms/visitor.json"], StringComparison.Ordinal);
        var listed = (await other.GetAsync("/api/templates")).Json.GetProperty("items").EnumerateArray().Single(t => t.GetProperty("key").GetString() == "our_sales");
        Assert.Equal(("2.1", "2.1", true), (listed.GetProperty("version").GetString(), listed.GetProperty("installedVersion").GetString(), listed.GetProperty("uploaded").GetBoolean()));
    }

    [Fact]
    public async Task A_part_brings_along_what_it_needs_and_no_more()
    {
        await using var host = await EmptyAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        (await admin.PostAsync("/api/templates/opportunity/install")).Must(HttpStatusCode.OK);
        var part = Archive.Open((await admin.GetAsync("/api/app/export?key=parts&title=Parts&documents=form:product,role:rep")).Must(HttpStatusCode.OK).Body);
        Assert.Contains("forms/product.json", part.Keys);
        Assert.Contains("roles/rep.json", part.Keys);
        Assert.DoesNotContain(part.Keys, k => k.StartsWith("dashboards/", StringComparison.Ordinal));
        var whole = Archive.Open((await admin.GetAsync("/api/app/export?key=parts&title=Parts&documents=dashboard:sales_overview")).Must(HttpStatusCode.OK).Body);
        Assert.Contains("forms/opportunity.json", whole.Keys);
        Assert.Contains("pipelines/sales.json", whole.Keys);
        Assert.Equal(["/documents export.nothing"], (await admin.GetAsync("/api/app/export?key=parts&title=Parts&documents=form:nothing")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        Assert.Equal(["/key key.malformed", "/title document.missing"], (await admin.GetAsync("/api/app/export?key=No%20Key")).Must(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task A_dashboard_that_somebody_built_for_themselves_stays_here_and_its_owner_is_told_nowhere()
    {
        await using var host = await EmptyAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        (await admin.PostAsync("/api/templates/repairs/install")).Must(HttpStatusCode.OK);
        foreach (var (key, roles) in new[] { ("mine", "[]"), ("ours", "[\"*\"]") })
            (await admin.PutAsync($"/api/dashboards/{key}", JsonDocument.Parse($$"""{"key":"{{key}}","title":{"en":"D"},"source":"ticket","access":{"owner":{{admin.UserId}},"roles":{{roles}}},"widgets":[]}""").RootElement)).Must(HttpStatusCode.Created);
        var exported = Texts((await admin.GetAsync("/api/app/export?key=app&title=App")).Must(HttpStatusCode.OK).Body);
        Assert.DoesNotContain("dashboards/mine.json", exported.Keys);
        Assert.DoesNotContain("owner", exported["dashboards/ours.json"], StringComparison.Ordinal);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Records_go_along_with_their_relations_stages_and_owners_and_nobody_is_made_up(string database)
    {
        await using var here = await EmptyAsync(database, ("Setup:Template", "opportunity"), ("Setup:SampleData", "small"));
        using var admin = await here.AdministratorAsync();
        var zip = (await admin.GetAsync("/api/app/export?key=our_sales&title=Our%20sales&data=records")).Must(HttpStatusCode.OK).Body;
        var files = Texts(zip);
        Assert.DoesNotContain("data/user.jsonl", files.Keys);
        Assert.DoesNotContain(files, f => f.Key.StartsWith("data/", StringComparison.Ordinal) && f.Value.Contains("password", StringComparison.OrdinalIgnoreCase));

        await using var there = await EmptyAsync(database);
        using var other = await there.AdministratorAsync();
        (await other.UploadAsync("/api/templates/upload", zip, "our_sales.zip")).Must(HttpStatusCode.Created);
        var installed = (await other.PostAsync("/api/templates/our_sales/install", new { data = true })).Must(HttpStatusCode.OK).Json;
        var job = await other.JobAsync(installed.GetProperty("job").GetString()!);
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal(0, job.GetProperty("rejected").GetInt32());
        Assert.Contains("wang.haoran@example.com", job.GetProperty("unknownPeople").EnumerateArray().Select(e => e.GetString()));
        foreach (var form in new[] { "account", "contact", "product", "opportunity", "activity", "task", "team" })
            Assert.Equal(await CountAsync(admin, form), await CountAsync(other, form));
        Assert.Equal(1, await CountAsync(other, "user"));
        foreach (var field in new[] { "amount", "weighted" })
            Assert.Equal(await SumAsync(admin, field), await SumAsync(other, field));
        Assert.Equal(await ByStageAsync(admin), await ByStageAsync(other));
        Assert.Equal(await RowsAsync(admin, "account.name"), await RowsAsync(other, "account.name"));

        // Once more brings nothing twice.
        var again = (await other.PostAsync("/api/templates/our_sales/install", new { data = true })).Must(HttpStatusCode.OK).Json;
        Assert.Equal("succeeded", (await other.JobAsync(again.GetProperty("job").GetString()!)).GetProperty("state").GetString());
        Assert.Equal(await CountAsync(admin, "opportunity"), await CountAsync(other, "opportunity"));
    }

    [Fact]
    public async Task Whoever_may_not_design_exports_nothing()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Exporting Rep", ["rep"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/api/app/export?template=opportunity")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/api/app/contents")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.UploadAsync("/api/templates/upload", Archive.Of(Archive.Library()), "a.zip")).Status);
    }

    internal static async Task<TestHost> EmptyAsync(string database, params (string, string)[] settings)
    {
        (string, string)[] all = [("Setup:Template", "none"), .. settings];
        var host = database == "SQLite" ? await TestHost.OnSqliteAsync(all) : await TestHost.OnPostgreSqlAsync(all);
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }

    private static Dictionary<string, string> Texts(byte[] zip) => Archive.Open(zip).ToDictionary(f => f.Key, f => Encoding.UTF8.GetString(f.Value));

    private static async Task<long> CountAsync(ApiClient client, string form) =>
        (await client.GetAsync($"/api/forms/{form}/records?limit=1&count=true")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt64();

    private static async Task<string> SumAsync(ApiClient client, string field) =>
        (await client.GetAsync($"/api/forms/opportunity/records?limit=1&totals={field}")).Must(HttpStatusCode.OK).Json.GetProperty("totals").GetRawText();

    private static Task<string> ByStageAsync(ApiClient client) => RowsAsync(client, "stage");

    private static async Task<string> RowsAsync(ApiClient client, string member) => (await client.PostAsync("/api/reports/query", new
    {
        source = "opportunity",
        measures = new object[] { new { id = "n", agg = "count" }, new { id = "a", agg = "sum", field = "amount" } },
        dimensions = new[] { new { id = "d", field = member } },
        order = new[] { new { id = "n", dir = "desc" }, new { id = "a", dir = "desc" } },
    })).Must(HttpStatusCode.OK).Json.GetProperty("rows").GetRawText();
}
