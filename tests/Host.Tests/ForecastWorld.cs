using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests;

/// <summary>A company with two teams for scenarios about forecasts, whose pipeline asks for nothing on the way, by a clock of its own.</summary>
internal sealed class ForecastWorld : IAsyncDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero); // nine in the morning in Shanghai

    private ForecastWorld(TestHost host, FakeClock clock, ApiClient admin)
    {
        (Host, Clock, Admin) = (host, clock, admin);
    }

    public TestHost Host { get; }
    public FakeClock Clock { get; }
    public ApiClient Admin { get; }
    public ApiClient Manager { get; private set; } = null!;
    public List<ApiClient> Reps { get; } = [];
    public List<long> Products { get; } = [];
    public long Account { get; private set; }
    public long Contact { get; private set; }

    public static async Task<ForecastWorld> OpenAsync(string database)
    {
        var clock = new FakeClock(Monday);
        var host = await TestHost.WithClockAsync(database, clock);
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var admin = await host!.AdministratorAsync();
        await admin.UseTokenAsync();
        var world = new ForecastWorld(host, clock, admin);
        await world.FillAsync();
        return world;
    }

    private async Task FillAsync()
    {
        var pipeline = (await Admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK);
        var document = JsonNode.Parse(pipeline.Text)!;
        foreach (var stage in document["stages"]!.AsArray())
            foreach (var rule in new[] { "required", "tasks", "exit", "deliverables", "onEnter" })
                stage!.AsObject().Remove(rule);
        (await Admin.PutAsync("/api/pipelines/sales", document, long.Parse(pipeline.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture))).Must(HttpStatusCode.OK);
        var teams = new List<long>();
        foreach (var name in new[] { "East", "North" })
            teams.Add((await Admin.PostAsync("/api/forms/team/records", new { name })).Must(HttpStatusCode.Created).Id);
        Manager = await Host.JoinAsync(Admin, "Mia Manager", ["manager"], team: teams[0]);
        foreach (var (name, team) in new[] { ("Ann Rep", teams[0]), ("Bob Rep", teams[1]) })
            Reps.Add(await Host.JoinAsync(Admin, name, ["rep"], Manager.UserId, team));
        Reps.Add(await Host.JoinAsync(Admin, "Zoe Beside", ["rep"]));
        foreach (var client in Reps.Append(Manager))
            await client.UseTokenAsync();
        foreach (var name in new[] { "GTX", "MG" })
            Products.Add((await Admin.PostAsync("/api/forms/product/records", new { name, list_price = 10 })).Must(HttpStatusCode.Created).Id);
        Account = (await Admin.PostAsync("/api/forms/account/records", new { name = "Forecast Ltd" })).Must(HttpStatusCode.Created).Id;
        Contact = (await Admin.PostAsync("/api/forms/contact/records", new { name = "Kim", account = Account })).Must(HttpStatusCode.Created).Id;
    }

    public async Task<long> DealAsync(long owner, decimal? amount, string? expectedClose, long? product = null, string? region = null) =>
        (await Admin.PostAsync("/api/forms/opportunity/records", new { name = "Deal", account = Account, decision_maker = Contact, owner, amount, expected_close = expectedClose, product, region })).Must(HttpStatusCode.Created).Id;

    public async Task<JsonElement> DealAsync(long id) => (await Admin.GetAsync($"/api/forms/opportunity/records/{id}")).Must(HttpStatusCode.OK).Json;

    public async Task ChangeAsync(long id, object values) =>
        (await Admin.PatchAsync($"/api/forms/opportunity/records/{id}", values, (await DealAsync(id)).GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);

    public async Task MoveAsync(long id, string to) =>
        (await Admin.PostAsync($"/api/forms/opportunity/records/{id}/move", new { to, reason = "so" }, (await DealAsync(id)).GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);

    /// <summary>The beginning of a day a number of days on, in the company's zone.</summary>
    public DateOnly NextMidnight(int days = 1)
    {
        var local = Clock.Now.ToOffset(TimeSpan.FromHours(8));
        var day = DateOnly.FromDateTime(local.DateTime).AddDays(days);
        Clock.Now = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
        return day;
    }

    public async Task<JsonElement> AskAsync(ApiClient client, string path) => (await client.GetAsync("/api/forecasts/sales/" + path)).Must(HttpStatusCode.OK).Json;

    /// <summary>How many records a list of this filter has, and the sums of its members.</summary>
    public static async Task<(long Count, decimal Amount, decimal Weighted)> ListAsync(ApiClient client, params JsonElement[] filters)
    {
        var body = new { filter = new { and = filters }, count = true, totals = new[] { "amount", "weighted" } };
        var list = (await client.PostAsync("/api/forms/opportunity/records/query", body)).Must(HttpStatusCode.OK).Json;
        return (list.GetProperty("total").GetInt64(), Sum(list, "amount"), Sum(list, "weighted"));
    }

    private static decimal Sum(JsonElement list, string member) =>
        list.GetProperty("totals").GetProperty(member).GetProperty("sum") is { ValueKind: JsonValueKind.Number } sum ? sum.GetDecimal() : 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Reps.Append(Manager).Append(Admin))
            client.Dispose();
        await Host.DisposeAsync();
    }
}
