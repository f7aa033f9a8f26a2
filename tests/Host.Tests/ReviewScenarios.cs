using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>Closed records reviewed: figures with their samples, cases that everyone may find, and what they keep to themselves.</summary>
public sealed class ReviewScenarios
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_review_page_counts_what_plain_lists_count_for_each_role(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var manager = await host.JoinAsync(admin, "Review Manager", ["manager"]);
        using var rep = await host.JoinAsync(admin, "Review Rep", ["rep"], manager.UserId);
        using var other = await host.JoinAsync(admin, "Review Other", ["rep"], manager.UserId);
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Reviewed " + Guid.NewGuid().ToString("N")[..8] })).Must(HttpStatusCode.Created).Id;
        await SimilarScenarios.LostAsync(rep, "Small", product, 999.99m, "tender");
        await SimilarScenarios.LostAsync(rep, "Medium", product, 1000m, "tender");
        await SimilarScenarios.LostAsync(other, "Large", product, 500000m, "event");

        Assert.Equal((3, 500000m + 1999.99m), await LostAsync(manager, product));
        Assert.Equal((2, 1999.99m), await LostAsync(rep, product));
        Assert.Equal((1, 500000m), await LostAsync(other, product));

        var widgets = await WidgetsAsync(manager, product);
        Assert.Equal("[[0,0,1,0,null],[1,0,1,0,null],[5,0,1,0,null]]", widgets.GetProperty("by_size").GetProperty("rows").GetRawText());
        Assert.Equal("[1000,10000,50000,200000,500000]", widgets.GetProperty("by_size").GetProperty("columns")[0].GetProperty("bins").GetRawText());
        var stage = widgets.GetProperty("stage_lost").GetProperty("rows");
        Assert.Equal(("contact", 3), (Assert.Single(stage.EnumerateArray())[0].GetString(), stage[0][1].GetInt32()));
        Assert.Equal(3, widgets.GetProperty("to_review").GetProperty("rows").GetArrayLength());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_figure_of_the_review_page_opens_as_many_records_as_it_counts(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Opened " + Guid.NewGuid().ToString("N")[..8] })).Must(HttpStatusCode.Created).Id;
        foreach (var amount in new[] { 1m, 1000m, 9999.99m, 10000m, 600000m })
            await SimilarScenarios.LostAsync(admin, "Opened", product, amount, "tender");
        var widgets = await WidgetsAsync(admin, product);
        foreach (var (widget, dimension, measure) in new[] { ("by_size", "size", 2), ("stage_lost", "stage", 1) })
        {
            var answer = widgets.GetProperty(widget);
            foreach (var row in answer.GetProperty("rows").EnumerateArray())
            {
                var target = (await admin.PostAsync("/api/reports/drill", new { query = answer.GetProperty("query"), row = new Dictionary<string, object> { [dimension] = row[0] } })).Must(HttpStatusCode.OK).Json;
                var list = (await admin.PostAsync("/api/forms/opportunity/records/query", new { filter = target.GetProperty("filter"), count = true })).Must(HttpStatusCode.OK).Json;
                Assert.Equal(row[measure].GetInt64(), list.GetProperty("total").GetInt64());
            }
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_closed_record_offers_to_write_a_case_filled_from_itself_until_it_has_one(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var rep = await host.JoinAsync(admin, "Offered", ["rep"]);
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Offered " + Guid.NewGuid().ToString("N")[..8] })).Must(HttpStatusCode.Created).Id;
        var open = await rep.OpportunityAsync("Not closed", new { product });
        Assert.Empty(await OffersAsync(rep, open.Id));
        var lost = await SimilarScenarios.LostAsync(rep, "Closed", product, 5m, "tender");
        var offer = Assert.Single(await OffersAsync(rep, lost));
        Assert.Equal("写复盘案例", offer.GetProperty("title").GetProperty("zh-CN").GetString());
        Assert.Equal($$"""{"opportunity":{{lost}},"title":"Closed","result":"lost","reason":"price","product":{{product}}}""", offer.GetProperty("preset").GetRawText());
        (await rep.PostAsync("/api/forms/case/records", offer.GetProperty("preset"))).Must(HttpStatusCode.Created);
        Assert.Empty(await OffersAsync(rep, lost));
        var closed = (await rep.GetAsync($"/api/forms/opportunity/records/{lost}")).Must(HttpStatusCode.OK).Json;
        Assert.Equal((true, false), (closed.GetProperty("reviewed").GetBoolean(), closed.GetProperty("to_review").GetBoolean()));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Everyone_finds_a_case_by_its_words_and_tags_but_sees_of_its_opportunity_only_what_they_may(string database)
    {
        var host = await Hosts.GetAsync(database);
        using var admin = await host.AdministratorAsync();
        using var author = await host.JoinAsync(admin, "Author", ["rep"]);
        using var reader = await host.JoinAsync(admin, "Reader", ["rep"]);
        using var support = await host.JoinAsync(admin, "Presales", ["support"]);
        var product = (await admin.PostAsync("/api/forms/product/records", new { name = "Told " + Guid.NewGuid().ToString("N")[..8] })).Must(HttpStatusCode.Created).Id;
        var word = "w" + Guid.NewGuid().ToString("N")[..10];
        var secret = "Confidential " + Guid.NewGuid().ToString("N")[..8];
        var lost = await SimilarScenarios.LostAsync(author, secret, product, 7654321m, "tender");
        var written = (await author.PostAsync("/api/forms/case/records", new { title = "What a lesson", opportunity = lost, tags = new[] { "tender", "late_entry" }, lessons = $"Ask {word} first" })).Must(HttpStatusCode.Created);

        foreach (var client in new[] { reader, support })
        {
            foreach (var search in new[] { word, $"{word} Tender", $"{word} 招投标", $"{word} 介入太" })
                Assert.Equal(written.Id, Assert.Single(await FoundAsync(client, search)));
            Assert.Empty(await FoundAsync(client, $"{word} Budget"));
            Assert.Empty(await FoundAsync(client, secret));
            foreach (var door in new[] { $"/api/forms/case/records/{written.Id}", "/api/forms/case/records?expand=*&limit=500", $"/api/forms/case/records/{written.Id}/timeline" })
            {
                var text = (await client.GetAsync(door)).Must(HttpStatusCode.OK).Text;
                Assert.DoesNotContain(secret, text);
                Assert.DoesNotContain("7654321", text);
            }
            var filter = JsonSerializer.Serialize(new { and = new object[] { new { member = "id", @operator = "equals", values = new[] { written.Id } }, new { member = "opportunity.amount", @operator = "gt", values = new[] { 1 } } } });
            Assert.Equal(0, (await client.GetAsync($"/api/forms/case/records?count=true&filter={Uri.EscapeDataString(filter)}")).Must(HttpStatusCode.OK).Json.GetProperty("total").GetInt32());
            (await client.PatchAsync($"/api/forms/case/records/{written.Id}", new { title = "Mine" }, 1)).Must(HttpStatusCode.Forbidden);
        }
        Assert.Equal(written.Id, Assert.Single(await FoundAsync(author, secret), id => id == written.Id));
        // Whoever may not see an opportunity cannot draw its values into a case of their own.
        Assert.Equal(["/opportunity reference.unknown"], (await reader.PostAsync("/api/forms/case/records", new { opportunity = lost })).Must(HttpStatusCode.UnprocessableEntity).Faults.Where(f => f.Contains("reference", StringComparison.Ordinal)));
    }

    private static async Task<(int Count, decimal Amount)> LostAsync(ApiClient client, long product)
    {
        var row = (await WidgetsAsync(client, product)).GetProperty("lost_amount").GetProperty("rows")[0];
        var list = (await client.PostAsync("/api/forms/opportunity/records/query", new
        {
            filter = new { and = new object[] { new { member = "product", @operator = "equals", values = new[] { product } }, new { member = "stage", @operator = "equals", values = new[] { "lost" } } } },
            count = true,
            totals = new[] { "amount" },
        })).Must(HttpStatusCode.OK).Json;
        Assert.Equal(list.GetProperty("total").GetInt32(), row[1].GetInt32());
        Assert.Equal(list.GetProperty("totals").GetProperty("amount").GetProperty("sum").GetDecimal(), row[0].GetDecimal());
        return (row[1].GetInt32(), row[0].GetDecimal());
    }

    private static async Task<JsonElement> WidgetsAsync(ApiClient client, long product)
    {
        var widgets = (await client.GetAsync($"/api/dashboards/win_loss_review/data?filters={Uri.EscapeDataString($$"""{"product":[{{product}}]}""")}")).Must(HttpStatusCode.OK).Json.GetProperty("widgets");
        foreach (var widget in widgets.EnumerateObject())
            Assert.False(widget.Value.TryGetProperty("problem", out var problem), $"{widget.Name}: {problem}");
        return widgets;
    }

    private static async Task<JsonElement[]> OffersAsync(ApiClient client, long id) =>
        [.. (await client.GetAsync($"/api/forms/opportunity/records/{id}/offers")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    private static async Task<long[]> FoundAsync(ApiClient client, string text) =>
        [.. (await client.GetAsync($"/api/search?q={Uri.EscapeDataString(text)}")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Where(i => i.GetProperty("form").GetString() == "case").Select(i => i.GetProperty("id").GetInt64())];
}
