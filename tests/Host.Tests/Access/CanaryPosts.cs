using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>
/// Doors that are no reads by their verb and answer with what there is: expressions on records, tries of pipelines, previews, dry runs,
/// handovers. And of every such endpoint that is not asked, why.
/// </summary>
internal static partial class CanaryPosts
{
    /// <summary>Endpoints that change and are not asked; the first that fits says why.</summary>
    public static IReadOnlyList<(Regex Endpoint, string Why)> Without { get; } =
    [
        (Own(), "one's own session, settings, tokens and invitation: no record is in the answer"),
        (Definition(), "a draft or a definition: what is answered is what was sent, and nothing of records"),
        (Whole(), "the installation as a whole, for administrators, who may know it all"),
        (Push(), "pushes: the sweep listens to the hub itself"),
    ];

    [GeneratedRegex(@"/api/(session|me|tokens|invitations|setup)(/|$)|/notifications/read$")]
    private static partial Regex Own();

    [GeneratedRegex(@"/draft$|^DELETE /api/(dashboards|forecasts|forms|homes|metrics|pipelines|roles|views)/\{\w+\}$|^PUT /api/(forecasts|homes|roles)/\{key\}$|^(POST|DELETE) /api/templates/")]
    private static partial Regex Definition();

    [GeneratedRegex(@"/api/(sample|users)(/|$)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"/api/hub")]
    private static partial Regex Push();

    /// <summary>Asked by somebody of records that they may not see, or see without some fields; without effect.</summary>
    public static async Task AskAsync(CanaryAsker asker, IReadOnlyDictionary<string, long> records, IReadOnlyDictionary<string, Dictionary<string, string>> limits, ApiClient admin)
    {
        foreach (var (form, id) in records)
            await ExpressionsAsync(asker, form, id, limits.GetValueOrDefault(form, []).Keys);
        await PipelineAsync(asker, records["opportunity"], admin);
        await PagesAsync(asker, limits);
        await DryRunsAsync(asker, admin);
        await PartsAsync(asker, records);
        await HandoversAsync(asker, records);
    }

    private static async Task ExpressionsAsync(CanaryAsker asker, string form, long id, IEnumerable<string> limited)
    {
        await asker.PostAsync("/api/expressions/rules", new { form });
        foreach (var field in limited.Append("name"))
            foreach (var (use, expression) in new[] { ("live", field), ("formula", field), ("condition", $"isBlank({field})"), ("rows", $"isBlank({field})"), ("default", field), ("live", $"{field} == {field}") })
                await asker.PostAsync("/api/expressions/check", new { form, expression, use, recordId = id });
        foreach (var expression in new[] { "account.note", "account.revenue", "decision_maker.email", "sum(opportunities, amount)", "max(opportunities, amount)", "concat(opportunities, competitor)" })
            await asker.PostAsync("/api/expressions/check", new { form, expression, use = "live", recordId = id });
    }

    // Gates that look into fields: what a move would say tells no value.
    private static async Task PipelineAsync(CanaryAsker asker, long record, ApiClient admin)
    {
        var document = JsonNode.Parse((await admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK).Text)!;
        document["stages"]![0]!["exit"] = JsonNode.Parse("""[{"key":"a","title":{"en":"A"},"when":"amount > 1","must":true},{"key":"b","title":{"en":"B"},"when":"competitor == 'x'","must":true}]""");
        foreach (var role in new[] { null, "rep" })
            await asker.PostAsync("/api/pipelines/sales/try", new { document, record = $"{record}", @as = role });
        await asker.PostAsync("/api/pipelines/sales/relocate", new { from = "no_such", to = "needs" });
    }

    private static async Task PagesAsync(CanaryAsker asker, IReadOnlyDictionary<string, Dictionary<string, string>> limits)
    {
        foreach (var (form, fields) in limits)
            foreach (var field in fields.Keys)
            {
                var query = new { source = form, ungrouped = true, fields = new[] { field } };
                var widget = new { id = "w", type = "table", title = "W", layout = new { x = 0, y = 0, w = 4, h = 4 }, query };
                await asker.PostAsync("/api/homes/preview", new { document = new { key = "canary_home", sections = new object[] { new { kind = "widgets", title = "W", widgets = new[] { widget } }, new { kind = "attention", title = "A", form, amount = field, reasons = new[] { new { field = "close_overdue", value = field } } } } } });
                await asker.PostAsync("/api/reports/drill", new { query = new { source = form, dimensions = new[] { new { id = "d", field } }, measures = new[] { new { id = "n", agg = "count" } } }, row = new { d = "x" }, measure = "n" });
            }
    }

    // What publishing would find: refused, or told without values.
    private static async Task DryRunsAsync(CanaryAsker asker, ApiClient admin)
    {
        foreach (var (kind, key) in new[] { ("forms", "opportunity"), ("forms", "account"), ("pipelines", "sales"), ("dashboards", "sales_overview"), ("views", "closing_this_quarter") })
        {
            var answer = (await admin.GetAsync($"/api/{kind}/{key}")).Must(HttpStatusCode.OK);
            var version = long.Parse(answer.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
            await asker.PutAsync($"/api/{kind}/{key}?dryRun=true", Narrower(kind, JsonNode.Parse(answer.Text)!), version);
            await asker.PutAsync($"/api/{kind}/{key}?dryRun=true", JsonNode.Parse(answer.Text)!, 77);
        }
        await asker.PutAsync("/api/metrics/canary_metric?dryRun=true", new { key = "canary_metric", title = "M", source = "opportunity", measures = new[] { new { id = "m", agg = "max", field = "amount" } } });
        foreach (var deleted in new[] { "/api/forms/opportunity/deleted-fields/no_such/restore", "/api/deleted-forms/no_such/restore" })
            await asker.PostAsync(deleted, new { }, 1);
        await asker.DeleteAsync("/api/forms/opportunity/deleted-fields/no_such?values=0");
    }

    // Fields that become unique, required and shorter: the impact names records that do not keep to it.
    private static JsonNode Narrower(string kind, JsonNode document)
    {
        if (kind != "forms")
            return document;
        foreach (var (_, property) in document["properties"]!.AsObject())
            if ((string?)property!["x-field"]!["type"] is "text" or "longText" && property["x-field"]!["formula"] is null)
                property["maxLength"] = 3;
        return document;
    }

    private static async Task PartsAsync(CanaryAsker asker, IReadOnlyDictionary<string, long> records)
    {
        foreach (var (form, id) in records)
        {
            var path = $"/api/forms/{form}/records/{id}";
            await asker.DeleteAsync(path + "/comments/987654321");
            await asker.DeleteAsync(path + "/files/987654321");
            await asker.PutAsync(path + "/follow", new { });
            await asker.DeleteAsync(path + "/follow");
            await asker.UploadAsync(path + "/files", "x"u8.ToArray(), "x.txt");
            await asker.PostAsync(path + "/comments", new { text = "@[Nobody](user:987654321) x" });
        }
        await asker.UploadAsync("/api/files", "x"u8.ToArray(), "x.txt");
        await asker.PostAsync("/api/jobs/no-such/cancel");
    }

    private static async Task HandoversAsync(CanaryAsker asker, IReadOnlyDictionary<string, long> records)
    {
        var ids = records.Where(r => r.Key is "opportunity" or "account" or "contact").ToDictionary(r => r.Key, r => new[] { r.Value });
        await asker.PostAsync("/api/handovers/preview", new { ids, to = new[] { asker.UserId } });
        await asker.PostAsync("/api/handovers", new { ids = ids.ToDictionary(r => r.Key, r => r.Value.Append(987654321)), to = new[] { 987654321 } });
        await asker.PostAsync("/api/handovers/no-such/undo");
    }
}
