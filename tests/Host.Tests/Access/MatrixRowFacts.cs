namespace NoCodeCrm.Host.Tests.Access;

/// <summary>
/// Answers made of many records, asked by everybody: which kinds of record are in them, or count in their figures, stands in
/// <c>matrix-rows.txt</c>. An endpoint that is neither asked here nor said to tell of no records fails by its name.
/// </summary>
public sealed class MatrixRowFacts
{
    private const string Head =
        """
        # Which records an answer made of many is made of, by who asks: of each kind one is planted, and a letter says that it was in the answer
        # or in its figures: o own, c collaborating, t of the team, f foreign, m foreign and as the condition asks, d own and deleted; - was not.
        # A number is the status of a refusal. The people are those of matrix.txt. Of an endpoint that is asked in several ways, each is a line.
        # Rewritten by NOCODECRM_UPDATE_GOLDEN=1; read the difference: a letter more is a record told to somebody who was not told of it before.
        """;

    private static readonly MatrixTable Table = new("matrix-rows.txt", Head);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_answer_made_of_many_records_holds_those_that_the_reviewed_table_says(string database)
    {
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var endpoints = MatrixFacts.EndpointsOf(host);
        var asked = MatrixRowProbes.All.Keys.Select(k => k.Split(" (")[0]).ToHashSet(StringComparer.Ordinal);
        var unknown = endpoints.Where(e => !asked.Contains(e) && !MatrixRowProbes.Without.Any(w => w.Endpoint.IsMatch(e))).ToList();
        Assert.True(unknown.Count == 0, "MatrixRowProbes says neither how to ask nor why its answer is not made of records: " + string.Join(", ", unknown));
        Assert.True(asked.IsSubsetOf(endpoints), "MatrixRowProbes asks what there is not: " + string.Join(", ", asked.Except(endpoints)));

        var world = await MatrixWorld.BuildAsync(host);
        await MatrixPlanting.PublishAsync(world);
        var askers = world.Askers.Where(a => a.User is not null).ToList();
        var questions = new List<RowQuestion>();
        // From the last on, so that what the administrator is asked about comes first where an answer tells of the first few only.
        for (var place = askers.Count - 1; place >= 0; place--)
            questions.Insert(0, new RowQuestion(world, askers[place], await MatrixPlanting.PlantAsync(world, askers[place], place)));
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (line, ask) in MatrixRowProbes.All)
        {
            var cells = new List<string>();
            foreach (var question in questions)
                cells.Add(await ask(question));
            found[line] = cells;
        }
        Table.Compare([.. questions.Select(q => q.Asker.Role)], found);
    }
}
