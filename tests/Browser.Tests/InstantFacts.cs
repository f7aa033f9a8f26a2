using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>A form answers while one types: what must be filled, what is locked, what is computed, and why.</summary>
public sealed class InstantFacts(Site site)
{
    [Fact]
    public async Task Requirement_lock_and_formula_answer_while_one_types_without_a_request()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/{form}?new={form}");
        var (reason, terms, total) = (page.Locator("[data-field=reason]"), page.Locator("[data-field=terms]"), page.Locator("[data-field=total] .control-view"));
        await visit.Field("Name").FillAsync("Pump");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);

        await visit.Field("Price").PressSequentiallyAsync("100.05");
        await visit.Field("Discount").PressSequentiallyAsync("10");
        await Expect(total).ToHaveTextAsync("¥90.05"); // 90.045, half away from zero
        await Expect(reason.Locator(".required")).ToHaveCountAsync(0);
        await visit.Field("Discount").PressSequentiallyAsync("0");
        await Expect(reason.Locator(".required")).ToBeVisibleAsync();
        await Expect(total).ToHaveTextAsync("¥0");
        await visit.Field("Reason").FillAsync("Fair");
        await visit.Field("Reason").FillAsync("");
        await Expect(reason.Locator(".control-error")).ToHaveTextAsync("Reason is needed.");
        await Expect(page.Locator(".save-problems")).ToContainTextAsync("1 problem");
        await visit.Field("Discount").FillAsync("20");
        await Expect(reason.Locator(".control-error, .required")).ToHaveCountAsync(0);
        await visit.PickAsync(visit.Field("Kind"), "Standard");
        await Expect(terms.Locator("input")).ToHaveCountAsync(0);
        await visit.PickAsync(visit.Field("Kind"), "Special");
        await Expect(terms.Locator("input")).ToBeEditableAsync();
        Assert.DoesNotContain(asked, address => address.Contains("/api/", StringComparison.Ordinal));

        await visit.Field("Terms").FillAsync("30 days");
        await visit.Button("Create").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pump");
        var saved = (await admin.GetAsync($"/api/forms/{form}/records")).Must(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.Equal(80.04m, saved.GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Why_names_the_rule_and_its_inputs_of_what_is_computed_locked_or_hidden()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/{form}?new={form}");
        var answer = visit.Dialog("Why?");
        await visit.Field("Price").FillAsync("200");
        await visit.Field("Discount").FillAsync("25");
        await WhyOf(page, "total").ClickAsync();
        await Expect(answer).ToContainTextAsync("Price × (100 − Discount) ÷ 100");
        await Expect(answer.Locator(".why-inputs")).ToContainTextAsync("¥200");
        await Expect(answer.Locator(".why-inputs")).ToContainTextAsync("25%");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(answer).ToHaveCountAsync(0);
        await Expect(WhyOf(page, "total")).ToBeFocusedAsync();

        await Expect(WhyOf(page, "terms")).ToHaveCountAsync(0);
        await visit.PickAsync(visit.Field("Kind"), "Standard");
        await WhyOf(page, "terms").ClickAsync();
        await Expect(answer).ToContainTextAsync("Locked by a rule of this form");
        await Expect(answer).ToContainTextAsync("When Kind is Standard");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".hidden-note")).ToContainTextAsync("1 field is hidden");
        await page.Locator(".hidden-note").GetByRole(AriaRole.Button, new() { Name = "Why?" }).ClickAsync();
        await Expect(answer).ToContainTextAsync("Approval");
        await Expect(answer).ToContainTextAsync("When Kind is Special");
        await AccessibilityFacts.MustBeCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await visit.PickAsync(visit.Field("Kind"), "Special");
        await Expect(page.Locator(".hidden-note")).ToHaveCountAsync(0);
        await Expect(visit.Field("Approval")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_role_hides_is_never_told_and_what_it_locks_is()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        var role = "half_" + form;
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Half", forms = new Dictionary<string, object> { ["*"] = new { create = true, read = "all", update = "all", fields = new { } }, [form] = new { create = true, read = "all", update = "all", fields = new { kind = "hidden", discount = "readOnly" } } } })).Must(HttpStatusCode.Created);
        var (email, password, _) = await site.PersonAsync("Hal Half", role);
        await using var visit = await site.VisitAsync(email, password);
        var page = await visit.OpenAsync($"/f/{form}?new={form}");
        await WhyOf(page, "discount").ClickAsync();
        await Expect(visit.Dialog("Why?")).ToContainTextAsync("Your role may read this field but not change it.");
        await page.Keyboard.PressAsync("Escape");
        await visit.Field("Price").FillAsync("10");
        await Expect(page.Locator("[data-field=terms] input")).ToBeEditableAsync();
        await Expect(page.Locator(".hidden-note")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-field=kind]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_published_meanwhile_shows_without_a_reload_and_keeps_what_was_typed()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/{form}?new={form}");
        await visit.Field("Name").FillAsync("Half a quote");
        await visit.Field("Terms").FillAsync("30 days");
        var document = JsonNode.Parse((await admin.GetAsync($"/api/forms/{form}")).Must(HttpStatusCode.OK).Text)!;
        document["properties"]!["terms"]!["title"] = "Conditions";
        document["properties"]!["budget"] = JsonNode.Parse("""{ "type": "string", "title": "Budget", "x-field": { "id": "fld_b", "type": "text" } }""");
        document["x-form"]!["layouts"]!["create"]!["elements"]!.AsArray().Insert(1, JsonNode.Parse("""{ "type": "Control", "scope": "#/properties/budget" }"""));
        (await admin.PutAsync($"/api/forms/{form}", document, 1)).Must(HttpStatusCode.OK);
        await visit.Field("Budget").FillAsync("5,000 at most");
        await Expect(visit.Field("Conditions")).ToHaveValueAsync("30 days");
        await Expect(visit.Field("Name")).ToHaveValueAsync("Half a quote");
        await visit.Dialog("New Quote").GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Expect(visit.Dialog("New Quote")).ToHaveCountAsync(0);
        var record = (await admin.GetAsync($"/api/forms/{form}/records")).Json.GetProperty("items")[0];
        Assert.Equal(("Half a quote", "30 days", "5,000 at most"), (record.GetProperty("name").GetString(), record.GetProperty("terms").GetString(), record.GetProperty("budget").GetString()));
    }

    [Fact]
    public async Task What_a_rule_hides_is_told_on_the_records_page_with_the_rule()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        var document = JsonNode.Parse((await admin.GetAsync($"/api/forms/{form}")).Must(HttpStatusCode.OK).Text)!;
        document["x-form"]!["layouts"]!["detail"] = document["x-form"]!["layouts"]!["create"]!.DeepClone();
        (await admin.PutAsync($"/api/forms/{form}", document, 1)).Must(HttpStatusCode.OK);
        var id = (await admin.PostAsync($"/api/forms/{form}/records", new { name = "Plain", kind = "standard" })).Must(HttpStatusCode.Created).Id;
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/f/{form}/{id}");
        await page.Locator(".hidden-note").GetByRole(AriaRole.Button).ClickAsync();
        var answer = visit.Dialog("Why?");
        await Expect(answer).ToContainTextAsync("Approval");
        await Expect(answer).ToContainTextAsync("Kind is Special");
        await AccessibilityFacts.MustBeCleanAsync(page);
        (await admin.PatchAsync($"/api/forms/{form}/records/{id}", new { kind = "special" }, 1)).Must(HttpStatusCode.OK);
        await Expect(page.Locator(".hidden-note")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_field_says_in_its_settings_what_uses_it_and_leads_there()
    {
        using var admin = await site.AdministratorAsync();
        var form = await PublishAsync(admin);
        await using var visit = await site.VisitAsync();
        var page = await visit.OpenAsync($"/build/forms/{form}");
        await page.Locator("[data-canvas-field=price] .canvas-handle").ClickAsync();
        var used = page.GetByRole(AriaRole.Region, new() { Name = "Used in" });
        await Expect(used).ToHaveTextAsync("Used inField Total");
        await used.GetByRole(AriaRole.Button, new() { Name = "Total" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Formula" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-canvas-field=total]")).ToHaveClassAsync(new Regex("selected"));
    }

    private static ILocator WhyOf(IPage page, string field) => page.Locator($"[data-field={field}]").GetByRole(AriaRole.Button, new() { Name = "Why?" });

    private static async Task<string> PublishAsync(ApiClient admin)
    {
        var form = "in_" + Guid.NewGuid().ToString("N")[..8];
        (await admin.PutAsync($"/api/forms/{form}", $$$"""
            { "$id": "{{{form}}}", "title": "Quote", "type": "object", "required": ["name"],
              "x-form": { "recordTitle": "name", "title": { "en": "Quote", "zh-CN": "报价" }, "layouts": { "create": { "type": "VerticalLayout", "elements": [
                { "type": "Control", "scope": "#/properties/name" }, { "type": "Control", "scope": "#/properties/kind" },
                { "type": "Control", "scope": "#/properties/price" }, { "type": "Control", "scope": "#/properties/discount" },
                { "type": "Control", "scope": "#/properties/total" }, { "type": "Control", "scope": "#/properties/reason" },
                { "type": "Control", "scope": "#/properties/terms" },
                { "type": "Control", "scope": "#/properties/approval", "rule": { "effect": "SHOW", "condition": { "scope": "#/properties/kind", "schema": { "enum": ["special"] } } } } ] } } },
              "properties": {
              "name": { "type": "string", "title": "Name", "x-field": { "id": "fld_n", "type": "text" } },
              "kind": { "type": "string", "title": "Kind", "enum": ["standard", "special"], "x-field": { "id": "fld_k", "type": "select", "options": [ { "key": "standard", "title": { "en": "Standard", "zh-CN": "标准" } }, { "key": "special", "title": { "en": "Special", "zh-CN": "特殊" } } ] } },
              "price": { "type": "number", "title": "Price", "x-field": { "id": "fld_p", "type": "money", "scale": 2 } },
              "discount": { "type": "number", "title": "Discount", "x-field": { "id": "fld_d", "type": "percent", "scale": 2 } },
              "total": { "type": "number", "title": "Total", "readOnly": true, "x-field": { "id": "fld_t", "type": "money", "scale": 2, "formula": "price * (100 - discount) / 100" } },
              "reason": { "type": "string", "title": "Reason", "x-field": { "id": "fld_r", "type": "text", "requiredWhen": "discount > 20" } },
              "terms": { "type": "string", "title": "Terms", "x-field": { "id": "fld_m", "type": "text", "readOnlyWhen": "kind == 'standard'" } },
              "approval": { "type": "string", "title": "Approval", "x-field": { "id": "fld_a", "type": "text" } } } }
            """)).Must(HttpStatusCode.Created);
        return form;
    }
}
