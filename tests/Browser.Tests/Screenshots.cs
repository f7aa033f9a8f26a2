namespace NoCodeCrm.Browser.Tests;

/// <summary>Takes the pictures of the README anew into docs/images: <c>dotnet test tests/Browser.Tests -- xUnit.Explicit=only</c>.</summary>
public sealed class Screenshots(Site site)
{
    private const int Limit = 300 * 1024;

    [Theory(Explicit = true), InlineData("en", "Ada Lin"), InlineData("zh", "林一")]
    public async Task Pictures_of_the_README(string language, string name)
    {
        var (email, password, _) = await site.PersonAsync(name, "admin");
        using var admin = await site.AdministratorAsync();
        var deal = (await admin.GetAsync("/api/forms/opportunity/records?limit=1&sort=-amount&filter=" + Uri.EscapeDataString("""{"member":"stage","operator":"equals","values":["proposal"]}"""))).Must(HttpStatusCode.OK)
            .Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        await using var visit = await site.VisitAsync(email, password, language);
        foreach (var (picture, address, ready) in new[]
        {
            ("board", "/f/opportunity/board", ".deal"), ("list", "/f/opportunity", ".table-body .table-row"), ("record", $"/f/opportunity/{deal}", ".event"),
            ("form", "/f/opportunity/board?new=opportunity", ".ant-modal .control"), ("dashboard", "/dashboards", "canvas"),
        })
        {
            var page = await visit.OpenAsync(address);
            await Expect(page.Locator(ready).First).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Expect(page.Locator(".ant-skeleton, .input-pending")).ToHaveCountAsync(0);
            var bytes = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
            Assert.True(bytes.Length < Limit, $"The picture of the {picture} has {bytes.Length} bytes.");
            var directory = Directory.CreateDirectory(Path.Combine(Site.Repository(), "docs", "images")).FullName;
            await File.WriteAllBytesAsync(Path.Combine(directory, $"{picture}.{language}.png"), bytes, TestContext.Current.CancellationToken);
        }
    }
}
