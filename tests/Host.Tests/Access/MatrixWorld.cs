using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>How a record stands to who asks for it.</summary>
internal enum RecordKind
{
    /// <summary>They own it.</summary>
    Own,

    /// <summary>A stranger's, with them as collaborator.</summary>
    Collaborating,

    /// <summary>Of somebody of the team, who reports to its manager.</summary>
    Team,

    /// <summary>Of somebody of another team.</summary>
    Foreign,

    /// <summary>As foreign, but such as the condition of the role <c>condition</c> asks for.</summary>
    Matching,

    /// <summary>Their own, and such as the condition asks for, in the recycle bin.</summary>
    Deleted,
}

/// <summary>Somebody who asks. Client is signed in, but for the anonymous.</summary>
internal sealed record Asker(string Role, ApiClient Client, long? User);

/// <summary>
/// The people of the matrix, one for each role, and records of any kind for each of them: one team with a manager, a rep and a
/// colleague, and a stranger of another. The role <c>limited</c> sees its team, masks and hides fields, and lacks bulk and export; <c>condition</c>
/// sees what a condition lets it see, whoever owns it; <c>designer</c> designs, and sees its own.
/// </summary>
internal sealed class MatrixWorld
{
    private readonly Dictionary<(long?, RecordKind), long> _kept = [];
    private long _account;
    private long _contact;
    private int _made;

    private MatrixWorld(TestHost host, ApiClient admin) => (Host, Admin) = (host, admin);

    public TestHost Host { get; }
    public ApiClient Admin { get; }
    public List<Asker> Askers { get; } = [];
    public long Colleague { get; private set; }
    public long Stranger { get; private set; }

    /// <summary>What the condition of the role <c>condition</c> asks for.</summary>
    public const string Matched = "as the condition asks";

    public static async Task<MatrixWorld> BuildAsync(TestHost host)
    {
        var admin = await host.AdministratorAsync();
        var world = new MatrixWorld(host, admin);
        await world.PublishRolesAsync();
        var team = (await admin.PostAsync("/api/forms/team/records", new { name = "Matrix" })).Must(HttpStatusCode.Created).Id;
        var other = (await admin.PostAsync("/api/forms/team/records", new { name = "Others" })).Must(HttpStatusCode.Created).Id;
        var manager = await host.JoinAsync(admin, "Mona Matrix", ["manager"], team: team);
        world.Askers.AddRange(
        [
            new Asker("anonymous", host.Anonymous(), null),
            Ask("nobody", await host.JoinAsync(admin, "Nora Matrix", [], manager.UserId, team)),
            Ask("rep", await host.JoinAsync(admin, "Remy Matrix", ["rep"], manager.UserId, team)),
            Ask("manager", manager),
            Ask("support", await host.JoinAsync(admin, "Sue Matrix", ["support"], manager.UserId, team)),
            Ask("limited", await host.JoinAsync(admin, "Lena Matrix", ["limited"], manager.UserId, team)),
            Ask("condition", await host.JoinAsync(admin, "Connie Matrix", ["condition"], manager.UserId, team)),
            Ask("designer", await host.JoinAsync(admin, "Des Matrix", ["designer"], manager.UserId, team)),
            Ask("admin", await host.JoinAsync(admin, "Abe Matrix", ["admin"], team: team)),
        ]);
        world.Colleague = await world.PersonAsync("Carl Matrix", manager.UserId, team);
        world.Stranger = await world.PersonAsync("Stan Matrix", null, other);
        world._account = (await admin.PostAsync("/api/forms/account/records", new { name = "Matrix Ltd" })).Must(HttpStatusCode.Created).Id;
        world._contact = (await admin.PostAsync("/api/forms/contact/records", new { name = "Kim Matrix", account = world._account })).Must(HttpStatusCode.Created).Id;
        return world;

        static Asker Ask(string role, ApiClient client) => new(role, client, client.UserId);
    }

    /// <summary>A record of a kind that nobody changes: made once for each asker.</summary>
    public async Task<long> KeptAsync(Asker asker, RecordKind kind) =>
        _kept.TryGetValue((asker.User, kind), out var known) ? known : _kept[(asker.User, kind)] = await FreshAsync(asker, kind);

    /// <summary>A record of a kind that may be changed or destroyed; version 1, or 2 in the recycle bin.</summary>
    public async Task<long> FreshAsync(Asker asker, RecordKind kind)
    {
        var id = await CreateAsync(asker, kind, new Dictionary<string, object?> { ["name"] = $"Matrix {kind} {++_made}" });
        if (kind == RecordKind.Deleted)
            (await Admin.DeleteAsync($"/api/forms/opportunity/records/{id}", 1)).Must(HttpStatusCode.NoContent);
        return id;
    }

    /// <summary>Whose a record of a kind is.</summary>
    public long OwnerOf(Asker asker, RecordKind kind) => kind switch
    {
        RecordKind.Team => Colleague,
        RecordKind.Foreign or RecordKind.Collaborating or RecordKind.Matching => Stranger,
        _ => asker.User ?? Colleague,
    };

    /// <summary>A record as a kind wants it, but for the recycle bin; <paramref name="values"/> stand before what is usual.</summary>
    public async Task<long> CreateAsync(Asker asker, RecordKind kind, IReadOnlyDictionary<string, object?> values)
    {
        var record = new Dictionary<string, object?>
        {
            ["account"] = _account,
            ["decision_maker"] = _contact,
            ["amount"] = 1000m,
            ["expected_close"] = "2027-03-31",
            ["pain_points"] = "Slow quotes",
            ["intent"] = "clear",
            ["budget"] = "approved",
            ["authority"] = "decides",
            ["owner"] = OwnerOf(asker, kind),
            ["payment_terms"] = kind is RecordKind.Matching or RecordKind.Deleted ? Matched : null,
            ["collaborators"] = kind == RecordKind.Collaborating ? new[] { asker.User ?? Colleague } : [],
        };
        foreach (var (key, value) in values)
            record[key] = value;
        return (await Admin.PostAsync("/api/forms/opportunity/records", record)).Must(HttpStatusCode.Created).Id;
    }

    /// <summary>Something small on a record of an asker, also of one that lies in the recycle bin: put there before it went.</summary>
    public async Task<(long Record, long Part)> WithPartAsync(Asker asker, RecordKind kind, Func<long, Task<long>> add)
    {
        var record = await FreshAsync(asker, kind == RecordKind.Deleted ? RecordKind.Own : kind);
        var part = await add(record);
        if (kind == RecordKind.Deleted)
            (await Admin.DeleteAsync($"/api/forms/opportunity/records/{record}", 1)).Must(HttpStatusCode.NoContent);
        return (record, part);
    }

    private async Task<long> PersonAsync(string name, long? manager, long team) =>
        (await Admin.PostAsync("/api/forms/user/records", new { name, manager, team })).Must(HttpStatusCode.Created).Id;

    private async Task PublishRolesAsync()
    {
        var all = new { read = "all" };
        await PublishAsync("limited", new { }, new Dictionary<string, object>
        {
            ["*"] = all,
            ["opportunity"] = new
            {
                create = true,
                read = new[] { "team", "collaborating" },
                update = "own",
                delete = "none",
                import = true,
                export = false,
                bulk = false,
                fields = new { budget = "hidden", competitor = "masked", close_note = "readOnly" },
            },
        });
        var matching = new { when = $"payment_terms == '{Matched}'" };
        await PublishAsync("condition", new { reassign = true }, new Dictionary<string, object>
        {
            ["*"] = new { read = "none" },
            ["opportunity"] = new { create = true, read = matching, update = matching, delete = matching, import = true, export = true, bulk = true },
            ["user"] = all,
            ["team"] = all,
            ["case"] = new { create = true, read = "all", import = true },
        });
        await PublishAsync("designer", new { design = true, dashboards = true, reassign = true }, new Dictionary<string, object>
        {
            ["*"] = new { create = true, read = "own", update = "own", delete = "own", import = true, export = true },
            ["user"] = new { read = "all", export = true },
            ["team"] = new { read = "all", export = true },
        });
    }

    private async Task PublishAsync(string key, object can, IReadOnlyDictionary<string, object> forms) =>
        (await Admin.PutAsync($"/api/roles/{key}", JsonSerializer.Serialize(new { key, title = key, can, forms }))).Must(HttpStatusCode.Created);
}
