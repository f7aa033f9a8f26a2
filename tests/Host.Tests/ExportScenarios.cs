using System.IO.Compression;
using MiniExcelLibs;

namespace NoCodeCrm.Host.Tests;

/// <summary>What leaves as a file.</summary>
public sealed class ExportScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_workbook_reads_back_as_the_CSV_with_numbers_as_numbers(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var mark = "Workbook " + Guid.NewGuid().ToString("N");
        foreach (var (name, revenue) in new[] { (mark + " 一", 1234.5m), (mark + " <b>&\"' \uD83D\uDE00", -0.01m), (mark + "\nsecond line", 0m) })
            (await admin.PostAsync("/api/forms/account/records", new { name, revenue = Math.Abs(revenue), industry = "software" })).Must(HttpStatusCode.Created);
        var list = $"search={Uri.EscapeDataString(mark)}&sort=id&fields=id,name,name,revenue,industry,parent,createdAt";
        var csv = (await admin.GetAsync($"/api/forms/account/export?format=csv&{list}")).Must(HttpStatusCode.OK);
        var workbook = (await admin.GetAsync($"/api/forms/account/export?format=xlsx&{list}")).Must(HttpStatusCode.OK);

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.ContentHeaders.ContentType!.MediaType);
        Assert.EndsWith(".xlsx", workbook.ContentHeaders.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        var rows = Rows(workbook);
        Assert.Equal(4, rows.Count);
        Assert.Equal(csv.Text.TrimStart('\uFEFF').Split("\r\n")[0].Split(','), rows[0].Select(c => (string)c!));
        Assert.Equal([mark + " 一", mark + " <b>&\"' \uD83D\uDE00", mark + "\nsecond line"], rows.Skip(1).Select(r => (string)r[1]!));
        Assert.Equal([1234.5, 0.01, 0.0], rows.Skip(1).Select(r => Assert.IsType<double>(r[3])));
        Assert.All(rows.Skip(1), r => Assert.Null(r[5]));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Text_that_looks_like_a_formula_is_never_one_in_a_workbook(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var mark = Guid.NewGuid().ToString("N");
        foreach (var opener in new[] { "=", "+", "-", "@" })
            (await admin.PostAsync("/api/forms/account/records", new { name = $"{opener}cmd {mark}" })).Must(HttpStatusCode.Created);
        var workbook = (await admin.GetAsync($"/api/forms/account/export?format=xlsx&search={mark}&sort=id&fields=name")).Must(HttpStatusCode.OK);
        Assert.Equal([$"=cmd {mark}", $"+cmd {mark}", $"-cmd {mark}", $"@cmd {mark}"], Rows(workbook).Skip(1).Select(r => (string)r[0]!));
        using var archive = new ZipArchive(new MemoryStream(workbook.Body));
        using var sheet = new StreamReader(archive.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        var xml = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"=cmd {mark}", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task An_export_in_another_format_or_of_an_unknown_field_is_refused_before_anything_is_sent(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        Assert.Equal(["/format export.format"], (await admin.GetAsync("/api/forms/account/export?format=ods")).Must(HttpStatusCode.UnprocessableEntity).Faults);
        (await admin.GetAsync("/api/forms/account/export?format=xlsx&fields=nope")).Must(HttpStatusCode.BadRequest);
    }

    private static List<object?[]> Rows(Answer workbook) =>
        [.. new MemoryStream(workbook.Body).Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().Select(r => r.Values.ToArray())];
}
