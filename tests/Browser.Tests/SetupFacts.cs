namespace NoCodeCrm.Browser.Tests;

/// <summary>The first page of a new installation.</summary>
public sealed class SetupFacts(Site site)
{
    [Fact]
    public async Task A_fresh_installation_is_set_up_in_Chinese_and_ends_on_home()
    {
        site.NeedsBrowser();
        var data = Directory.CreateTempSubdirectory("nocodecrm-setup-").FullName;
        await using var host = await Site.StartHostAsync(data, ("Setup__AdminEmail", null), ("Setup__AdminPassword", null), ("Setup__Language", null));
        await using (var visit = await site.VisitAsync("", host: host))
        {
            var page = await visit.OpenAsync("/");
            await Expect(page).ToHaveURLAsync(host.Address + "setup");
            await visit.Text("中文").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("初始设置");
            await visit.Field("公司名称").FillAsync("青禾科技");
            await visit.Field("您的姓名").FillAsync("林一");
            await visit.Field("邮箱").FillAsync("lin@example.com");
            await visit.Field("密码").FillAsync("too short");
            await Expect(visit.Button("开始使用")).ToBeDisabledAsync();
            await visit.Field("密码").FillAsync("long enough for this");
            await Expect(page.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
            await Expect(page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
            await visit.Button("开始使用").ClickAsync();
            await Expect(page).ToHaveURLAsync(host.Address.ToString(), new() { Timeout = 30_000 });
            await Expect(page.GetByRole(AriaRole.Navigation).GetByText("商机", new() { Exact = true })).ToBeVisibleAsync();
            await Expect(page.GetByText("青禾科技")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Navigation).GetByText("商机", new() { Exact = true }).ClickAsync();
            // The sample loads behind the page; a list that was opened early fills by itself.
            await Expect(page.GetByText("共 3,000 条")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }
        await host.KillAsync();
        Directory.Delete(data, recursive: true);
    }
}
