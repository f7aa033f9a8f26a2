namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>Takes every picture of docs/guide anew: <c>dotnet test tests/Browser.Tests --filter GuidePictures -- xUnit.Explicit=only</c>.</summary>
public sealed class GuidePictures(Site site)
{
    [Theory(Explicit = true), InlineData("en"), InlineData("zh-CN")]
    public async Task Pictures_of_the_guides(string language)
    {
        await using var studio = await Studio.OpenAsync(site, language);
        // In this order: what the administrator builds would show in the others' pictures.
        await new RepTour(studio).TakeAsync();
        await new ManagerTour(studio).TakeAsync();
        await new AdministratorTour(studio).TakeAsync();
        await SetUpTour.TakeAsync(studio);
        Assert.Empty(studio.Faults);
    }
}
