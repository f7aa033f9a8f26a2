using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
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

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_endpoint_answers_everybody_as_the_reviewed_table_says(string database)
    {
        // A host of its own: some of what is asked here changes the installation as a whole.
        await using var host = database == "SQLite" ? await TestHost.OnSqliteAsync() : await TestHost.OnPostgreSqlAsync();
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var endpoints = EndpointsOf(host);
        var reviewed = MatrixTable.Read();
        var isUpdate = Environment.GetEnvironmentVariable("NOCODECRM_UPDATE_GOLDEN") == "1";
        Assert.True(isUpdate || !endpoints.Except(reviewed.Keys).Any(), "Endpoints without a reviewed line in matrix.txt: " + string.Join(", ", endpoints.Except(reviewed.Keys)));
        Assert.True(isUpdate || !reviewed.Keys.Except(endpoints).Any(), "Lines of matrix.txt without an endpoint: " + string.Join(", ", reviewed.Keys.Except(endpoints)));
        var unasked = endpoints.Where(e => MatrixProbes.Of(e) is null).ToList();
        Assert.True(unasked.Count == 0, "MatrixProbes does not say how to ask: " + string.Join(", ", unasked));

        var world = await MatrixWorld.BuildAsync(host);
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
            found[endpoint] = await AskAsync(world, endpoint);
        if (isUpdate)
            MatrixTable.Write([.. world.Askers.Select(a => a.Role)], found);
        else
            foreach (var (endpoint, cells) in found)
                for (var i = 0; i < cells.Count; i++)
                    Assert.True(reviewed[endpoint][i] == cells[i], $"{endpoint} as {world.Askers[i].Role}: {cells[i]}, reviewed is {reviewed[endpoint][i]}");
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

/// <summary>The reviewed table: a line for each endpoint, a cell for each role with a status for each kind of record.</summary>
internal static class MatrixTable
{
    private const string Head =
        """
        # What every endpoint answers, by who asks. Where it is about a record, five statuses: own, collaborating, team, foreign, deleted;
        # nobody has no role, limited a role with hidden and masked fields that reads its team and changes its own. A 404 hides what a 403 would tell.
        # Where the question could not be granted without harm, 400, 404, 409, 422 and 428 stand for "might, if it were a proper question".
        # Rewritten by NOCODECRM_UPDATE_GOLDEN=1; read the difference.
        """;

    public static IReadOnlyDictionary<string, string[]> Read() => File.Exists(Here()) ? File.ReadAllLines(Here())
        .Where(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith(' '))
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(p => p[0], p => p[1..]) : new Dictionary<string, string[]>();

    public static void Write(IReadOnlyList<string> roles, IReadOnlyDictionary<string, IReadOnlyList<string>> rows)
    {
        var first = rows.Keys.Max(k => k.Length);
        var widths = roles.Select((r, i) => Math.Max(r.Length, rows.Values.Max(c => c[i].Length))).ToList();
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append("\n\n");
        text.Append(Line(new string(' ', first), roles, widths));
        foreach (var (endpoint, cells) in rows)
            text.Append(Line(endpoint.PadRight(first), cells, widths));
        File.WriteAllText(Here(), text.ToString());
    }

    private static string Line(string head, IReadOnlyList<string> cells, List<int> widths) =>
        string.Create(CultureInfo.InvariantCulture, $"{head} | {string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i])))}").TrimEnd() + "\n";

    private static string Here([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "matrix.txt");
}
