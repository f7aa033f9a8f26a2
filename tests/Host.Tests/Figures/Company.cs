using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>
/// A small company as its people left it: a year that was imported and twenty weeks of work, always the same. It has teams under a manager and
/// beside her, deals in every stage with blanks and odd amounts, and much that is easily counted wrong: handed over after it was won, shared with
/// others, reopened, in the recycle bin, on the edge of a quarter.
/// </summary>
internal sealed class Company : IAsyncDisposable
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

    // A year from another system.
    private async Task ImportAsync()
    {
        string[] columns = ["name", "owner", "account", "product", "source", "stage", "amount", "engaged_on", "expected_close", "closed_on", "lost_reason", "win_factors", "competitor"];
        var csv = new StringBuilder(string.Join(',', columns)).Append('\n');
        for (var i = 0; i < 66; i++)
        {
            var stage = i >= 56 ? Open[i % 5] : i % 3 == 2 ? "lost" : "won";
            var closed = i switch { 10 => new DateOnly(2025, 3, 31), 12 => new DateOnly(2025, 4, 1), 13 => new DateOnly(2025, 12, 31), _ => new DateOnly(2025, 1, 10).AddDays(i * 6) };
            csv.AppendJoin(',', $"Imported {i}", Any(_people).Name, Any(_accounts).Name, i % 7 == 0 ? "" : Any(_products).Name, i % 8 == 0 ? "" : Any(Sources), stage, i % 11 == 0 ? "" : Text(Amount()),
                i % 9 == 0 ? "" : Iso(closed.AddDays(-_random.Next(0, 120))), Iso(closed.AddDays(_random.Next(-20, 200))), i >= 56 ? "" : Iso(closed),
                stage != "lost" || i % 10 == 5 ? "" : Any(Reasons), stage == "won" ? string.Join(';', SomeFactors()) : "", stage is "won" or "lost" && i % 2 == 0 ? Any(Rivals) : "").Append('\n');
        }
        var mapping = new { mode = "create", history = true, dateFormat = "yyyy-MM-dd", columns = columns.Select(c => new { column = c, field = c }) };
        var started = await Admin.UploadAsync("/api/forms/opportunity/import", Encoding.UTF8.GetBytes(csv.ToString()), "year.csv", ("mapping", JsonSerializer.Serialize(mapping)));
        var job = await Admin.JobAsync(started.Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!);
        Assert.Equal(("succeeded", 66), (job.GetProperty("state").GetString(), job.GetProperty("created").GetInt32()));
        var page = (await Admin.GetAsync("/api/forms/opportunity/records?limit=200&sort=id")).Must(HttpStatusCode.OK).Json;
        _deals.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetInt64()));
    }

    // Seven days: new deals, moves, changes, activities, to-dos.
    private async Task WorkAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await LaterAsync(26);
            _deals.Add(await CreateAsync("opportunity", new
            {
                name = $"Deal {_deals.Count}",
                account = Any(_accounts).Id,
                owner = Any(_people).Id,
                product = _random.Next(6) == 0 ? (long?)null : Any(_products).Id,
                source = _random.Next(6) == 0 ? null : Any(Sources),
                amount = _random.Next(7) == 0 ? (decimal?)null : Amount(),
                expected_close = _random.Next(8) == 0 ? null : Iso(Today.AddDays(_random.Next(5, 150))),
                next_step = _random.Next(2) == 0 ? "Call them" : null,
                next_step_on = _random.Next(2) == 0 ? Iso(Today.AddDays(_random.Next(0, 30))) : null,
            }));
        }
        for (var i = 0; i < 4; i++)
        {
            await LaterAsync(18);
            await MoveAsync(_deals[_random.Next(56, _deals.Count)]);
        }
        await ChangeAsync(_deals[_random.Next(56, _deals.Count)], new { amount = Amount(), probability = _random.Next(0, 101) });
        for (var i = 0; i < 2; i++)
            await CreateAsync("activity", new { type = "call", subject = "Called", happened_on = Iso(Today.AddDays(-_random.Next(0, 6))), record = About() });
        await CreateAsync("task", new { title = $"To do {_random.Next(100)}", due_on = Iso(Today.AddDays(_random.Next(-3, 40))), owner = Any(_people).Id, done = _random.Next(3) == 0, record = _random.Next(4) == 0 ? null : About() });
        await LaterAsync(18);
    }

    private async Task MoveAsync(long id)
    {
        var deal = await DealAsync(id);
        var stage = deal.GetProperty("stage").GetString()!;
        var to = Array.IndexOf(Open, stage) switch
        {
            < 0 => _random.Next(4) == 0 ? "needs" : stage,
            var at => _random.Next(10) switch { < 5 => at == 4 ? "won" : Open[at + 1], < 7 => "won", < 9 => "lost", _ => Open[4] },
        };
        if (to == stage)
            return;
        // Some had been closed before anybody noted it.
        var closedOn = _random.Next(3) == 0 ? Iso(Today.AddDays(-_random.Next(1, 40))) : null;
        object? fields = to switch
        {
            "won" when closedOn is null => new { win_factors = SomeFactors(), agreed_amount = Amount(), competitor = Any(Rivals) },
            "won" => new { win_factors = SomeFactors(), closed_on = closedOn },
            "lost" when closedOn is null => new { lost_reason = Any(Reasons), competitor = Any(Rivals) },
            "lost" => new { closed_on = closedOn },
            _ => null,
        };
        (await Admin.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to, reason = "so", fields }, deal.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
    }

    // Days on which deals come and go in a forecast.
    private async Task TurnAsync()
    {
        var (bob, zoe) = (Person("Bob Rep"), Person("Zoe Beside"));
        var open = new List<long>();
        foreach (var stage in Open)
            open.AddRange(await OwnedAsync(bob, stage, 9));
        await ChangeAsync(open[0], new { owner = zoe, expected_close = Iso(Today.AddDays(20)), amount = 7777.77m });
        await ChangeAsync(open[1], new { expected_close = Iso(Today.AddDays(100)) });
        await MoveToAsync(open[2], "lost");
        await ChangeAsync(_pushed, new { expected_close = "2026-08-01" });
        await ChangeAsync(open[3], new { expected_close = Iso(Today.AddDays(3)), amount = 599_999.99m });
        await LaterAsync(24);
        await ChangeAsync(open[0], new { owner = bob, product = (long?)null });
        await ChangeAsync(open[1], new { expected_close = Iso(Today.AddDays(10)) });
        await MoveToAsync(open[2], "needs");
        await ChangeAsync(open[2], new { expected_close = Iso(Today.AddDays(1)), amount = 0.07m });
        await ChangeAsync(open[3], new { amount = 650_000.01m });
        await LaterAsync(24);
        foreach (var to in new[] { "won", "lost" })
            await MoveToAsync((await OwnedAsync(Rep.UserId, "contact", 9))[^1], to);
        var revived = (await OwnedAsync(bob, "lost", 99))[^1];
        await MoveToAsync(revived, "needs");
        await ChangeAsync(revived, new { expected_close = Iso(Today), amount = 1234.5m });
        await LaterAsync(5);
    }

    private async Task MoveToAsync(long id, string to) =>
        (await Admin.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to, reason = "so" }, (await DealAsync(id)).GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);

    // What is easily counted wrong.
    private async Task UnsettleAsync()
    {
        var (rep, beside, leaver) = (Rep.UserId, Person("Zoe Beside"), Person("Dan Leaver"));
        var handover = await Admin.PostAsync("/api/handovers", new { from = leaver, to = new[] { rep, Person("Bob Rep") }, split = "even", note = "Dan leaves" });
        Assert.Equal("succeeded", (await Admin.JobAsync(handover.Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!)).GetProperty("state").GetString());
        foreach (var owned in await OwnedAsync(rep, "won", 2))
            await ChangeAsync(owned, new { owner = beside });
        foreach (var owned in await OwnedAsync(Person("Cara Rep"), "won", 2))
            await ChangeAsync(owned, new { owner = rep });
        foreach (var stage in new[] { "won", "lost" })
            foreach (var (owned, i) in (await OwnedAsync(beside, stage, 3)).Select((d, i) => (d, i)))
                await ChangeAsync(owned, new { collaborators = i == 0 ? new[] { rep } : i == 1 ? [Manager.UserId] : [rep, Manager.UserId] });
        foreach (var stage in Open)
            foreach (var owned in await OwnedAsync(beside, stage, 1))
            {
                await ChangeAsync(owned, new { collaborators = new[] { rep } });
                await CreateAsync("task", new { title = "Help Zoe", due_on = Iso(Today), owner = rep, record = new { form = "opportunity", id = owned } });
            }
        foreach (var owned in await OwnedAsync(rep, "needs", 1))
            (await Admin.PostAsync($"/api/forms/opportunity/records/{owned}/move", new { to = "won", fields = new { win_factors = Factors } }, (await DealAsync(owned)).GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
        foreach (var (owner, team, starts, amount) in new (long Owner, long? Team, string Starts, decimal Amount)[]
        {
            (Manager.UserId, Team, "2026-04-01", 900_000m), (rep, null, "2026-04-01", 150_000.55m), (rep, null, "2026-06-30", 0.45m), (rep, null, "2026-07-01", 5m), (rep, null, "2026-03-31", 7m),
            (Person("Bob Rep"), null, "2026-05-05", 1m), (beside, null, "2026-04-02", 300_000m),
        })
            await CreateAsync("target", new { owner, team, starts_on = starts, amount });
        await DeleteAsync("target", await CreateAsync("target", new { owner = rep, starts_on = "2026-04-01", amount = 99m }));
        // A to-do of the rep about what she may not see.
        var unseen = (await OwnedAsync(beside, "won", 9))[^1];
        await CreateAsync("task", new { title = "Not for her", due_on = Iso(Today), owner = rep, record = new { form = "opportunity", id = unseen } });
        await WaiveOneAsync(rep);
        foreach (var owner in new[] { Admin.UserId, Manager.UserId, rep })
        {
            await CreateAsync("task", new { title = "Free and due", due_on = Iso(Today), owner });
            await CreateAsync("task", new { title = "Not due", due_on = Iso(Today.AddDays(1)), owner });
            _deals.Add(await CreateAsync("opportunity", new { name = "Due", account = _accounts[0].Id, owner, amount = 100.1m, expected_close = Iso(Today.AddDays(-1)), next_step_on = Iso(Today) }));
        }
        foreach (var owner in new[] { rep, beside, Person("Bob Rep") })
            foreach (var stage in new[] { "won", "lost", "contact", "needs" })
                foreach (var owned in await OwnedAsync(owner, stage, 1))
                    await DeleteAsync("opportunity", owned);
        foreach (var (closed, i) in _deals.Where((_, i) => i % 5 == 0).Select((d, i) => (d, i)))
            if (await Admin.GetAsync($"/api/forms/opportunity/records/{closed}") is { Status: HttpStatusCode.OK } found && found.Json.GetProperty("stage").GetString() is "won" or "lost")
            {
                var written = await CreateAsync("case", new { title = "Learned", opportunity = closed });
                if (i % 4 == 0)
                    await DeleteAsync("case", written);
            }
    }

    private async Task WaiveOneAsync(long owner)
    {
        object[] conditions = [new { member = "owner", @operator = "equals", values = new[] { owner } }, new { member = "key_task", @operator = "set" }, new { member = "overdue", @operator = "equals", values = new[] { true } }];
        var page = (await Admin.PostAsync("/api/forms/task/records/query", new { filter = new { and = conditions }, limit = 1 })).Must(HttpStatusCode.OK).Json;
        var task = page.GetProperty("items")[0];
        (await Admin.PatchAsync($"/api/forms/task/records/{task.GetProperty("id").GetInt64()}", new { waived_reason = "Not needed" }, task.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
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
