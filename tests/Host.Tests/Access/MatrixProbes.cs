using System.Text.RegularExpressions;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>One question to an endpoint: by whom, and about which record where the endpoint is about one.</summary>
internal sealed record Question(MatrixWorld World, Asker Asker, RecordKind? Kind)
{
    public Task<long> KeptAsync() => World.KeptAsync(Asker, Kind!.Value);

    public Task<long> FreshAsync() => World.FreshAsync(Asker, Kind!.Value);

    public long Version => Kind == RecordKind.Deleted ? 2 : 1;

    public ApiClient Client => Asker.Client;
}

/// <summary>
/// How each endpoint is asked. What reads is asked as it stands, with the names below in the places of its route; what writes says here what.
/// Where an answer to somebody with the right would disturb the whole installation, the question is one that they are refused for
/// another reason than their right: the status tells them apart (403 against 400, 404, 409 or 422).
/// </summary>
internal static partial class MatrixProbes
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["field"] = "amount",
        ["kind"] = "form",
        ["documentName"] = "v1",
        ["token"] = "no-such-token",
        ["version"] = "1",
        ["widget"] = "won_total",
    };

    private static readonly Dictionary<string, string> Keys = new()
    {
        ["forms"] = "opportunity",
        ["metrics"] = "no_such",
        ["pipelines"] = "sales",
        ["dashboards"] = "sales_overview",
        ["roles"] = "rep",
        ["homes"] = "rep_home",
        ["forecasts"] = "sales",
        ["templates"] = "opportunity",
        ["views"] = "closing_this_quarter",
    };

    public static readonly Dictionary<string, string> Queries = new()
    {
        ["GET /api/app/export"] = "?template=opportunity",
        ["GET /api/calendar"] = "?from=2027-03-01&to=2027-03-31&who=all",
        ["GET /api/forecasts/{key}/changes"] = "?since=2026-01-31",
        ["GET /api/forms/{form}/export"] = "?format=csv",
        ["GET /api/search"] = "?q=Matrix",
    };

    /// <summary>Whether an endpoint is about a record, so that it is asked once for each kind.</summary>
    public static bool IsAboutRecord(string endpoint) => endpoint.Contains("/records/{id:long}", StringComparison.Ordinal) || endpoint is "GET /api/files/{id:long}";

    /// <summary>Null when nobody has said how to ask it.</summary>
    public static Func<Question, Task<Answer>>? Of(string endpoint)
    {
        if (Written.TryGetValue(endpoint, out var known))
            return known;
        var parts = endpoint.Split(' ');
        if (parts.Length == 2 && parts[0] is "GET" or "PUT" or "DELETE" && parts[1].Contains("/{key}", StringComparison.Ordinal) && !parts[1].EndsWith("/preview", StringComparison.Ordinal) && parts[0] != "GET")
            return q => Definition(q, parts[0], Path(parts[1], null));
        return parts[0] == "GET" ? async q => await q.Client.GetAsync(Path(parts[1], q.Kind is null ? null : await q.KeptAsync()) + Queries.GetValueOrDefault(endpoint)) : null;
    }

    /// <summary>A route with a record in the place of its id, or something that there is not.</summary>
    public static string Path(string route, long? record, string form = "opportunity")
    {
        var area = route.Split('/') is [_, _, var second, ..] ? second : "";
        return Place().Replace(route, place => place.Groups[1].Value switch
        {
            "id" when record is { } id => id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "id" => "987654321",
            "key" => Keys[area],
            "form" => form,
            var name => Names[name],
        });
    }

    // A version that no document has: who may gets to hear that it is stale, and nothing is lost.
    private static async Task<Answer> Definition(Question q, string method, string path) =>
        await q.Client.SendAsync(new HttpMethod(method), path, method == "PUT" ? "{}" : null, 9999);

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Place();
}
