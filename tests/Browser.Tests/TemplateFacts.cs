using System.IO.Compression;
using System.Text;

namespace NoCodeCrm.Browser.Tests;

/// <summary>Whoever designs hands an application on, takes one in, and decides what an update may change.</summary>
public sealed class TemplateFacts(Site site)
{
    [Fact]
    public async Task An_application_is_exported_uploaded_previewed_and_a_conflict_is_decided()
    {
        using var admin = await site.AdministratorAsync();
        var key = "shop_" + Guid.NewGuid().ToString("N")[..8];
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/settings/templates");
        await page.GetByText("Upload a template").WaitForAsync();

        await UploadAsync(page, key, "1.0.0", "Pages");
        await Expect(page.GetByText("Form Book")).ToBeVisibleAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await Expect(page.GetByText($"Shop {key} is installed")).ToBeVisibleAsync();

        var form = await admin.GetAsync($"/api/forms/{key}");
        var changed = form.Text.Replace("\"Pages\"", "\"Sheets\"", StringComparison.Ordinal);
        (await admin.PutAsync($"/api/forms/{key}", changed, 1)).Must(HttpStatusCode.OK);
        await UploadAsync(page, key, "1.1.0", "Leaves");
        var conflict = page.Locator(".conflict");
        await Expect(conflict).ToHaveCountAsync(2); // in both of its places
        await Expect(conflict.First).ToContainTextAsync("Sheets");
        await Expect(conflict.First).ToContainTextAsync("Leaves");
        await Expect(conflict.Filter(new() { HasText = "Sheets › Title (English)" })).ToHaveCountAsync(1);
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take all of the template's" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Update", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Installed: ")).ToHaveCountAsync(0);
        await Expect(page.Locator(".ant-drawer-open")).ToHaveCountAsync(0);
        Assert.Contains("Leaves", (await admin.GetAsync($"/api/forms/{key}")).Text, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Export app" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = $"Shop {key}, as it is here now" }).CheckAsync();
        await AccessibilityFacts.MustBeCleanAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync());
        Assert.Equal($"{key}.zip", download.SuggestedFilename);
        using var archive = ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal([$"forms/{key}.json", "template.json"], archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        (await admin.PostAsync($"/api/templates/{key}/remove")).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refused_upload_tells_every_fault_with_its_place()
    {
        await using var visit = await site.VisitAsync(width: 390, height: 844);
        var page = await visit.OpenAsync("/settings/templates");
        await page.GetByText("Upload a template").WaitForAsync();
        await page.Locator(".template-drop input").SetInputFilesAsync(new FilePayload { Name = "bad.zip", MimeType = "application/zip", Buffer = Zip([("template.json", "{}"), ("../evil.json", "{}"), ("run.exe", "")]) });
        await Expect(page.Locator(".template-faults li")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("../evil.json");
        await AccessibilityFacts.MustBeCleanAsync(page);
    }

    private static Task UploadAsync(IPage page, string key, string version, string pages) => page.Locator(".template-drop input").SetInputFilesAsync(new FilePayload
    {
        Name = "shop.zip",
        MimeType = "application/zip",
        Buffer = Zip([
            ("template.json", $$"""{"key":"{{key}}","version":"{{version}}","title":{"en":"Shop {{key}}"},"order":["forms/{{key}}.json"]}"""),
            ($"forms/{key}.json", $$$"""{"$id":"{{{key}}}","title":"Book","type":"object","x-form":{"title":{"en":"Book"},"nav":false,"recordTitle":"name"},"properties":{"name":{"type":"string","x-field":{"id":"fld_name","type":"text"}},"pages":{"type":"integer","title":"{{{pages}}}","x-field":{"id":"fld_pages","type":"integer","title":{"en":"{{{pages}}}"} } } } }"""),
        ]),
    });

    private static byte[] Zip(IEnumerable<(string Path, string Text)> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files)
            {
                using var file = zip.CreateEntry(path).Open();
                file.Write(Encoding.UTF8.GetBytes(text));
            }
        return buffer.ToArray();
    }
}
