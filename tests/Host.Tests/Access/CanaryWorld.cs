using System.Globalization;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>
/// Records that a rep may not see, full of values found nowhere else, and records that a limited role sees with such values in fields
/// hidden or masked for it. Whatever anybody is answered, none of these values may be in it.
/// </summary>
internal sealed class CanaryWorld
{
    private readonly List<(string Text, string Where)> _canaries = [];
    private int _planted;

    private CanaryWorld(TestHost host, ApiClient admin) => (Host, Admin) = (host, admin);

    public TestHost Host { get; }
    public ApiClient Admin { get; }
    public required ApiClient Secret { get; init; }
    public required ApiClient Rep { get; init; }
    public required ApiClient Support { get; init; }
    public required ApiClient Limited { get; init; }
    public required ApiClient Nobody { get; init; }

    /// <summary>As limited as the limited one, but designs.</summary>
    public required ApiClient Designer { get; init; }

    /// <summary>Hands over what they see, and sees their own alone.</summary>
    public required ApiClient Mover { get; init; }

    /// <summary>Of the secret rep's team: what is handed over goes to them.</summary>
    public required ApiClient Heir { get; init; }

    /// <summary>A hidden opportunity that may be given away.</summary>
    public long Given { get; private set; }
    public IReadOnlyList<(string Text, string Where)> Canaries => _canaries;

    /// <summary>What the limited role may not know of visible records, by form.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> Limits { get; } = new Dictionary<string, Dictionary<string, string>>
    {
        ["account"] = new() { ["revenue"] = "hidden", ["note"] = "hidden", ["phone"] = "masked", ["website"] = "masked", ["employees"] = "masked" },
        ["contact"] = new() { ["wechat"] = "hidden", ["phone"] = "masked", ["email"] = "masked", ["note"] = "masked" },
        ["opportunity"] = new()
        {
            ["amount"] = "hidden",
            ["weighted"] = "hidden",
            ["competitor"] = "hidden",
            ["external_id"] = "masked",
            ["close_note"] = "masked",
            ["agreed_amount"] = "masked",
            ["requirements"] = "masked",
        },
    };

    /// <summary>Records by form: of the first only the secret rep and administrators know, of the second everybody with a right to the form.</summary>
    public Dictionary<string, long> Hidden { get; } = [];
    public Dictionary<string, long> Visible { get; } = [];

    public static async Task<CanaryWorld> BuildAsync(TestHost host)
    {
        var admin = await host.AdministratorAsync();
        var (ours, theirs) = (await TeamAsync(admin, "Ours"), await TeamAsync(admin, "Theirs"));
        var role = "canary_" + Guid.NewGuid().ToString("N")[..8];
        var forms = new Dictionary<string, object> { ["*"] = new { read = "all", create = true, update = "all", export = true, import = true } };
        foreach (var (form, fields) in Limits)
            forms[form] = new { read = "all", create = true, update = "all", delete = "all", export = true, import = true, fields = form == "account" ? fields.Append(new("won_amount", "hidden")).ToDictionary() : fields };
        (await admin.PutAsync($"/api/roles/{role}", new { key = role, title = "Canary", can = new { dashboards = true, reassign = true }, forms })).Must(HttpStatusCode.Created);
        var (designer, mover) = (role + "_d", role + "_m");
        (await admin.PutAsync($"/api/roles/{designer}", new { key = designer, title = "Canary design", can = new { design = true, dashboards = true }, forms })).Must(HttpStatusCode.Created);
        var own = new Dictionary<string, object> { ["*"] = new { read = new[] { "own" }, create = true, update = new[] { "own" }, export = true, import = true }, ["user"] = new { read = "all" }, ["team"] = new { read = "all" } };
        (await admin.PutAsync($"/api/roles/{mover}", new { key = mover, title = "Canary mover", can = new { reassign = true }, forms = own })).Must(HttpStatusCode.Created);
        var world = new CanaryWorld(host, admin)
        {
            Secret = await host.JoinAsync(admin, "Sam Secret", ["rep"], team: theirs),
            Rep = await host.JoinAsync(admin, "Rita Rep", ["rep"], team: ours),
            Support = await host.JoinAsync(admin, "Paul Presales", ["support"], team: ours),
            Limited = await host.JoinAsync(admin, "Lea Limited", [role], team: ours),
            Nobody = await host.JoinAsync(admin, "Nick Nobody", []),
            Designer = await host.JoinAsync(admin, "Dora Designer", [designer], team: ours),
            Mover = await host.JoinAsync(admin, "Moe Mover", [mover], team: ours),
            Heir = await host.JoinAsync(admin, "Tess Theirs", ["rep"], team: theirs),
        };
        await world.PlantVisibleAsync();
        return world;
    }

    /// <summary>A value that is nowhere else.</summary>
    public string Text(string where)
    {
        var text = $"canary{++_planted:D3}x{Guid.NewGuid().ToString("N")[..10]}";
        _canaries.Add((text, where));
        return text;
    }

    public decimal Number(string where)
    {
        var number = 700_000_000 + (++_planted * 100_003) + 37;
        _canaries.Add((number.ToString(CultureInfo.InvariantCulture), where));
        return number;
    }

    /// <summary>What a member of a visible record holds; not its only canary, but one that is there now.</summary>
    public string Value(string form, string member)
    {
        var (of, field) = member.Split('.') is [var relation, var behind] ? (relation, behind) : (form, member);
        var value = Admin.GetAsync($"/api/forms/{of}/records/{Visible[of]}").Result.Must(HttpStatusCode.OK).Json.GetProperty(field).ToString();
        return _canaries.Last(c => value.Contains(c.Text, StringComparison.Ordinal)).Text;
    }

    private string Phone(string where) => Number(where).ToString(CultureInfo.InvariantCulture);

    /// <summary>Records of the secret rep, on an account and a contact that everybody may see.</summary>
    public async Task PlantHiddenAsync()
    {
        var deal = (await Secret.PostAsync("/api/forms/opportunity/records", Deal("hidden opportunity", Secret.UserId))).Must(HttpStatusCode.Created).Id;
        var path = $"/api/forms/opportunity/records/{deal}";
        (await Secret.PatchAsync(path, new { next_step = Text("changed next step"), next_step_on = "2027-03-15" }, 1)).Must(HttpStatusCode.OK);
        (await Secret.PostAsync($"{path}/comments", new { text = Text("comment") })).Must(HttpStatusCode.Created);
        (await Secret.UploadAsync($"{path}/files", System.Text.Encoding.UTF8.GetBytes(Text("file content")), Text("file name") + ".txt")).Must(HttpStatusCode.Created);
        var about = new { form = "opportunity", id = deal };
        Hidden["activity"] = (await Secret.PostAsync("/api/forms/activity/records", new { type = "note", subject = Text("activity"), note = Text("activity note"), happened_on = "2027-03-10", record = about })).Must(HttpStatusCode.Created).Id;
        Hidden["task"] = (await Secret.PostAsync("/api/forms/task/records", new { title = Text("task"), due_on = "2027-03-11", owner = Secret.UserId, record = about })).Must(HttpStatusCode.Created).Id;
        Hidden["target"] = (await Admin.PostAsync("/api/forms/target/records", new { name = Text("target"), owner = Secret.UserId, starts_on = "2027-03-01", amount = Number("target amount") })).Must(HttpStatusCode.Created).Id;
        Hidden["opportunity"] = deal;
        var lost = (await Secret.PostAsync("/api/forms/opportunity/records", Deal("lost opportunity", Secret.UserId))).Must(HttpStatusCode.Created).Id;
        (await Secret.PostAsync($"/api/forms/opportunity/records/{lost}/move", new { to = "lost", fields = new { lost_reason = "price", close_note = Text("close note") }, reason = Text("reason of a move") }, 1)).Must(HttpStatusCode.OK);
        Given = (await Secret.PostAsync("/api/forms/opportunity/records", Deal("given opportunity", Secret.UserId))).Must(HttpStatusCode.Created).Id;
        var gone = (await Secret.PostAsync("/api/forms/opportunity/records", Deal("deleted opportunity", Secret.UserId))).Must(HttpStatusCode.Created).Id;
        (await Secret.DeleteAsync($"/api/forms/opportunity/records/{gone}", 1)).Must(HttpStatusCode.NoContent);
    }

    // The rep's own deal, account and contact, with values in the fields that the limited role may not know, changed once so that history has them.
    private async Task PlantVisibleAsync()
    {
        var account = (await Admin.PostAsync("/api/forms/account/records", new { name = "Visible Ltd", revenue = Number("revenue"), note = Text("account note"), phone = Phone("account phone"), website = $"https://{Text("website")}.example", employees = (int)Number("employees") })).Must(HttpStatusCode.Created).Id;
        (await Admin.PatchAsync($"/api/forms/account/records/{account}", new { revenue = Number("revenue"), note = Text("account note"), website = $"https://{Text("website")}.example" }, 1)).Must(HttpStatusCode.OK);
        var contact = (await Admin.PostAsync("/api/forms/contact/records", new { name = "Visible Kim", account, wechat = Text("wechat"), phone = Phone("contact phone"), email = $"k{Text("email")}@example.com", note = Text("contact note") })).Must(HttpStatusCode.Created).Id;
        (Visible["account"], Visible["contact"]) = (account, contact);
        var deal = new Dictionary<string, object?>(Deal("visible opportunity", Rep.UserId)) { ["name"] = "Visible deal", ["pain_points"] = "Slow quotes", ["next_step"] = "Call" };
        Visible["opportunity"] = (await Admin.PostAsync("/api/forms/opportunity/records", deal)).Must(HttpStatusCode.Created).Id;
        (await Admin.PatchAsync($"/api/forms/opportunity/records/{Visible["opportunity"]}", new { amount = Number("amount"), competitor = Text("competitor"), agreed_amount = Number("agreed") }, 1)).Must(HttpStatusCode.OK);
        _canaries.RemoveAll(c => c.Where is "visible opportunity name" or "visible opportunity pain" or "visible opportunity step");
    }

    private Dictionary<string, object?> Deal(string where, long owner) => new()
    {
        ["name"] = Text(where + " name"),
        ["external_id"] = Text(where + " external id"),
        ["account"] = Visible["account"],
        ["decision_maker"] = Visible["contact"],
        ["amount"] = Number(where + " amount"),
        ["agreed_amount"] = Number(where + " agreed amount"),
        ["expected_close"] = "2027-03-31",
        ["pain_points"] = Text(where + " pain"),
        ["requirements"] = Text(where + " requirements"),
        ["competitor"] = Text(where + " competitor"),
        ["close_note"] = Text(where + " note"),
        ["next_step"] = Text(where + " step"),
        ["next_step_on"] = "2027-03-12",
        ["intent"] = "clear",
        ["budget"] = "approved",
        ["authority"] = "decides",
        ["owner"] = owner,
    };

    private static async Task<long> TeamAsync(ApiClient admin, string name) => (await admin.PostAsync("/api/forms/team/records", new { name = "Canary " + name })).Must(HttpStatusCode.Created).Id;
}
