using System.Globalization;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The pictures of the guide for those who sell.</summary>
public sealed class RepTour(Studio studio)
{
    /// <summary>The rep whose day is shown.</summary>
    public static string Email(Words words) => words.Either("daniel.okafor@example.com", "wang.haoran@example.com");

    /// <summary>A deal of that rep in the first stage, with its tasks still open. Made once, told by its name.</summary>
    public static async Task<long> DealAsync(Studio studio)
    {
        var name = studio.Words.Either("Harbour Logistics · Insight Standard", "海港物流 · 洞察标准版");
        var found = (await studio.Admin.GetAsync("/api/forms/opportunity/records?limit=1&search=" + Uri.EscapeDataString(name))).Must(HttpStatusCode.OK).Json.GetProperty("items");
        if (found.GetArrayLength() > 0)
            return found[0].GetProperty("id").GetInt64();
        var owner = await studio.IdAsync(Email(studio.Words));
        var account = (await studio.Admin.PostAsync("/api/forms/account/records", new { name = studio.Words.Either("Harbour Logistics", "海港物流"), owner })).Must(HttpStatusCode.Created).Id;
        var decider = (await studio.Admin.PostAsync("/api/forms/contact/records", new { name = studio.Words.Either("Jane Porter", "何晓岚"), account, owner })).Must(HttpStatusCode.Created).Id;
        return (await studio.Admin.PostAsync("/api/forms/opportunity/records", new
        {
            name,
            account,
            owner,
            decision_maker = decider,
            amount = 120_000,
            expected_close = DateTime.UtcNow.AddDays(90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            intent = "clear",
            budget = "approved",
            authority = "decides",
            pain_points = studio.Words.Either("Quotes take days", "报价要等好几天"),
            next_step = studio.Words.Either("Call about the budget", "电话确认预算"),
        })).Must(HttpStatusCode.Created).Id;
    }

    public async Task TakeAsync()
    {
        var w = studio.Words;
        var id = await studio.IdAsync(Email(w));
        await using var visit = await studio.PersonAsync(Email(w));
        await studio.SceneAsync(visit, "rep-home", "/", "h2");
        await studio.SceneAsync(visit, "rep-calendar", "/calendar", ".calendar-entry, [class*=calendar] a");
        var deal = await DealAsync(studio);
        await studio.SceneAsync(visit, "rep-board", "/f/opportunity/board", ".deal");
        await studio.SceneAsync(visit, "rep-create", "/f/opportunity/board?new=opportunity", ".ant-modal .control");
        var running = (await studio.FirstAsync("opportunity", new
        {
            and = new object[] { new { member = "owner", @operator = "equals", values = new[] { id } }, new { member = "stage", @operator = "equals", values = new[] { "proposal" } } },
        }, "-amount")).GetProperty("id").GetInt64();
        await studio.SceneAsync(visit, "rep-record", $"/f/opportunity/{running}", ".event");
        await studio.SceneAsync(visit, "rep-why", $"/f/opportunity/{running}", ".event", async page =>
            await page.Locator(".fact").Filter(new() { HasText = w.Either("Weighted amount", "加权金额") }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(w["why.ask"])) }).ClickAsync());
        await studio.SceneAsync(visit, "rep-refusal", "/f/opportunity/board", ".deal", async page =>
        {
            var name = (await studio.RecordAsync("opportunity", "id", deal)).GetProperty("name").GetString()!;
            await visit.Button(w["board.moveTitle", name]).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = w.Either("Needs confirmed", "需求确认") }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "rep-tasks", $"/f/opportunity/{deal}", ".stage-item", async page =>
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = w.Either("First call or visit", "首次拜访或通话") }).CheckAsync();
            var notes = new FilePayload { Name = w.Either("Call notes.txt", "沟通纪要.txt"), MimeType = "text/plain", Buffer = "notes"u8.ToArray() };
            await page.Locator("input[data-slot='contact.call_notes']").SetInputFilesAsync(notes);
            await Expect(page.Locator(".stage-item").GetByRole(AriaRole.Button, new() { Name = w["file.preview", notes.Name] })).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "rep-mention", $"/f/opportunity/{deal}", ".event", async page =>
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = w["record.comment"] }).ClickAsync();
            await page.GetByPlaceholder(w["record.commentHint"]).PressSequentiallyAsync(w.Either("Could you join the call, @", "能一起参加电话会吗，@"));
            await Expect(page.Locator(".ant-mentions-dropdown-menu-item").First).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "rep-search", "/", "h2", async page =>
        {
            await page.Keyboard.PressAsync("Control+k");
            await page.GetByPlaceholder(w["palette.placeholder"]).FillAsync(w.Either("Harbour", "海港"));
            await Expect(page.Locator(".palette-entry").First).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "rep-shortcuts", "/", "h2", async page =>
        {
            await page.Locator("body").PressAsync("?");
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "rep-list", "/f/opportunity?filter=" + Uri.EscapeDataString("""{"and":[{"member":"stage.kind","operator":"equals","values":["open"]},{"member":"amount","operator":"gte","values":[50000]}]}"""), ".table-body [role=row]",
            async page => await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + w["filter.title"]) }).First.ClickAsync());
        await studio.SceneAsync(visit, "rep-bulk", "/f/opportunity", ".table-body [role=row]", async page =>
        {
            foreach (var row in new[] { 0, 1, 2 })
                await page.Locator(".table-body [role=row]").Nth(row).GetByRole(AriaRole.Checkbox).CheckAsync();
        });
        await using var phone = await studio.PersonAsync(Email(w), phone: true);
        await studio.SceneAsync(phone, "rep-phone-board", "/f/opportunity/board", ".deal");
        await studio.SceneAsync(phone, "rep-phone-record", $"/f/opportunity/{running}", ".log-bar");
    }
}
