using System.Globalization;
using System.Text;

namespace NoCodeCrm.Browser.Tests;

/// <summary>A spreadsheet becomes records: read, mapped, matched once for all, checked, imported, and imported again.</summary>
public sealed class ImportFacts(Site site)
{
    private static FilePayload File(string name, string text, Encoding? encoding = null) =>
        new() { Name = name, MimeType = "text/csv", Buffer = (encoding ?? Encoding.UTF8).GetBytes(text) };

    private static ILocator Figure(IPage page, string name) =>
        page.Locator(".import-figures > div").Filter(new() { Has = page.GetByText(name, new() { Exact = true }) }).Locator("dd");

    private static async Task ChooseFileAsync(IPage page, FilePayload file) => await page.Locator(".drop-zone input[type=file]").SetInputFilesAsync(file);

    /// <summary>An account and a product of this test's own, so that its names match nothing else.</summary>
    private async Task<string> MarkAsync()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        using var admin = await site.AdministratorAsync();
        (await admin.PostAsync("/api/forms/account/records", new { name = $"Cancity {mark}" })).Must(HttpStatusCode.Created);
        (await admin.PostAsync("/api/forms/product/records", new { name = $"GTX Pro {mark}" })).Must(HttpStatusCode.Created);
        return mark;
    }

    [Fact]
    public async Task A_file_with_other_words_is_imported_once_its_columns_and_values_are_matched()
    {
        var mark = await MarkAsync();
        var file = File("sales_pipeline.csv", $"""
            deal_no;seller;product;account;deal_stage;closed_at;close_value
            {mark}-1;Emma Lindqvist;GTXPro {mark};Cancity {mark};Engaging;2017-03-01;1054
            {mark}-2;Emma Lindqvist;GTXPro {mark};cancity {mark};Engaging;;
            {mark}-3;Daniel Okafor;GTXPro {mark};;Won;2017-03-09;4514
            {mark}-4;Nobody Known;GTX Pro {mark};Cancity {mark};Won;2017-03-11;588
            """);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/opportunity/import");
        await ChooseFileAsync(page, file);
        await Expect(page.Locator(".import-rows tbody tr")).ToHaveCountAsync(4);
        await Expect(page.Locator(".import-reading")).ToContainTextAsync("Semicolon ;");
        await visit.Button("Choose columns").ClickAsync();

        // What can be guessed is offered; the rest is for a person to say.
        await Expect(page.Locator(".column-line").Filter(new() { HasText = "deal_stage" })).ToContainTextAsync("Please check");
        await Expect(page.Locator(".column-line").Filter(new() { HasText = $"Cancity {mark}" }).Locator(".ant-select").First).ToContainTextAsync("Account");
        foreach (var (column, field) in new[] { ("deal_no", "External ID"), ("seller", "Owner"), ("closed_at", "Closed on"), ("close_value", "Expected amount") })
            await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = $"Field for {column}" }), field);
        await page.GetByText("Update existing Opportunities, create the others").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Find existing records by" }), "External ID");
        var past = page.GetByRole(AriaRole.Switch, new() { Name = "These are past records" });
        if (await past.GetAttributeAsync("aria-checked") != "true")
            await past.ClickAsync();
        await Expect(page.GetByText($"First row: Cancity {mark} · GTXPro {mark}")).ToBeVisibleAsync();
        await visit.Button("Match values").ClickAsync();

        // One decision for every row that holds the value.
        var misspelt = page.Locator(".value-line").Filter(new() { HasText = $"GTXPro {mark}" });
        await Expect(misspelt).ToContainTextAsync("3 rows");
        await misspelt.GetByRole(AriaRole.Button, new() { Name = $"→ GTX Pro {mark}?" }).ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "What Engaging means" }), "Needs confirmed");
        await Expect(page.Locator(".value-line").Filter(new() { HasText = "Nobody Known" })).ToBeVisibleAsync();
        await visit.Button("Check").ClickAsync();

        await Expect(Figure(page, "Created")).ToHaveTextAsync("3");
        await Expect(Figure(page, "Rejected")).ToHaveTextAsync("1");
        await Expect(page.Locator(".import-part tbody tr")).ToContainTextAsync("Nobody Known");
        using var admin = await site.AdministratorAsync();
        async Task<int> CountAsync() => (await admin.GetAsync($"/api/forms/opportunity/records?count=true&search={mark}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();
        Assert.Equal(0, await CountAsync()); // a check saves nothing
        await visit.Button("Import 3 rows").ClickAsync();

        await Expect(page.GetByText("The import is done.")).ToBeVisibleAsync();
        await Expect(Figure(page, "Created")).ToHaveTextAsync("3");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download rejected rows" }).ClickAsync());
        var rejected = await System.IO.File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Contains($"{mark}-4", rejected, StringComparison.Ordinal);
        Assert.DoesNotContain($"{mark}-1", rejected, StringComparison.Ordinal);
        await visit.Button("Show imported").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Cancity {mark} · GTX Pro {mark}" }).First).ToBeVisibleAsync();
        Assert.Equal(3, await CountAsync());

        // The same file again: what was chosen is remembered, and nothing changes.
        await page.GotoAsync("/f/opportunity/import");
        await ChooseFileAsync(page, file);
        await visit.Button("Choose columns").ClickAsync();
        await Expect(page.GetByText("7 of 7 columns are imported")).ToBeVisibleAsync();
        await visit.Button("Match values").ClickAsync();
        await visit.Button("Check").ClickAsync();
        await Expect(Figure(page, "Unchanged")).ToHaveTextAsync("3");
        await Expect(Figure(page, "Created")).ToHaveTextAsync("0");
        await Expect(Figure(page, "Updated")).ToHaveTextAsync("0");
        await Expect(visit.Button("Import 0 rows")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_Chinese_file_in_its_old_encoding_is_read_as_what_it_says()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (email, password, _) = await site.PersonAsync("苏导入", "admin");
        var file = File("客户.csv", $"客户名称,行业,员工人数,所在楼层\n海诺通信{mark},通信,4100,12层\n锦程文化{mark},文娱传媒,290,\n", Encoding.GetEncoding("GB18030"));
        await using var visit = await site.VisitAsync(email, password, "zh");
        var page = await visit.OpenAsync("/f/account/import");
        await ChooseFileAsync(page, file);
        await Expect(page.Locator(".import-reading")).ToContainTextAsync("GB18030");
        await Expect(page.Locator(".import-rows tbody tr").First).ToContainTextAsync($"海诺通信{mark}");
        await visit.Button("选择列").ClickAsync();
        await Expect(page.GetByText("4 列中导入 3 列")).ToBeVisibleAsync();
        await visit.Button("匹配值").ClickAsync();
        await visit.PickAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "“文娱传媒”的含义" }), "文娱");
        await visit.Button("检查").ClickAsync();
        await Expect(Figure(page, "新建")).ToHaveTextAsync("2");
        await visit.Button("导入 2 行").ClickAsync();
        await Expect(page.GetByText("导入完成。")).ToBeVisibleAsync();
        await page.GotoAsync($"/f/account?search={mark}");
        await Expect(page.Locator(".table-body [role=row]").Filter(new() { HasText = $"锦程文化{mark}" })).ToContainTextAsync("文娱");
        await Expect(page.Locator(".table-body [role=row]").Filter(new() { HasText = $"海诺通信{mark}" })).ToContainTextAsync("4,100");
    }

    [Fact]
    public async Task A_running_import_is_stopped_and_keeps_the_rows_that_are_done()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var text = new StringBuilder("Name,Employees\n");
        const int rows = 30_000;
        for (var row = 0; row < rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"Many {mark} {row},{row}\n");
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync("/f/account/import");
        await ChooseFileAsync(page, File("many.csv", text.ToString()));
        await visit.Button("Choose columns").ClickAsync();
        await visit.Button("Match values").ClickAsync();
        await visit.Button("Check").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 30,000 rows" }).ClickAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await page.Locator(".job-progress").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByText("The import was stopped. Rows finished before that stay.")).ToBeVisibleAsync();
        using var admin = await site.AdministratorAsync();
        var made = (await admin.GetAsync($"/api/forms/account/records?count=true&limit=1&search={mark}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();
        Assert.InRange(made, 0, rows - 1);
        await Expect(Figure(page, "Created")).ToHaveTextAsync(made.ToString("N0", CultureInfo.InvariantCulture));
    }
}
