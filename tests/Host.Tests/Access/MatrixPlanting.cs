namespace NoCodeCrm.Host.Tests.Access;

/// <summary>
/// A record of a kind as it may be found in an answer of many: by its id, by its name, which its comment repeats, by its amount, a power of
/// two of cents, so that a sum tells which records are in it. Account: an account of the same owner, with a name of its own. Closed: a lost one like it.
/// </summary>
internal sealed record Planted(long Id, string Name, decimal Amount, (long Id, string Name) Account, long Closed)
{
    public bool IsIn(decimal sum) => ((long)(sum * 100) & (long)(Amount * 100)) != 0;
}

/// <summary>Records of each kind for one asker, and a dashboard and a home page that everybody has.</summary>
internal static class MatrixPlanting
{
    public const string Board = "matrix_board";
    private const string Member = "opportunity";

    /// <summary>The day on which all that is planted is due: past, so that it needs somebody.</summary>
    public static string Due { get; } = DateTime.UtcNow.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyDictionary<RecordKind, Planted>> PlantAsync(MatrixWorld world, Asker asker, int place)
    {
        var product = (await world.Admin.PostAsync("/api/forms/product/records", new { name = "Matrix " + asker.Role })).Must(HttpStatusCode.Created).Id;
        var planted = new Dictionary<RecordKind, Planted>();
        foreach (var kind in Enum.GetValues<RecordKind>())
            planted[kind] = await PlantAsync(world, asker, kind, product, Enum.GetValues<RecordKind>().Length * place + planted.Count);
        return planted;
    }

    private static async Task<Planted> PlantAsync(MatrixWorld world, Asker asker, RecordKind kind, long product, int bit)
    {
        var (name, company) = ("mark" + Guid.NewGuid().ToString("N")[..10], "ltd" + Guid.NewGuid().ToString("N")[..10]);
        var (admin, owner, amount) = (world.Admin, world.OwnerOf(asker, kind), (1L << bit) / 100m);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = company, owner })).Must(HttpStatusCode.Created).Id;
        var id = await world.CreateAsync(asker, kind, new Dictionary<string, object?> { ["name"] = name, ["account"] = account, ["product"] = product, ["source"] = "tender", ["amount"] = amount, ["expected_close"] = Due, ["collaborators"] = new[] { asker.User!.Value } });
        // Heard of while it could be seen: what is told of later is asked anew.
        (await admin.PostAsync($"/api/forms/opportunity/records/{id}/comments", new { text = name })).Must(HttpStatusCode.Created);
        // Everybody reads cases, and not all what they are about.
        (await admin.PostAsync("/api/forms/case/records", new { title = "Learned", result = "lost", opportunity = id })).Must(HttpStatusCode.Created);
        if (kind != RecordKind.Collaborating)
            (await admin.PatchAsync($"/api/forms/opportunity/records/{id}", new { collaborators = Array.Empty<long>() }, 1)).Must(HttpStatusCode.OK);
        var closed = await world.CreateAsync(asker, kind, new Dictionary<string, object?> { ["name"] = name + " closed", ["product"] = product, ["source"] = "tender", ["amount"] = 0m });
        (await admin.PostAsync($"/api/forms/opportunity/records/{closed}/move", new { to = "lost", fields = new { lost_reason = "price" } }, 1)).Must(HttpStatusCode.OK);
        if (kind == RecordKind.Deleted)
        {
            (await admin.DeleteAsync($"/api/forms/opportunity/records/{id}", 2)).Must(HttpStatusCode.NoContent);
            (await admin.DeleteAsync($"/api/forms/opportunity/records/{closed}", 2)).Must(HttpStatusCode.NoContent);
            (await admin.DeleteAsync($"/api/forms/account/records/{account}", 1)).Must(HttpStatusCode.NoContent);
        }
        return new Planted(id, name, amount, (account, company), closed);
    }

    public static async Task PublishAsync(MatrixWorld world)
    {
        (await world.Admin.PutAsync($"/api/dashboards/{Board}", new { key = Board, title = "Matrix", source = Member, widgets = Widgets })).Must(HttpStatusCode.Created);
        (await world.Admin.PutAsync("/api/homes/matrix_home", Home)).Must(HttpStatusCode.Created);
    }

    /// <summary>The first page of everybody: everything that a page can hold, of all records.</summary>
    public static object Home => new
    {
        key = "matrix_home",
        title = "Matrix",
        roles = Array.Empty<string>(),
        order = -1,
        sections = new object[]
        {
            new { kind = "todo", title = "Due", sources = new[] { new { form = Member, date = "expected_close", text = "name", tick = new { next_step = (string?)null } } } },
            new { kind = "attention", title = "Needs", form = Member, amount = "amount", reasons = new[] { new { field = "close_overdue" } } },
            new { kind = "changes", title = "News", pipeline = "sales", days = 7 },
            new { kind = "widgets", title = "Figures", widgets = new[] { Widgets[0] } },
        },
        calendar = new[] { new { key = "due", title = "Due", form = Member, date = "expected_close", text = "name" } },
    };

    private static object[] Widgets =>
    [
        new { id = "sum", type = "number", title = "Sum", layout = new { x = 0, y = 0, w = 4, h = 2 }, query = Sum },
        new { id = "names", type = "table", title = "Names", layout = new { x = 0, y = 2, w = 4, h = 4 }, query = Names },
    ];

    public static object Sum => new { source = Member, measures = new[] { new { id = "a", agg = "sum", field = "amount" } } };

    public static object Names => new { source = Member, ungrouped = true, fields = new[] { "name" }, limit = 1000 };
}
