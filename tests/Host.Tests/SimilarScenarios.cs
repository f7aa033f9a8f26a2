using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>Records like the one at hand: found as the form says, told why, and never those that their reader may not see.</summary>
public sealed class SimilarScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Look_alikes_come_with_why_with_their_outcome_and_with_what_was_learned(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var product = await ProductAsync(admin);
        var near = await LostAsync(admin, "Near", product, 150m, "tender");
        var far = await LostAsync(admin, "Far", product, 151m, "tender");
        await LostAsync(admin, "Other product", await ProductAsync(admin), 100m, "tender");
        var lesson = await CaseAsync(admin, far, "Ask for the criteria first");
        var open = await admin.OpportunityAsync("At hand", new { product, amount = 100m, source = "tender" });
        await admin.OpportunityAsync("Still open", new { product, amount = 100m, source = "tender" });

        var answer = await SimilarAsync(admin, open.Id);
        Assert.Equal([(near, 6), (far, 4)], answer.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("id").GetInt64(), i.GetProperty("score").GetInt32())));
        Assert.Equal(9, answer.GetProperty("most").GetInt32());
        var best = answer.GetProperty("items")[0];
        Assert.Equal(["same product", "same source", "near amount"], Why(best));
        Assert.Equal("Expected amount", best.GetProperty("why")[2].GetProperty("title").GetProperty("en").GetString());
        Assert.Equal(("lost", 150m, "price"), (best.GetProperty("record").GetProperty("stage").GetString(), best.GetProperty("record").GetProperty("amount").GetDecimal(), best.GetProperty("record").GetProperty("lost_reason").GetString()));
        Assert.False(best.GetProperty("record").TryGetProperty("pain_points", out _));
        var second = answer.GetProperty("items")[1];
        Assert.Equal($$"""[{"form":"case","id":{{lesson}}}]""", second.GetProperty("related").GetRawText());
        Assert.Equal("Ask for the criteria first", answer.GetProperty("titles").GetProperty("case").GetProperty($"{lesson}").GetString());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Among_equals_a_reviewed_one_comes_first_and_a_closed_record_has_no_look_alikes(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var product = await ProductAsync(admin);
        var reviewed = await LostAsync(admin, "Reviewed", product, 100m, "event");
        var later = await LostAsync(admin, "Later", product, 100m, "event");
        await CaseAsync(admin, reviewed, "Learned");
        var open = await admin.OpportunityAsync("At hand", new { product, source = "event" });
        Assert.Equal([reviewed, later], Ids(await SimilarAsync(admin, open.Id)));
        Assert.Empty(Ids(await SimilarAsync(admin, later)));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Nobody_is_offered_records_that_they_may_not_read(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Similar Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Similar Rep", ["rep"], manager.UserId);
        using var other = await host.JoinAsync(admin, "Similar Other", ["rep"], manager.UserId);
        using var stranger = await host.JoinAsync(admin, "Similar Stranger", ["rep"]);
        var product = await ProductAsync(admin);
        var own = await LostAsync(rep, "Own", product, 100m, "tender");
        var colleagues = await LostAsync(other, "Colleague's", product, 100m, "tender");
        var strangers = await LostAsync(stranger, "Stranger's", product, 100m, "tender");
        var open = await rep.OpportunityAsync("At hand", new { product, source = "tender" });

        Assert.Equal([own], Ids(await SimilarAsync(rep, open.Id)));
        Assert.Equal(new[] { own, colleagues }.Order(), Ids(await SimilarAsync(manager, open.Id)).Order());
        Assert.Equal(new[] { own, colleagues, strangers }.Order(), Ids(await SimilarAsync(admin, open.Id)).Order());
        (await stranger.GetAsync($"/api/forms/opportunity/records/{open.Id}/similar")).Must(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_hidden_field_neither_counts_nor_is_told(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "blind_" + Guid.NewGuid().ToString("N")[..8];
        var all = new { create = true, read = "all", update = "all", delete = "all" };
        var masked = new { create = true, read = "all", update = "all", delete = "all", fields = new { amount = "hidden", weighted = "hidden", lost_reason = "hidden" } };
        var derived = new { read = "all", fields = new { won_amount = "hidden" } };
        (await admin.PutAsync($"/api/roles/{key}", new { key, title = "Blind", forms = new Dictionary<string, object> { ["*"] = all, ["opportunity"] = masked, ["account"] = derived } })).Must(HttpStatusCode.Created);
        using var blind = await host.JoinAsync(admin, "Blind", [key]);
        var product = await ProductAsync(admin);
        await LostAsync(admin, "Near", product, 100m, "tender");
        var open = await admin.OpportunityAsync("At hand", new { product, amount = 100m, source = "tender" });
        var answer = await SimilarAsync(blind, open.Id);
        Assert.Equal(["same product", "same source"], Why(Assert.Single(answer.GetProperty("items").EnumerateArray())));
        Assert.Equal(7, answer.GetProperty("most").GetInt32());
        Assert.DoesNotContain("amount", answer.GetRawText());
        Assert.DoesNotContain("lost_reason", answer.GetRawText());
        var seen = (await blind.GetAsync("/api/forms/opportunity")).Must(HttpStatusCode.OK).Json.GetProperty("x-form").GetProperty("similar").GetRawText();
        Assert.DoesNotContain("amount", seen);
        Assert.DoesNotContain("lost_reason", seen);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Another_form_finds_look_alikes_by_its_own_document_and_faults_are_named(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var key = "part_" + Guid.NewGuid().ToString("N")[..8];
        JsonNode Form(string similar) => JsonNode.Parse($$$"""
            { "$id": "{{{key}}}", "title": "Part", "type": "object", "x-form": { "recordTitle": "name", "similar": {{{similar}}} },
              "properties": {
                "name": { "type": "string", "x-field": { "id": "fld_n", "type": "text" } },
                "maker": { "type": "string", "x-field": { "id": "fld_m", "type": "text" } },
                "marks": { "type": "array", "items": { "type": "string", "enum": ["a"] }, "x-field": { "id": "fld_k", "type": "multiSelect", "options": [{ "key": "a" }] } },
                "span": { "type": "integer", "x-field": { "id": "fld_l", "type": "integer" } } } }
            """)!;
        var faults = (await admin.PutAsync($"/api/forms/{key}", Form("""
            {"match": [{"field": "colour"}, {"field": "marks", "weight": 0}], "near": [{"field": "name", "within": 0}], "among": {"member": "made_in", "operator": "set"}, "show": ["weight"], "with": ["orders"], "size": 3}
            """))).Must(HttpStatusCode.UnprocessableEntity).Faults;
        Assert.Equal(["/x-form/similar/match/1/weight query.range", "/x-form/similar/near/0/within similar.within", "/x-form/similar/size document.unknown_keyword"], faults);
        faults = (await admin.PutAsync($"/api/forms/{key}", Form("""
            {"match": [{"field": "colour"}, {"field": "marks"}], "near": [{"field": "name", "within": 0.1}], "among": {"member": "made_in", "operator": "set"}, "show": ["weight"], "with": ["orders"]}
            """))).Must(HttpStatusCode.UnprocessableEntity).Faults;
        Assert.Equal([
            "/x-form/similar/among/member member.unknown", "/x-form/similar/match/0/field member.unknown", "/x-form/similar/match/1/field similar.match",
            "/x-form/similar/near/0/field similar.near", "/x-form/similar/show/0 field.unknown", "/x-form/similar/with/0 similar.list"], faults);
        (await admin.PutAsync($"/api/forms/{key}", Form("""{"match": [{"field": "maker"}], "near": [{"field": "span", "within": 0.1, "weight": 2}]}"""))).Must(HttpStatusCode.Created);

        async Task<long> PartAsync(string? maker, int? span) => (await admin.PostAsync($"/api/forms/{key}/records", new { name = $"{maker} {span}", maker, span })).Must(HttpStatusCode.Created).Id;
        var hand = await PartAsync("Bosch", 100);
        var both = await PartAsync("BOSCH", 110);
        var nearOnly = await PartAsync(null, 90);
        var makerOnly = await PartAsync("bosch", 111);
        await PartAsync(null, null);
        var answer = (await admin.GetAsync($"/api/forms/{key}/records/{hand}/similar")).Must(HttpStatusCode.OK).Json;
        Assert.Equal([(both, 3), (nearOnly, 2), (makerOnly, 1)], answer.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("id").GetInt64(), i.GetProperty("score").GetInt32())));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_field_that_another_form_compares_by_is_not_taken_away(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var account = (await admin.GetAsync("/api/forms/account")).Must(HttpStatusCode.OK);
        // Nothing in the form itself needs it any more.
        var document = JsonNode.Parse(account.Text.Replace("#/properties/industry", "#/properties/name", StringComparison.Ordinal))!;
        foreach (var name in new[] { "list", "indexes" })
            document["x-form"]!.AsObject().Remove(name);
        document["properties"]!.AsObject().Remove("industry");
        var refused = await admin.PutAsync("/api/forms/account?dryRun=true", document, long.Parse(account.Headers.ETag!.Tag.Trim('"')));
        Assert.Contains("field.used", refused.Text);
        Assert.Contains("\"by\":\"Opportunity\"", refused.Text.Replace(" ", "", StringComparison.Ordinal));
    }

    private static async Task<long> ProductAsync(ApiClient admin) =>
        (await admin.PostAsync("/api/forms/product/records", new { name = "Product " + Guid.NewGuid().ToString("N")[..8] })).Must(HttpStatusCode.Created).Id;

    internal static async Task<long> LostAsync(ApiClient client, string name, long product, decimal amount, string source, string closed = "2026-05-01")
    {
        var deal = await client.OpportunityAsync(name, new { product, amount, source });
        (await client.PostAsync($"/api/forms/opportunity/records/{deal.Id}/move", new { to = "lost", fields = new { lost_reason = "price", closed_on = closed } }, 1)).Must(HttpStatusCode.OK);
        return deal.Id;
    }

    private static async Task<long> CaseAsync(ApiClient client, long opportunity, string title) =>
        (await client.PostAsync("/api/forms/case/records", new { title, opportunity })).Must(HttpStatusCode.Created).Id;

    private static async Task<JsonElement> SimilarAsync(ApiClient client, long id) =>
        (await client.GetAsync($"/api/forms/opportunity/records/{id}/similar")).Must(HttpStatusCode.OK).Json;

    private static long[] Ids(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64())];

    private static string[] Why(JsonElement item) =>
        [.. item.GetProperty("why").EnumerateArray().Select(w => $"{w.GetProperty("kind").GetString()} {w.GetProperty("field").GetString()}")];
}
