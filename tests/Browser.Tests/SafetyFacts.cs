using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Text that looks like markup stays text, wherever it appears.</summary>
public sealed class SafetyFacts(Site site)
{
    private const string Script = "<script>window.hurt=1</script>";
    private const string Image = "<img src=x onerror=\"window.hurt=1;alert(1)\">";

    [Fact]
    public async Task Markup_in_names_options_comments_and_file_names_never_runs()
    {
        using var admin = await site.AdministratorAsync();
        var form = (await admin.GetAsync("/api/forms/product")).Must(HttpStatusCode.OK);
        var document = JsonNode.Parse(form.Text)!;
        document["properties"]!["danger"] = JsonSerializer.SerializeToNode(new Dictionary<string, object>
        {
            ["type"] = "string",
            ["title"] = "Danger " + Script,
            ["enum"] = new[] { "a" },
            ["x-field"] = new { id = "fld_product_danger", type = "select", title = new { en = "Danger " + Image }, options = new[] { new { key = "a", title = new { en = Image } } } },
        });
        document["x-form"]!.AsObject().Remove("layouts"); // so that the default layout shows it
        document["x-form"]!["list"] = new JsonObject { ["columns"] = new JsonArray("name", "danger") };
        (await admin.PutAsync("/api/forms/product", document.ToJsonString(), long.Parse(form.Headers.ETag!.Tag.Trim('"')))).Must(HttpStatusCode.OK);
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = Script + Image, danger = "a" })).Must(HttpStatusCode.Created).Id;
        var deal = (await admin.OpportunityAsync("Hurt " + Script + Image, new { product, next_step = Image })).Id;
        (await admin.PostAsync($"/api/forms/opportunity/records/{deal}/comments", new { text = Script + Image })).Must(HttpStatusCode.Created);
        (await admin.UploadAsync($"/api/forms/opportunity/records/{deal}/files", [1, 2, 3], "<img src=x onerror=alert(1)>.txt")).Must(HttpStatusCode.Created);

        await using var visit = await site.VisitAsync();
        foreach (var (address, shown) in new[]
        {
            ("/f/product", Script), ($"/f/product/{product}", Script), ("/f/product?new=product", "Danger <img"),
            ("/f/opportunity?search=Hurt", "Hurt " + Script), ("/f/opportunity/board?search=Hurt", "Hurt " + Script), ($"/f/opportunity/{deal}", "onerror=alert(1).txt"),
        })
        {
            var page = await visit.OpenAsync(address);
            await Expect(page.GetByText(shown).First).ToBeVisibleAsync();
            Assert.Null(await page.EvaluateAsync<int?>("() => window.hurt ?? null"));
        }
        await visit.OpenAsync("/f/opportunity?search=Hurt");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.GetByPlaceholder("Search records, screens and actions").FillAsync("Hurt");
        await Expect(visit.Page.GetByRole(AriaRole.Option).GetByText("Hurt " + Script).First).ToBeVisibleAsync();
        Assert.Null(await visit.Page.EvaluateAsync<int?>("() => window.hurt ?? null"));
    }
}
