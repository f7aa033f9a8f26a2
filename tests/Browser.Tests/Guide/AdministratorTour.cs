using System.IO.Compression;
using System.Text;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The pictures of the guide for those who build and look after the application.</summary>
public sealed class AdministratorTour(Studio studio)
{
    private readonly Words _words = studio.Words;

    public async Task TakeAsync()
    {
        await VisitForm.MakeAsync(studio.Admin, _words);
        await using var visit = await studio.AdministratorAsync();
        await studio.SceneAsync(visit, "admin-home", "/", "h2");
        await studio.SceneAsync(visit, "admin-build", "/build", ".build-list");
        await FormsAsync(visit);
        await PipelineAsync(visit);
        await PeopleAsync(visit);
        await ImportAsync(visit);
        await TemplatesAsync(visit);
        await studio.SceneAsync(visit, "admin-metric", "/d/sales_overview/edit?widget=win_rate", ".editor-stage .number-main", async page =>
        {
            await page.Locator("[data-well=show] .pill button").First.ClickAsync();
            await Expect(visit.Button(_words["builder.saveMetric"])).ToBeVisibleAsync();
        });
        var gone = (await studio.Admin.PostAsync("/api/forms/account/records", new { name = _words.Either("Entered twice", "重复录入的客户") })).Must(HttpStatusCode.Created);
        (await studio.Admin.DeleteAsync($"/api/forms/account/records/{gone.Id}", 1)).Must(HttpStatusCode.NoContent);
        await studio.SceneAsync(visit, "admin-recycle-bin", "/settings/recycle-bin?form=account", "main h1, h1");
    }

    private async Task FormsAsync(Visit visit)
    {
        const string designer = "/build/forms/" + VisitForm.Key;
        async Task SelectAsync(IPage page, string field) => await page.Locator($"[data-canvas-field={field}] .canvas-handle").ClickAsync();
        await studio.SceneAsync(visit, "admin-form", designer, "[data-canvas-field=notes]", page => SelectAsync(page, "outcome"));
        await studio.SceneAsync(visit, "admin-condition", designer, "[data-canvas-field=notes]", async page =>
        {
            await SelectAsync(page, "reason");
            await page.GetByRole(AriaRole.Tab, new() { Name = _words["designer.rules"] }).ClickAsync();
            await Expect(page.Locator(".condition-sentence").First).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "admin-formula", designer, "[data-canvas-field=notes]", async page =>
        {
            await SelectAsync(page, "cost");
            await Expect(page.Locator(".expression-verdict")).ToBeVisibleAsync();
        });
        var form = (await studio.Admin.GetAsync("/api/forms/" + VisitForm.Key)).Text.Replace("Travel", "Travel expenses", StringComparison.Ordinal).Replace("交通费", "差旅交通费", StringComparison.Ordinal);
        studio.Admin.Http.DefaultRequestHeaders.Add("X-Note", Uri.EscapeDataString(_words.Either("As on the expense sheet", "与报销单一致")));
        (await studio.Admin.PutAsync("/api/forms/" + VisitForm.Key, form, 1)).Must(HttpStatusCode.OK);
        studio.Admin.Http.DefaultRequestHeaders.Remove("X-Note");
        await studio.SceneAsync(visit, "admin-versions", designer, "[data-canvas-field=notes]", async page =>
        {
            await page.Locator(".designer-bar").GetByRole(AriaRole.Button, new() { Name = _words["versions.title"] }).ClickAsync();
            await page.Locator(".version-list > li").Nth(1).GetByRole(AriaRole.Button).First.ClickAsync();
            await Expect(page.Locator(".version-detail .ant-btn")).ToBeVisibleAsync();
        });
        await studio.SceneAsync(visit, "admin-publish", designer, "[data-canvas-field=notes]", async page =>
        {
            await SelectAsync(page, "attendees");
            await visit.PickAsync(page.GetByLabel(_words["setting.type"], new() { Exact = true }), _words["fieldType.integer"]);
            await page.Locator(".designer-bar .ant-btn-primary").ClickAsync();
            await Expect(page.Locator(".failure-list li").First).ToBeVisibleAsync();
        });
    }

    private async Task PipelineAsync(Visit visit)
    {
        await studio.SceneAsync(visit, "admin-pipeline", "/build/pipelines/sales", ".stage-column",
            page => page.Locator(".stage-panel-design").GetByText(_words["stageTab.do"], new() { Exact = true }).ClickAsync());
        await studio.SceneAsync(visit, "admin-moves", "/build/pipelines/sales", ".pipeline-designer", page => page.Locator(".designer-bar").GetByText(_words["pipelineTab.moves"], new() { Exact = true }).ClickAsync());
        var deal = await RepTour.DealAsync(studio);
        var name = (await studio.RecordAsync("opportunity", "id", deal)).GetProperty("name").GetString()!;
        await studio.SceneAsync(visit, "admin-try", "/build/pipelines/sales", ".pipeline-designer", async page =>
        {
            await visit.Button(_words["try.title"]).ClickAsync();
            await visit.PickAsync(page.Locator(".try-panel").GetByRole(AriaRole.Combobox, new() { Name = _words["try.record"] }), name);
            await Expect(page.Locator(".try-moves")).ToBeVisibleAsync();
        });
    }

    private async Task PeopleAsync(Visit visit)
    {
        await studio.SceneAsync(visit, "admin-role", "/build/roles/rep", ".roles-matrix");
        await studio.SceneAsync(visit, "admin-people", "/settings/users", "tbody tr");
        await studio.SceneAsync(visit, "admin-teams", "/settings/users?tab=teams", "tbody tr");
        var person = (await studio.RecordAsync("user", "email", RepTour.Email(_words))).GetProperty("name").GetString()!;
        await studio.SceneAsync(visit, "admin-handover", "/settings/users", "tbody tr", async page =>
        {
            await visit.Button(_words["users.actions", person]).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = _words["handover.openPerson"] }).ClickAsync();
            await Expect(visit.Dialog(_words["handover.titlePerson", person])).ToBeVisibleAsync();
        });
        // In a window of its own, which looks through these eyes until it closes.
        await using var looking = await studio.AdministratorAsync();
        await studio.SceneAsync(looking, "admin-view-as", "/settings/users", "tbody tr", async page =>
        {
            await looking.Button(_words["users.actions", person]).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = _words["viewAs.start"] }).ClickAsync();
            await Expect(page.Locator(".viewing")).ToBeVisibleAsync();
            await page.GotoAsync("/f/opportunity/board");
            await Expect(page.Locator(".deal").First).ToBeVisibleAsync();
        });
    }

    private async Task ImportAsync(Visit visit)
    {
        var account = (await studio.FirstAsync("account", new { member = "id", @operator = "set" })).GetProperty("name").GetString()!;
        var text = _words.Either("Name,Industry,Employees,Floor\n", "客户名称,行业,员工人数,所在楼层\n") +
            _words.Either($"{account},Software,310,4\nCedar Foods,Retailing,1200,2\nNorth Bay Clinic,Medical,86,1\n", $"{account},软件,310,4层\n松岭食品,零售业,1200,2层\n海湾诊所,医疗,86,1层\n");
        var file = new FilePayload { Name = _words.Either("accounts.csv", "客户.csv"), MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
        async Task StepAsync(string button)
        {
            await Expect(visit.Button(_words[button])).ToBeEnabledAsync();
            await visit.Button(_words[button]).ClickAsync();
        }
        await studio.SceneAsync(visit, "admin-import-check", "/f/account/import", ".drop-zone", async page =>
        {
            await page.Locator(".drop-zone input[type=file]").SetInputFilesAsync(file);
            await StepAsync("import.toColumns");
            await Expect(page.Locator(".column-line").Nth(1)).ToBeVisibleAsync();
            await studio.Camera.TakeAsync(page, "admin-import-columns");
            await StepAsync("import.toValues");
            await Expect(page.Locator(".value-line").First).ToBeVisibleAsync();
            await studio.Camera.TakeAsync(page, "admin-import-values");
            await StepAsync("import.toCheck");
            await Expect(page.Locator(".import-figures")).ToBeVisibleAsync();
        });
    }

    private async Task TemplatesAsync(Visit visit)
    {
        await studio.SceneAsync(visit, "admin-templates", "/settings/templates", ".template-list");
        await studio.SceneAsync(visit, "admin-export", "/settings/templates", ".template-list", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = _words["templates.export"] }).ClickAsync();
            await Expect(page.Locator(".export-form")).ToBeVisibleAsync();
        });
        FilePayload Book(string version, string en, string zh)
        {
            var title = $$$"""{"en":"{{{en}}}","zh-CN":"{{{zh}}}"}""";
            using var buffer = new MemoryStream();
            using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            {
                Add(zip, "template.json", $$$"""{"key":"library","version":"{{{version}}}","title":{"en":"Library","zh-CN":"图书管理"},"order":["forms/book.json"]}""");
                Add(zip, "forms/book.json", $$$"""{"$id":"book","title":"Book","type":"object","x-form":{"title":{"en":"Book","zh-CN":"图书"},"nav":false,"recordTitle":"name"},"properties":{"name":{"type":"string","x-field":{"id":"fld_name","type":"text"}},"pages":{"type":"integer","title":"Pages","x-field":{"id":"fld_pages","type":"integer","title":{{{title}}} } } } }""");
            }
            return new() { Name = "library.zip", MimeType = "application/zip", Buffer = buffer.ToArray() };
        }
        await studio.SceneAsync(visit, "admin-conflict", "/settings/templates", ".template-drop", async page =>
        {
            await page.Locator(".template-drop input").SetInputFilesAsync(Book("1.0.0", "Pages", "页数"));
            await page.GetByRole(AriaRole.Button, new() { Name = _words["templates.install"], Exact = true }).ClickAsync();
            await Expect(page.GetByText(_words["templates.done", _words.Either("Library", "图书管理")])).ToBeVisibleAsync();
            var form = (await studio.Admin.GetAsync("/api/forms/book")).Text;
            (await studio.Admin.PutAsync("/api/forms/book", form.Replace("\"Pages\"", "\"Sheets\"", StringComparison.Ordinal).Replace("页数", "张数", StringComparison.Ordinal), 1)).Must(HttpStatusCode.OK);
            await page.Locator(".template-drop input").SetInputFilesAsync(Book("1.1.0", "Number of pages", "总页数"));
            await Expect(page.Locator(".conflict").First).ToBeVisibleAsync();
        });
    }

    private static void Add(ZipArchive zip, string path, string text)
    {
        using var stream = zip.CreateEntry(path).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
