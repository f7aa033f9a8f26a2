using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>A place where values come out. Ask: as somebody, with what they would send. What of it is heard by who may is what makes it worth asking others.</summary>
/// <param name="Name">In failures.</param>
/// <param name="Ask">Asks it as somebody.</param>
internal sealed record CanaryPlace(string Name, Func<ApiClient, Task<Answer>> Ask)
{
    /// <summary>Whoever designs may know all of it: what stands in definitions is theirs.</summary>
    public bool IsOfDesign { get; init; }

    public static CanaryPlace Get(string path) => new("GET " + path, client => client.GetAsync(path));

    public static CanaryPlace Post(string path, object body) => new("POST " + path, client => client.PostAsync(path, body));
}

/// <summary>
/// Places outside the records themselves, filled with what some may not know: views, dashboards, templates, files of imports, notifications,
/// handovers, drafts, dry runs and conflicts. Every one of them is proved to hold something, by somebody who may know it.
/// </summary>
internal sealed class CanaryPlaces(CanaryWorld world)
{
    private readonly List<CanaryPlace> _places = [];

    /// <summary>Those that the administrator hears a canary in.</summary>
    public IReadOnlyList<CanaryPlace> All => _places;

    /// <summary>Told to the rep who owns the hidden records alone, and to no administrator: their own notifications.</summary>
    public CanaryPlace Notified { get; } = CanaryPlace.Get("/api/notifications");

    /// <summary>What a role with hidden fields may not know: that of visible records, and what is nobody's but the administrator's.</summary>
    public IReadOnlyList<(string Text, string Where)> HiddenFrom(IEnumerable<(string Text, string Where)> visible) =>
        [.. visible, .. world.Canaries.Where(c => c.Where is "imported name" or "imported revenue" or "draft")];

    public async Task PlantAsync()
    {
        foreach (var form in new[] { "account", "contact", "opportunity" })
            foreach (var format in new[] { "csv", "xlsx" })
                _places.Add(CanaryPlace.Get($"/api/forms/{form}/export?format={format}"));
        await ViewsAsync();
        await DashboardsAsync();
        _places.Add(CanaryPlace.Get("/api/app/export?template=opportunity&data=records"));
        _places.Add(CanaryPlace.Get("/api/app/export?key=some_of_it&title=Some&documents=form:opportunity,form:account,form:contact&data=records"));
        await ImportsAsync();
        await HandoversAsync();
        await DefinitionsAsync();
        await ConflictsAsync();
        await MentionAsync();
    }

    // Shared with everyone: what they ask for tells values that their readers may not know.
    private async Task ViewsAsync()
    {
        foreach (var (key, form, member) in new[] { ("canary_amount", "opportunity", "competitor"), ("canary_related", "opportunity", "account.note"), ("canary_masked", "account", "website") })
        {
            var view = new { key, title = "Canary " + member, form, filter = new { member, @operator = "contains", values = new[] { world.Value(form, member) } } };
            (await world.Admin.PutAsync("/api/views/" + key, view)).Must(HttpStatusCode.Created);
            _places.Add(CanaryPlace.Get("/api/views/" + key));
        }
        _places.Add(CanaryPlace.Get("/api/views"));
        _places.Add(CanaryPlace.Get("/api/views?form=opportunity&all=true"));
    }

    private async Task DashboardsAsync()
    {
        object Layout(int y) => new { x = 0, y, w = 6, h = 4 };
        var widgets = new object[]
        {
            new { id = "rows", type = "table", title = "Rows", layout = Layout(0), query = new { source = "opportunity", ungrouped = true, fields = new[] { "name", "competitor", "amount", "close_note" } } },
            new { id = "groups", type = "table", title = "Groups", layout = Layout(4), query = new { source = "opportunity", dimensions = new[] { new { id = "c", field = "competitor" } }, measures = new[] { new { id = "a", agg = "max", field = "amount" } } } },
            new { id = "accounts", type = "table", title = "Accounts", layout = Layout(8), query = new { source = "account", dimensions = new[] { new { id = "n", field = "phone" } }, measures = new[] { new { id = "r", agg = "sum", field = "revenue" } } } },
            new { id = "names", type = "table", title = "Names", layout = Layout(12), query = new { source = "opportunity", dimensions = new[] { new { id = "n", field = "name" } }, measures = new[] { new { id = "n2", agg = "count" } } } },
        };
        (await world.Admin.PutAsync("/api/dashboards/canary_board", new { key = "canary_board", title = "Canary", source = "opportunity", widgets })).Must(HttpStatusCode.Created);
        _places.Add(CanaryPlace.Get("/api/dashboards/canary_board/data"));
        foreach (var widget in new[] { "rows", "groups", "accounts", "names" })
            _places.Add(CanaryPlace.Get($"/api/dashboards/canary_board/widgets/{widget}/export"));
    }

    // Somebody else's import: its file of refused rows holds what was in theirs, its problems the values.
    private async Task ImportsAsync()
    {
        var mapping = """{"mode":"create","columns":[{"column":"Name","field":"name"},{"column":"Revenue","field":"revenue"}]}""";
        var file = System.Text.Encoding.UTF8.GetBytes($"Name,Revenue\n{world.Text("imported name")},{world.Text("imported revenue")}\n");
        var job = (await world.Admin.UploadAsync("/api/forms/account/import", file, "rows.csv", ("mapping", mapping))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        await world.Admin.JobAsync(job);
        _places.Add(CanaryPlace.Get("/api/jobs"));
        _places.Add(CanaryPlace.Get("/api/jobs/" + job));
        _places.Add(CanaryPlace.Get($"/api/jobs/{job}/result"));
    }

    private async Task HandoversAsync()
    {
        var body = new { from = world.Secret.UserId, to = new[] { world.Heir.UserId } };
        _places.Add(CanaryPlace.Post("/api/handovers/preview", body));
        var given = new { ids = new Dictionary<string, long[]> { ["opportunity"] = [world.Given] }, to = new[] { world.Heir.UserId }, note = world.Text("note of a handover") };
        var job = (await world.Admin.PostAsync("/api/handovers", given)).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        await world.Admin.JobAsync(job);
        _places.Add(CanaryPlace.Get("/api/handovers/" + job));
        _places.Add(CanaryPlace.Get($"/api/jobs/{job}/result"));
    }

    private async Task DefinitionsAsync()
    {
        var text = world.Text("draft");
        (await world.Admin.PutAsync("/api/forms/canary_form/draft", new { document = new Dictionary<string, string> { ["$id"] = "canary_form", ["title"] = text } })).Must(HttpStatusCode.Created);
        _places.Add(CanaryPlace.Get("/api/forms/canary_form/draft") with { IsOfDesign = true });
        _places.Add(CanaryPlace.Get("/api/views/canary_amount/versions/1") with { IsOfDesign = true });
        // What a change of type would lose is told by its values.
        var form = System.Text.Json.Nodes.JsonNode.Parse((await world.Admin.GetAsync("/api/forms/opportunity")).Must(HttpStatusCode.OK).Text)!;
        foreach (var (field, type) in new[] { ("competitor", "date"), ("requirements", "date") })
        {
            var property = form["properties"]![field]!.AsObject();
            foreach (var keyword in property.Select(p => p.Key).Except(["title", "x-field", "type"]).ToList())
                property.Remove(keyword);
            property["type"] = "string";
            property["x-field"]!["type"] = type;
        }
        // And what a new formula or requirement would give, by records that exist.
        form["properties"]!["canary_copy"] = System.Text.Json.Nodes.JsonNode.Parse("""{"type":"string","title":"Copy","readOnly":true,"x-field":{"id":"fld_canary_copy","type":"longText","formula":"customer_story"}}""");
        _places.Add(new CanaryPlace("PUT /api/forms/opportunity?dryRun=true", client => client.PutAsync("/api/forms/opportunity?dryRun=true", form.ToJsonString())));
    }

    // A conflict carries the record as it is now.
    private Task ConflictsAsync()
    {
        foreach (var form in new[] { "account", "contact", "opportunity" })
            _places.Add(new CanaryPlace("a stale change of " + form, client => client.PatchAsync($"/api/forms/{form}/records/{world.Visible[form]}", new { name = "Stale" }, 77)));
        _places.Add(new CanaryPlace("a stale change of a hidden opportunity", client => client.PatchAsync($"/api/forms/opportunity/records/{world.Hidden["opportunity"]}", new { name = "Stale" }, 77)));
        return Task.CompletedTask;
    }

    private async Task MentionAsync()
    {
        var text = $"@[Sam Secret](user:{world.Secret.UserId}) {world.Text("mention")}";
        (await world.Admin.PostAsync($"/api/forms/opportunity/records/{world.Hidden["opportunity"]}/comments", new { text })).Must(HttpStatusCode.Created);
        await Wait.UntilAsync(async () => (await world.Secret.GetAsync("/api/notifications")).Text, text => text.Contains("mention", StringComparison.Ordinal));
    }
}
