namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The first start, which needs a host that nobody has set up.</summary>
public static class SetUpTour
{
    public static async Task TakeAsync(Studio studio)
    {
        var w = studio.Words;
        var data = Directory.CreateTempSubdirectory("nocodecrm-guide-setup-").FullName;
        await using (var host = await Site.StartHostAsync(data, ("Setup__AdminEmail", null), ("Setup__AdminPassword", null), ("Setup__Language", null)))
        await using (var visit = await studio.WindowAsync("", "", host: host))
            await studio.SceneAsync(visit, "admin-setup", "/setup", "form", async page =>
            {
                await page.SetViewportSizeAsync(1440, 1080);
                await visit.Field(w["setup.company"]).FillAsync(w.Either("Northwind", "北风科技"));
                await visit.Field(w["setup.name"]).FillAsync(w.Either("Ada Lin", "林一"));
                await visit.Field(w["setup.email"]).FillAsync("ada@example.com");
            });
        Directory.Delete(data, recursive: true);
    }
}
