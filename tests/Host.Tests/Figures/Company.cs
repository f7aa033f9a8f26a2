using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>
/// A small company as its people left it: a year that was imported and twenty weeks of work, always the same. It has teams under a manager and
/// beside her, deals in every stage with blanks and odd amounts, and much that is easily counted wrong: handed over after it was won, shared with
/// others, reopened, in the recycle bin, on the edge of a quarter.
/// </summary>
internal sealed partial class Company : IAsyncDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero); // nine in the morning in Shanghai
    private static readonly string[] Reasons = ["price", "budget_cut", "competitor", "poor_fit", "postponed", "no_decision"];
    private static readonly string[] Factors = ["fit", "price", "trust", "fast_response", "references", "champion"];
    private static readonly string[] Sources = ["website", "referral", "event", "tender"];
    private static readonly string[] Rivals = ["Rival One", "rival one", "竞品乙"];
    private static readonly string[] Open = ["contact", "needs", "proposal", "negotiation", "contract"];
    private static readonly decimal[] Edges = [0m, 0.01m, 999.99m, 1000m, 9999.99m, 10000m, 49999.99m, 50000m, 199999.99m, 200000m, 499999.99m, 500000m];

    private readonly Random _random = new(20260105);
    private readonly List<ApiClient> _clients = [];
    private readonly List<(string Name, long Id)> _people = [];
    private readonly List<(string Name, long Id)> _accounts = [];
    private readonly List<(string Name, long Id)> _products = [];
    private readonly List<long> _deals = [];
    private readonly List<(DateOnly Day, List<Dictionary<string, object?>> Deals)> _noted = [];
    private FigureSql? _notes;
    private long _pushed;

    private Company(TestHost host, FakeClock clock, ApiClient admin)
    {
        (Host, Clock, Admin) = (host, clock, admin);
        _clients.Add(admin);
    }

    public TestHost Host { get; }
    public FakeClock Clock { get; }
    public ApiClient Admin { get; }
    public ApiClient Manager { get; private set; } = null!;
    public ApiClient Rep { get; private set; } = null!;

    /// <summary>A team and a product to choose in a filter bar.</summary>
    public long Team { get; private set; }
    public long Product => _products[0].Id;

    /// <summary>The first of the midnights at which the deals were noted down, as SQL.</summary>
    public string Since => $"'{Iso(_noted[0].Day)}'";

    /// <summary>What was noted down, as rows of SQL: day, id, stage, cents, weighted cents, due, owner, product, region. Closed ones matter on the first day only.</summary>
    public string Moments => string.Join(",\n", _noted.SelectMany(n => n.Deals.Where(d => n == _noted[0] || Open.Contains(d["stage"])).Select(d => $"('{Iso(n.Day)}', {string.Join(", ", d.Values.Select(Literal))})")));

    /// <summary>The three readers, by role.</summary>
    public IEnumerable<(FigureReader Reader, ApiClient Client)> Readers =>
        [(new("admin", Admin.UserId), Admin), (new("manager", Manager.UserId), Manager), (new("rep", Rep.UserId), Rep)];

    /// <summary>Null when there is no server for it.</summary>
    public static async Task<Company?> OpenAsync(string database)
    {
        var clock = new FakeClock(Monday);
        if (await TestHost.WithClockAsync(database, clock) is not { } host)
            return null;
        var admin = await host.AdministratorAsync();
        await admin.UseTokenAsync();
        var company = new Company(host, clock, admin);
        await company.RelaxAsync();
        await company.HireAsync();
        await company.ImportAsync();
        for (var week = 0; week < 20; week++)
        {
            if (week == 19)
            {
                company._pushed = await company.CreateAsync("opportunity", new { name = "To be pushed", account = company._accounts[0].Id, owner = company.Rep.UserId, amount = 4242.42m, expected_close = "2026-06-15" });
                company._notes = await FigureSql.OpenAsync(host, clock.Now, new Dictionary<string, string>());
            }
            await company.WorkAsync();
        }
        await company.TurnAsync();
        await company.UnsettleAsync();
        return company;
    }

    // The pipeline asks for nothing on the way, but still creates its key tasks.
    private async Task RelaxAsync()
    {
        var pipeline = (await Admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK);
        var document = JsonNode.Parse(pipeline.Text)!;
        foreach (var stage in document["stages"]!.AsArray())
        {
            foreach (var rule in new[] { "required", "exit", "deliverables" })
                stage!.AsObject().Remove(rule);
            foreach (var task in stage!["tasks"]?.AsArray() ?? [])
                task!["must"] = false;
        }
        (await Admin.PutAsync("/api/pipelines/sales", document, long.Parse(pipeline.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture))).Must(HttpStatusCode.OK);
    }

    private async Task HireAsync()
    {
        var teams = new List<long>();
        foreach (var name in new[] { "East", "North", "Global" })
            teams.Add(await CreateAsync("team", new { name }));
        Team = teams[0];
        Manager = await JoinAsync("Mia Manager", "manager", null, teams[0]);
        var leader = await HireAsync("Leo Leader", Manager.UserId, teams[0]);
        Rep = await JoinAsync("Ann Rep", "rep", leader, teams[0]);
        await HireAsync("Bob Rep", Manager.UserId, teams[1]);
        await HireAsync("Cara Rep", leader, null);
        await HireAsync("Dan Leaver", Manager.UserId, teams[1]);
        await HireAsync("Zoe Beside", null, teams[2]);
        foreach (var name in new[] { "Insight", "EdgeBox", "Care Plan", "Onboarding" })
            _products.Add((name, await CreateAsync("product", new { name, list_price = 100 })));
        for (var i = 0; i < 13; i++)
            _accounts.Add(($"Account {i}", await CreateAsync("account", new { name = $"Account {i}" })));
    }

    private async Task<ApiClient> JoinAsync(string name, string role, long? manager, long team)
    {
        var client = await Host.JoinAsync(Admin, name, [role], manager, team);
        await client.UseTokenAsync();
        _clients.Add(client);
        _people.Add((name, client.UserId));
        return client;
    }

    private async Task<long> HireAsync(string name, long? manager, long? team)
    {
        var id = await CreateAsync("user", new { name, manager, team, active = true });
        (await Admin.PutAsync($"/api/users/{id}/roles", new { roles = new[] { "rep" } })).Must(HttpStatusCode.NoContent);
        _people.Add((name, id));
        return id;
    }

    private async Task<List<long>> OwnedAsync(long owner, string stage, int limit)
    {
        var filter = new { and = new object[] { new { member = "owner", @operator = "equals", values = new[] { owner } }, new { member = "stage", @operator = "equals", values = new[] { stage } } } };
        var page = (await Admin.PostAsync("/api/forms/opportunity/records/query", new { filter, limit, sort = "-id" })).Must(HttpStatusCode.OK).Json;
        return [.. page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetInt64())];
    }

    private async Task<long> CreateAsync(string form, object values) => (await Admin.PostAsync($"/api/forms/{form}/records", values)).Must(HttpStatusCode.Created).Id;

    private async Task<JsonElement> DealAsync(long id) => (await Admin.GetAsync($"/api/forms/opportunity/records/{id}")).Must(HttpStatusCode.OK).Json;

    private async Task ChangeAsync(long id, object values) =>
        (await Admin.PatchAsync($"/api/forms/opportunity/records/{id}", values, (await DealAsync(id)).GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);

    private async Task DeleteAsync(string form, long id) =>
        (await Admin.DeleteAsync($"/api/forms/{form}/records/{id}", (await Admin.GetAsync($"/api/forms/{form}/records/{id}")).Must(HttpStatusCode.OK).Version)).Must(HttpStatusCode.NoContent);

    private DateOnly Today => DateOnly.FromDateTime(Clock.Now.ToOffset(TimeSpan.FromHours(8)).DateTime);

    // What stands in the table when a midnight passes is what the day begins with.
    private async Task LaterAsync(int hours)
    {
        var before = Today;
        Clock.Now += TimeSpan.FromHours(hours);
        for (var day = before.AddDays(1); day <= Today && _notes is not null; day = day.AddDays(1))
            _noted.Add((day, await _notes.RowsAsync("forecast.state", new FigureReader("admin", Admin.UserId))));
    }

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private object About() => _random.Next(5) == 0
        ? new { form = "account", id = Any(_accounts).Id }
        : new { form = "opportunity", id = _deals[_random.Next(56, _deals.Count)] };

    private decimal Amount() => _random.Next(3) == 0 ? Any(Edges) : _random.Next(1, 60_000_000) / 100m;

    private string[] SomeFactors() => [.. Factors.Where(_ => _random.Next(3) == 0)];

    private long Person(string name) => _people.Single(p => p.Name == name).Id;

    private T Any<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Host.DisposeAsync();
    }
}
