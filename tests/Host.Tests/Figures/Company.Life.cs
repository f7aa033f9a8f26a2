using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>What happens in the company, in the order in which it happens.</summary>
internal sealed partial class Company
{
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
}
