using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>Canaries lie in what somebody may not see; every door is opened, and none may sing. Nor may a count, an order or a total tell that they are there.</summary>
public sealed partial class CanarySweep
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Nothing_that_anybody_is_answered_holds_a_value_hidden_from_them(string database)
    {
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var world = await CanaryWorld.BuildAsync(host);
        var listened = new CanaryEar(world);
        var doors = new CanaryDoors(world, await FormFields.AllAsync(world.Admin));
        var visible = world.Canaries.ToList();
        // What the rep sees before there is anything hidden, to be compared with what they see afterwards.
        var before = await AnswersAsync(world.Rep, doors, "canary", 700_000_000m);
        await using var hub = await HubListener.StartAsync(host, world.Rep);
        await world.PlantHiddenAsync();
        var hidden = world.Canaries.Except(visible).ToList();

        foreach (var (who, client) in new[] { ("rep", world.Rep), ("support", world.Support), ("nobody", world.Nobody) })
            foreach (var path in doors.Reads())
                listened.To(hidden, who, path, await client.GetAsync(path));
        foreach (var (who, client) in new[] { ("limited", world.Limited), ("designer", world.Designer) })
            foreach (var path in doors.Reads())
                listened.To(visible, who, path, await client.GetAsync(path));
        foreach (var (path, body) in doors.Queries("canary", 700_000_000m).Concat(CanaryDoors.Paths()))
            listened.To(visible, "limited", $"{path} {JsonSerializer.Serialize(body)}", await world.Limited.PostAsync(path, body));
        var after = await AnswersAsync(world.Rep, doors, "canary", 700_000_000m);
        foreach (var (question, answer) in after)
            if (before[question] != answer)
                listened.Note($"rep: {question} was answered {before[question]} and, with hidden records, {answer}");
        await WritesAsync(world, hidden, visible, listened);
        foreach (var message in await PushesAsync(world, hub))
            listened.To(hidden, "rep", "hub", message);
        Assert.True(listened.Asked > 2_000, $"Only {listened.Asked} answers were heard.");
        Assert.True(listened.Songs.Count == 0, string.Join('\n', listened.Songs.Take(40)));
        // The ear is not deaf: whoever may see them hears them.
        Assert.Contains(hidden, c => Encoding.UTF8.GetString(world.Admin.GetAsync("/api/forms/opportunity/records?limit=500").Result.Body).Contains(c.Text, StringComparison.Ordinal));
    }

    // Every endpoint that is no read is asked, or it is said why it is not.
    private static async Task WritesAsync(CanaryWorld world, IReadOnlyList<(string Text, string Where)> hidden, IReadOnlyList<(string Text, string Where)> visible, CanaryEar ear)
    {
        var limits = CanaryWorld.Limits;
        var (rep, limited, designer) = (new CanaryAsker("rep", world.Rep, hidden, ear), new CanaryAsker("limited", world.Limited, visible, ear), new CanaryAsker("designer", world.Designer, visible, ear));
        await CanaryPosts.AskAsync(rep, world.Hidden, limits, world.Admin);
        await CanaryPosts.AskAsync(new CanaryAsker("nobody", world.Nobody, hidden, ear), world.Hidden, limits, world.Admin);
        await CanaryPosts.AskAsync(limited, world.Visible, limits, world.Admin);
        await CanaryPosts.AskAsync(designer, world.Visible, limits, world.Admin);
        await CanaryWrites.AsRepAsync(world, hidden, rep);
        await CanaryWrites.AsLimitedAsync(world, limited);
        // What the sweep asks by hand elsewhere, for the two who ask all that changes.
        foreach (var path in new[] { "/api/forms/opportunity/records/query", "/api/reports/query" })
            await limited.PostAsync(path, new { source = "opportunity", fields = new[] { "name" }, ungrouped = true });
        var unasked = CanaryAsker.Unasked(MatrixFacts.EndpointsOf(world.Host).Where(e => !e.StartsWith("GET ", StringComparison.Ordinal) && !CanaryPosts.Without.Any(w => w.Endpoint.IsMatch(e))), rep, limited, designer);
        Assert.True(unasked.Count == 0, "The canary sweep asks no question of, and CanaryPosts gives no reason for leaving out: " + string.Join(", ", unasked));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Files_views_dashboards_handovers_drafts_and_conflicts_tell_nobody_what_they_tell_the_administrator(string database)
    {
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var world = await CanaryWorld.BuildAsync(host);
        var visible = world.Canaries.ToList();
        await using var hubOfRep = await HubListener.StartAsync(host, world.Rep);
        await using var hubOfLimited = await HubListener.StartAsync(host, world.Limited);
        await world.PlantHiddenAsync();
        var places = new CanaryPlaces(world);
        await places.PlantAsync();
        var planted = world.Canaries.ToList();
        var hidden = planted.Except(visible).ToList();

        // Each is worth asking: whoever may know hears at least one there.
        var proof = new CanaryEar(world);
        foreach (var place in places.All)
            proof.Require(planted, place.Name, await place.Ask(world.Admin));
        proof.Require(hidden, places.Notified.Name, await places.Notified.Ask(world.Secret));
        Assert.True(proof.Silences.Count == 0, "Nothing was heard at: " + string.Join('\n', proof.Silences));

        var ear = new CanaryEar(world);
        foreach (var place in places.All.Append(places.Notified))
        {
            foreach (var (who, client) in new[] { ("rep", world.Rep), ("support", world.Support), ("nobody", world.Nobody), ("mover", world.Mover) })
                ear.To(hidden, who, place.Name, await place.Ask(client));
            foreach (var (who, client) in new[] { ("limited", world.Limited), ("designer", world.Designer) }.Where(a => !(place.IsOfDesign && a.Item1 == "designer")))
                ear.To(places.HiddenFrom(visible), who, place.Name, await place.Ask(client));
        }
        foreach (var (who, hub, canaries) in new[] { ("rep", hubOfRep, hidden), ("limited", hubOfLimited, planted) })
            foreach (var message in await PushesAsync(world, hub))
                ear.To(canaries, who, "hub", message);
        Assert.True(ear.Songs.Count == 0, string.Join('\n', ear.Songs.Take(40)));
    }

    // Everything that was pushed so far: what comes last has come.
    private static async Task<IReadOnlyList<string>> PushesAsync(CanaryWorld world, HubListener hub)
    {
        var last = (await world.Admin.PostAsync("/api/forms/account/records", new { name = "Last", owner = world.Rep.UserId })).Must(HttpStatusCode.Created).Id;
        await hub.UntilChangedAsync("account", last);
        return hub.Texts;
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task A_member_that_is_hidden_or_masked_is_asked_for_in_vain_as_one_that_there_is_not(string database)
    {
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var world = await CanaryWorld.BuildAsync(host);
        var forms = await FormFields.AllAsync(world.Admin);
        foreach (var form in forms.Where(f => CanaryWorld.Limits.ContainsKey(f.Key)))
        {
            var limited = form with { Fields = [.. form.Fields.Where(f => CanaryWorld.Limits[form.Key].ContainsKey(f.Key))] };
            foreach (var (path, body) in new CanaryDoors(world, [limited]).Queries("canary", 1m))
                Assert.True((await world.Limited.PostAsync(path, body)).Status == HttpStatusCode.BadRequest, $"{path} {JsonSerializer.Serialize(body)}");
        }
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(ApiClient client, CanaryDoors doors, string text, decimal number)
    {
        var answers = new Dictionary<string, string>();
        foreach (var (path, body) in doors.Queries(text, number).Concat(CanaryDoors.Paths()))
            answers[$"{path} {JsonSerializer.Serialize(body)}"] = Told(await client.PostAsync(path, body));
        foreach (var path in new[] { "/api/pipelines/sales/board", "/api/home", "/api/dashboards/sales_overview/data", "/api/forecasts/sales/table", "/api/search?q=canary", "/api/calendar?from=2027-03-01&to=2027-04-15&who=all" })
            answers[path] = Told(await client.GetAsync(path));
        return answers;
    }

    // A refusal is the same by its status, whatever its trace; how often anything was written at all says nothing of what.
    private static string Told(Answer answer) => answer.Status == HttpStatusCode.OK ? DataVersion().Replace(answer.Text, "") : $"{answer.Status}";

    [GeneratedRegex("\"dataVersion\":\\d+")]
    private static partial Regex DataVersion();
}

/// <summary>Listens to answers for canaries: in the bytes, in the parts of a workbook, in the headers.</summary>
internal sealed class CanaryEar(CanaryWorld world)
{
    public List<string> Songs { get; } = [];
    public int Asked { get; private set; }
    public CanaryWorld World { get; } = world;

    /// <summary>Questions to which nothing was heard that should have been.</summary>
    public List<string> Silences { get; } = [];

    /// <summary>Somebody who may know them must hear at least one, or it proves nothing that others do not.</summary>
    public void Require(IReadOnlyList<(string Text, string Where)> canaries, string question, Answer answer)
    {
        var text = Readable(answer);
        if (!canaries.Any(c => text.Contains(c.Text, StringComparison.OrdinalIgnoreCase)))
            Silences.Add($"{question}: {answer.Status} {text[..Math.Min(text.Length, 200)]}");
    }

    public void Note(string song) => Songs.Add(song.Length > 600 ? song[..600] : song);

    /// <param name="sent">What the asker said themselves and may hear again.</param>
    public void To(IReadOnlyList<(string Text, string Where)> canaries, string who, string question, Answer answer, params string[] sent)
    {
        if ((int)answer.Status >= 500)
            Note($"{who}: {question} failed: {answer.Text}");
        To(canaries, who, question, Readable(answer) + answer.Headers + answer.ContentHeaders, sent);
    }

    public void To(IReadOnlyList<(string Text, string Where)> canaries, string who, string question, string text, params string[] sent)
    {
        Asked++;
        foreach (var (canary, where) in canaries)
            if (text.IndexOf(canary, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && !sent.Contains(canary))
                Note($"{who}: {question} tells the {where}: …{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 60)]}…");
    }

    private static string Readable(Answer answer)
    {
        if (answer.Body is not [(byte)'P', (byte)'K', ..])
            return answer.Text;
        using var archive = new ZipArchive(new MemoryStream(answer.Body));
        var text = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }
}
