using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Records.Periods;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Tests;

/// <summary>What changed in a forecast since a day: told exactly between any two days, whatever nights were missed.</summary>
public sealed class ForecastHistoryScenarios
{
    private sealed record Deal(decimal Amount, decimal Weighted, DateOnly? Date, long Owner);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Between_any_two_days_opening_and_movements_are_the_closing_to_the_cent(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var random = new Random(20260302);
        var keeper = world.Host.Services.GetRequiredService<PeriodKeeper>();
        var known = new Dictionary<DateOnly, Dictionary<long, Deal>>();
        var deals = new List<long>();
        for (var day = 0; day < 9; day++)
        {
            for (var edit = 0; edit < 12; edit++)
            {
                world.Clock.Now += TimeSpan.FromMinutes(random.Next(1, 40));
                await EditAsync(world, random, deals);
            }
            var midnight = world.NextMidnight(random.Next(1, 3)); // some days nothing happens
            known[midnight] = await OpenNowAsync(world.Admin);
            if (random.Next(2) == 0)
                await keeper.CatchUpAsync(CancellationToken.None); // the other nights are missed
        }
        foreach (var since in known.Keys)
            foreach (var until in known.Keys.Where(d => d >= since))
                foreach (var (period, by, measure) in new[] { ("all", "owner", "amount"), ("quarter", "team", "weighted"), ("month", "product", "amount") })
                    Check(await world.AskAsync(world.Admin, $"changes?since={since:yyyy-MM-dd}&until={until:yyyy-MM-dd}&period={period}&by={by}&measure={measure}&at=2026-03-10"), known[since], known[until]);

        // Now is what the table says, for each reader.
        foreach (var client in new[] { world.Admin, world.Manager, world.Reps[0] })
        {
            var now = await world.AskAsync(client, $"changes?since={known.Keys.Min():yyyy-MM-dd}&period=all&measure=weighted");
            AddsUp(now);
            var table = (await world.AskAsync(client, "table")).GetProperty("totals").GetProperty("total");
            Assert.Equal((table.GetProperty("count").GetInt64(), table.GetProperty("weighted").GetDecimal()), (now.GetProperty("closing").GetProperty("count").GetInt64(), now.GetProperty("closing").GetProperty("amount").GetDecimal()));
        }
        Assert.Equal(0, await keeper.CatchUpAsync(CancellationToken.None));
        await RebuiltAlikeAsync(world, keeper);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Each_kind_of_movement_names_its_records_and_only_those_that_the_reader_may_read_now(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var (ann, bob, zoe) = (world.Reps[0].UserId, world.Reps[1].UserId, world.Reps[2].UserId);
        var grown = await world.DealAsync(ann, 100m, "2026-03-20");
        var pushed = await world.DealAsync(ann, 200m, "2026-03-20");
        var pulled = await world.DealAsync(ann, 400m, "2026-05-20");
        var won = await world.DealAsync(ann, 800m, "2026-03-20");
        var lost = await world.DealAsync(bob, 1600m, "2026-03-20");
        var moved = await world.DealAsync(ann, 3200m, "2026-03-20");
        var reopened = await world.DealAsync(bob, 6400m, "2026-03-20");
        await world.MoveAsync(reopened, "lost");
        var removed = await world.DealAsync(bob, 12800m, "2026-03-20");
        var back = await world.DealAsync(ann, 25600m, "2026-03-20");
        var beside = await world.DealAsync(zoe, 51200m, "2026-03-20");
        var since = world.NextMidnight();
        world.Clock.Now += TimeSpan.FromHours(9);
        await world.ChangeAsync(grown, new { amount = 150.25m });
        await world.ChangeAsync(pushed, new { expected_close = "2026-06-01" });
        await world.ChangeAsync(pulled, new { expected_close = "2026-03-31" });
        await world.MoveAsync(won, "won");
        await world.MoveAsync(lost, "lost");
        await world.ChangeAsync(moved, new { owner = bob });
        await world.MoveAsync(reopened, "contact");
        (await world.Admin.DeleteAsync($"/api/forms/opportunity/records/{removed}", (await world.DealAsync(removed)).GetProperty("version").GetInt64())).Must(HttpStatusCode.NoContent);
        await world.ChangeAsync(back, new { owner = bob });
        await world.ChangeAsync(beside, new { amount = 1m });
        world.NextMidnight();
        await world.ChangeAsync(back, new { owner = ann });
        var fresh = await world.DealAsync(ann, 7m, "2026-03-20");

        var told = await world.AskAsync(world.Manager, $"changes?since={since:yyyy-MM-dd}&by=owner");
        AddsUp(told);
        var kinds = told.GetProperty("movements").EnumerateArray().ToDictionary(m => m.GetProperty("kind").GetString()!, m => (m.GetProperty("amount").GetDecimal(), string.Join(',', m.GetProperty("ids").EnumerateArray())));
        Assert.Equal((7m, $"{fresh}"), kinds["new"]);
        Assert.Equal((6400m, $"{reopened}"), kinds["reopened"]);
        Assert.Equal((50.25m, $"{grown}"), kinds["grown"]);
        Assert.Equal((400m, $"{pulled}"), kinds["pulledIn"]);
        Assert.Equal((-200m, $"{pushed}"), kinds["pushed"]);
        Assert.Equal((0m, $"{moved},{back}"), kinds["moved"]);
        Assert.Equal((-800m, $"{won}"), kinds["won"]);
        Assert.Equal((-1600m, $"{lost}"), kinds["lost"]);
        Assert.Equal((-12800m, $"{removed}"), kinds["removed"]);
        Assert.Equal(9, kinds.Count);
        var own = await world.AskAsync(world.Reps[1], $"changes?since={since:yyyy-MM-dd}&by=owner&period=all");
        AddsUp(own);
        Assert.DoesNotContain(Ids(own.GetProperty("opening")), id => id == grown || id == beside || id == back);
        Assert.Contains(moved, Ids(own.GetProperty("opening"))); // it is theirs to read now, and was in the forecast then
    }

    [Fact]
    public async Task What_is_committed_is_told_while_an_older_transaction_runs_elsewhere_on_the_server()
    {
        await using var world = await ForecastWorld.OpenAsync("PostgreSQL");
        await using var elsewhere = new Npgsql.NpgsqlConnection(Environment.GetEnvironmentVariable("NOCODECRM_TEST_PG"));
        await elsewhere.OpenAsync();
        await using var old = await elsewhere.BeginTransactionAsync();
        await using var begin = elsewhere.CreateCommand();
        begin.CommandText = "SELECT pg_current_xact_id()";
        await begin.ExecuteScalarAsync();

        var deal = await world.DealAsync(world.Reps[0].UserId, 100m, "2026-03-20");
        var since = world.NextMidnight();
        await world.ChangeAsync(deal, new { amount = 150m });
        foreach (var _ in new[] { "while it runs", "once it has ended" })
        {
            var told = await world.AskAsync(world.Admin, $"changes?since={since:yyyy-MM-dd}&period=all");
            AddsUp(told);
            Assert.Equal(100m, told.GetProperty("opening").GetProperty("amount").GetDecimal());
            Assert.Equal("grown", Assert.Single(told.GetProperty("movements").EnumerateArray()).GetProperty("kind").GetString());
            await old.DisposeAsync();
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task What_was_imported_with_its_past_has_a_history_and_a_clock_that_jumps_loses_none(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var mapping = new
        {
            mode = "create",
            history = true,
            dateFormat = "yyyy-MM-dd",
            columns = new[] { "name", "amount", "stage", "engaged_on", "closed_on", "expected_close" }.Select(c => new { column = c, field = c }),
        };
        var csv = "name,amount,stage,engaged_on,closed_on,expected_close\nOld win,500,won,2026-01-05,2026-02-10,2026-03-15\nOld open,70,needs,2026-01-20,,2026-03-15\n";
        var job = (await world.Admin.UploadAsync("/api/forms/opportunity/import", System.Text.Encoding.UTF8.GetBytes(csv), "old.csv", ("mapping", JsonSerializer.Serialize(mapping)))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await world.Admin.JobAsync(job)).GetProperty("state").GetString());
        var told = await world.AskAsync(world.Admin, "changes?since=2026-02-01&period=all");
        AddsUp(told);
        Assert.Equal(570m, told.GetProperty("opening").GetProperty("amount").GetDecimal());
        Assert.Equal(-500m, told.GetProperty("movements").EnumerateArray().Single(m => m.GetProperty("kind").GetString() == "won").GetProperty("amount").GetDecimal());
        Assert.Equal("2026-01-06", told.GetProperty("firstDay").GetString()); // the day after it began begins with it

        var deal = await world.DealAsync(world.Reps[0].UserId, 100m, "2026-03-20");
        var now = world.Clock.Now;
        world.Clock.Now = now.AddYears(3); // by mistake
        await world.ChangeAsync(deal, new { amount = 300m });
        world.Clock.Now = now.AddHours(1);
        await world.ChangeAsync(deal, new { amount = 200m });
        var day = world.NextMidnight();
        Assert.Equal(270m, (await world.AskAsync(world.Admin, $"changes?since={day:yyyy-MM-dd}&period=all")).GetProperty("opening").GetProperty("amount").GetDecimal());
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task At_the_companys_midnight_the_state_of_the_day_is_kept_without_anybody_asking(string database)
    {
        await using var world = await ForecastWorld.OpenAsync(database);
        var deal = await world.DealAsync(world.Reps[0].UserId, 100m, "2026-03-20");
        await world.ChangeAsync(deal, new { amount = 250m });
        Assert.Empty(await PeriodsAsync(world)); // the day has not ended
        var midnight = world.NextMidnight();
        var kept = await PeriodsAsync(world);
        for (var i = 0; i < 1_200 && kept.Count == 0; i++)
        {
            await Task.Delay(50);
            if (i % 20 == 19)
                world.Clock.Now += TimeSpan.FromHours(1); // whoever was busy at midnight looks again within the hour
            kept = await PeriodsAsync(world);
        }
        Assert.StartsWith($"opportunity {deal} {midnight:O} 9999-12-31 contact {{\"amount\":250,", Assert.Single(kept), StringComparison.Ordinal);
    }

    private static async Task EditAsync(ForecastWorld world, Random random, List<long> deals)
    {
        var owners = world.Reps.Select(r => r.UserId).ToList();
        if (deals.Count < 4 || random.Next(6) == 0)
        {
            deals.Add(await world.DealAsync(owners[random.Next(3)], Amount(), Date(), random.Next(2) == 0 ? world.Products[random.Next(2)] : null));
            return;
        }
        var id = deals[random.Next(deals.Count)];
        if ((await world.Admin.GetAsync($"/api/forms/opportunity/records/{id}")) is { Status: HttpStatusCode.NotFound })
        {
            var bin = (await world.Admin.GetAsync("/api/forms/opportunity/records?deleted=true&limit=500")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().First(r => r.GetProperty("id").GetInt64() == id);
            (await world.Admin.PostAsync($"/api/forms/opportunity/records/{id}/restore", null, bin.GetProperty("version").GetInt64())).Must(HttpStatusCode.OK);
            return;
        }
        switch (random.Next(8))
        {
            case 0 or 1:
                await world.ChangeAsync(id, new { amount = Amount() });
                break;
            case 2 or 3:
                await world.ChangeAsync(id, new { expected_close = Date(), probability = random.Next(0, 101) });
                break;
            case 4:
                await world.ChangeAsync(id, new { owner = owners[random.Next(3)], product = random.Next(2) == 0 ? world.Products[random.Next(2)] : (long?)null });
                break;
            case 5:
                await world.ChangeAsync(id, new { name = "Nothing that a forecast holds " + random.Next() });
                break;
            case 6 when random.Next(3) == 0:
                (await world.Admin.DeleteAsync($"/api/forms/opportunity/records/{id}", (await world.DealAsync(id)).GetProperty("version").GetInt64())).Must(HttpStatusCode.NoContent);
                break;
            default:
                var to = new[] { "needs", "proposal", "contract", "won", "lost", "contact" }[random.Next(6)];
                if ((await world.DealAsync(id)).GetProperty("stage").GetString() is var stage && stage != to && !(stage is "won" or "lost" && to is "won" or "lost"))
                    await world.MoveAsync(id, to);
                break;
        }

        decimal? Amount() => random.Next(5) == 0 ? null : random.Next(1, 1_000_000) / 100m;

        string? Date() => random.Next(6) == 0 ? null : new DateOnly(2026, 2, 1).AddDays(random.Next(0, 110)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    // What is open at this moment, told by the list.
    private static async Task<Dictionary<long, Deal>> OpenNowAsync(ApiClient client)
    {
        var body = new { filter = new { member = "stage.kind", @operator = "equals", values = new[] { "open" } }, limit = 500 };
        var list = (await client.PostAsync("/api/forms/opportunity/records/query", body)).Must(HttpStatusCode.OK).Json;
        return list.GetProperty("items").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetInt64(), r => new Deal(
            Number(r, "amount"), Number(r, "weighted"), r.GetProperty("expected_close").GetString() is { } day ? DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) : null, r.GetProperty("owner").GetInt64()));
    }

    private static decimal Number(JsonElement record, string member) => record.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 0;

    private static void Check(JsonElement told, Dictionary<long, Deal> then, Dictionary<long, Deal> after)
    {
        AddsUp(told);
        foreach (var (name, expected) in new[] { ("opening", then), ("closing", after) })
        {
            var held = expected.Where(d => told.GetProperty("from").GetString() is not { } from
                || (d.Value.Date >= DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture) && d.Value.Date <= DateOnly.Parse(told.GetProperty("to").GetString()!, System.Globalization.CultureInfo.InvariantCulture))).ToList();
            Assert.Equal(held.Select(d => d.Key).Order(), Ids(told.GetProperty(name)));
            Assert.Equal(held.Sum(d => told.GetProperty("measure").GetString() == "amount" ? d.Value.Amount : d.Value.Weighted), told.GetProperty(name).GetProperty("amount").GetDecimal());
        }
    }

    private static void AddsUp(JsonElement told)
    {
        var rows = told.GetProperty("rows").EnumerateArray().ToList();
        foreach (var part in rows.Append(told))
            Assert.Equal(Amount(part.GetProperty("closing")), Amount(part.GetProperty("opening")) + part.GetProperty("movements").EnumerateArray().Sum(Amount));
        foreach (var name in new[] { "opening", "closing" })
            Assert.Equal(Amount(told.GetProperty(name)), rows.Sum(r => Amount(r.GetProperty(name))));
        foreach (var movement in told.GetProperty("movements").EnumerateArray())
            Assert.Equal(Amount(movement), rows.SelectMany(r => r.GetProperty("movements").EnumerateArray()).Where(m => m.GetProperty("kind").GetString() == movement.GetProperty("kind").GetString()).Sum(Amount));
    }

    private static decimal Amount(JsonElement figure) => figure.GetProperty("amount").GetDecimal();

    private static IEnumerable<long> Ids(JsonElement figure) => figure.GetProperty("ids").EnumerateArray().Select(i => i.GetInt64());

    // Forgetting everything and beginning anew from the log gives the same rows.
    private static async Task RebuiltAlikeAsync(ForecastWorld world, PeriodKeeper keeper)
    {
        var before = await PeriodsAsync(world);
        await world.Host.Services.GetRequiredService<UnitOfWork>().ExecuteAsync(async scope =>
        {
            await scope.Db.Periods.ExecuteDeleteAsync();
            await scope.Db.PeriodProgress.ExecuteDeleteAsync();
        }, CancellationToken.None);
        Assert.True(await keeper.CatchUpAsync(CancellationToken.None) > 0);
        Assert.Equal(before, await PeriodsAsync(world));
    }

    private static async Task<List<string>> PeriodsAsync(ForecastWorld world)
    {
        await using var session = await world.Host.Services.GetRequiredService<Database>().OpenReadAsync(CancellationToken.None);
        await using var db = PlatformContexts.ForReading(session);
        return [.. (await db.Periods.ToListAsync()).OrderBy(p => p.RecordId).ThenBy(p => p.ValidFrom).Select(p => $"{p.Form} {p.RecordId} {p.ValidFrom:O} {p.ValidTo:O} {p.Stage} {p.State}")];
    }
}
