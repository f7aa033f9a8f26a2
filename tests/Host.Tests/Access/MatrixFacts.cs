using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>
/// Every endpoint, asked by everybody, about every kind of record: the answers stand in <c>matrix.txt</c>, which people have read. An endpoint
/// that is new has no line there and fails by its name; so does a line without an endpoint.
/// </summary>
public sealed class MatrixFacts
{
    // The client's own files: they say nothing of records, and are there only when it has been built.
    private const string Client = "{*path:nonfile}";

    private const string Head =
        """
        # What every endpoint answers, by who asks. Where it is about a record, six statuses: own, collaborating, team, foreign, matching
        # (foreign, but such as the condition of the role condition asks for), deleted (own and such as the condition asks for).
        # nobody has no role; limited hidden and masked fields, it reads its team and changes its own; condition reads, changes and deletes what a
        # condition lets it; designer designs, and reads and changes its own. A 404 hides what a 403 would tell.
        # Where the question could not be granted without harm, 400, 404, 409, 422 and 428 stand for "might, if it were a proper question".
        # Rewritten by NOCODECRM_UPDATE_GOLDEN=1; read the difference.
        """;

    private static readonly MatrixTable Table = new("matrix.txt", Head);

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_endpoint_answers_everybody_as_the_reviewed_table_says(string database)
    {
        // A host of its own: some of what is asked here changes the installation as a whole.
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var endpoints = EndpointsOf(host);
        var unasked = endpoints.Where(e => MatrixProbes.Of(e) is null).ToList();
        Assert.True(unasked.Count == 0, "MatrixProbes does not say how to ask: " + string.Join(", ", unasked));

        var world = await MatrixWorld.BuildAsync(host);
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
            found[endpoint] = await AskAsync(world, endpoint);
        Table.Compare([.. world.Askers.Select(a => a.Role)], found);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(MatrixWorld world, string endpoint)
    {
        var ask = MatrixProbes.Of(endpoint)!;
        var cells = new List<string>();
        foreach (var asker in world.Askers)
        {
            // Whoever is not signed in hears the same of every record.
            RecordKind?[] kinds = !MatrixProbes.IsAboutRecord(endpoint) ? [null] : asker.User is null ? [RecordKind.Foreign] : [.. Enum.GetValues<RecordKind>().Cast<RecordKind?>()];
            var statuses = new List<int>();
            foreach (var kind in kinds)
            {
                var answer = await ask(new Question(world, asker, kind));
                Assert.True((int)answer.Status < 500, $"{endpoint} as {asker.Role}, {kind}: {answer.Text}");
                statuses.Add((int)answer.Status);
            }
            cells.Add(string.Join(' ', statuses));
        }
        return cells;
    }

    internal static List<string> EndpointsOf(TestHost host) =>
    [
        .. host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [""]).Select(m => $"{m} {Pattern(e)}".Trim()))
            .Where(e => e != Client).Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Pattern(RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText!.TrimEnd('/');
        return pattern.StartsWith('/') || pattern == Client ? pattern : "/" + pattern;
    }
}
