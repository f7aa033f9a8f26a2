using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>A question to an endpoint that answers with many records, and what is planted for who asks it.</summary>
internal sealed record RowQuestion(MatrixWorld World, Asker Asker, IReadOnlyDictionary<RecordKind, Planted> Planted)
{
    public ApiClient Client => Asker.Client;
}

/// <summary>
/// How each endpoint is asked whose answer is made of many records, and how it is seen which of them are in it; and of every other one,
/// why its answer is not. A line of the table is an endpoint, with a word in brackets where it is asked in several ways.
/// </summary>
internal static partial class MatrixRowProbes
{
    private const string Records = "/api/forms/opportunity/records";

    public static IReadOnlyDictionary<string, Func<RowQuestion, Task<string>>> All { get; } = new Dictionary<string, Func<RowQuestion, Task<string>>>
    {
        ["GET /api/app/export (records)"] = q => ByName(q, q.Client.GetAsync("/api/app/export?template=opportunity&data=records")),
        ["GET /api/calendar"] = q => ByName(q, q.Client.GetAsync($"/api/calendar?from={MatrixPlanting.Due}&to={MatrixPlanting.Due}&who=all")),
        ["GET /api/changes"] = ChangesAsync,
        ["GET /api/dashboards/{key}/data (sum)"] = q => BySum(q, q.Client.GetAsync($"/api/dashboards/{MatrixPlanting.Board}/data"), a => a.GetProperty("widgets").GetProperty("sum")),
        ["GET /api/dashboards/{key}/data (rows)"] = q => ByName(q, q.Client.GetAsync($"/api/dashboards/{MatrixPlanting.Board}/data")),
        ["GET /api/dashboards/{key}/widgets/{widget}/export (rows)"] = q => ByName(q, q.Client.GetAsync($"/api/dashboards/{MatrixPlanting.Board}/widgets/names/export")),
        ["GET /api/dashboards/{key}/widgets/{widget}/export (sum)"] = q => BySum(q, q.Client.GetAsync($"/api/dashboards/{MatrixPlanting.Board}/widgets/sum/export")),
        ["GET /api/forecasts/{key}/attainment (sum)"] = q => BySum(q, q.Client.GetAsync($"/api/forecasts/sales/attainment?quarter={MatrixPlanting.Due}"), a => a.GetProperty("totals").GetProperty("open").GetProperty("amount")),
        ["GET /api/forecasts/{key}/changes (ids)"] = q => ById(q, q.Client.GetAsync("/api/forecasts/sales/changes?since=2020-01-01&period=all"), a => a.GetProperty("closing").GetProperty("ids")),
        ["GET /api/forecasts/{key}/changes (sum)"] = q => BySum(q, q.Client.GetAsync("/api/forecasts/sales/changes?since=2020-01-01&period=all"), a => a.GetProperty("closing").GetProperty("amount")),
        ["GET /api/forecasts/{key}/table (sum)"] = q => BySum(q, q.Client.GetAsync("/api/forecasts/sales/table"), a => a.GetProperty("totals").GetProperty("total").GetProperty("amount")),
        ["GET /api/forms/{form}/duplicates (accounts)"] = q => EachAsync(q, p => q.Client.GetAsync($"/api/forms/account/duplicates?field=name&value={p.Account.Name}"), (p, a) => a.GetProperty("items").GetRawText().Contains(p.Account.Name, StringComparison.Ordinal)),
        ["GET /api/forms/{form}/export (csv)"] = q => ByName(q, q.Client.GetAsync("/api/forms/opportunity/export?format=csv")),
        ["GET /api/forms/{form}/export (xlsx)"] = q => ByName(q, q.Client.GetAsync("/api/forms/opportunity/export?format=xlsx")),
        ["GET /api/forms/{form}/records"] = q => ByName(q, q.Client.GetAsync(Records + "?limit=500")),
        ["GET /api/forms/{form}/records (accounts)"] = q => ByName(q, q.Client.GetAsync("/api/forms/account/records?limit=500&fields=name"), p => p.Account.Name),
        ["GET /api/forms/{form}/records (count)"] = q => EachAsync(q, p => q.Client.GetAsync($"{Records}?limit=1&count=true&search={p.Name}"), (_, a) => a.GetProperty("total").GetInt64() > 0),
        ["GET /api/forms/{form}/records (recycle bin)"] = q => ByName(q, q.Client.GetAsync(Records + "?limit=500&deleted=true")),
        ["GET /api/forms/{form}/records (sum)"] = q => BySum(q, q.Client.GetAsync(Records + "?limit=1&totals=amount"), a => a.GetProperty("totals")),
        ["GET /api/forms/{form}/records (titles of what others point to)"] = q => ByName(q, q.Client.GetAsync("/api/forms/case/records?limit=500&expand=*")),
        ["GET /api/forms/{form}/records/{id:long}/related (of accounts)"] = q => EachAsync(q, p => q.Client.GetAsync($"/api/forms/account/records/{p.Account.Id}/related"), (_, a) => a.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("form").GetString() == "opportunity" && i.GetProperty("count").GetInt64() > 0)),
        ["GET /api/forms/{form}/records/{id:long}/similar"] = SimilarAsync,
        ["GET /api/forms/{form}/records/{id:long}/timeline (of accounts)"] = q => EachAsync(q, p => q.Client.GetAsync($"/api/forms/account/records/{p.Account.Id}/timeline"), (p, a) => a.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("kind").GetString() == "comment" && i.GetProperty("text").GetString() == p.Name)),
        ["GET /api/home (attention)"] = q => HomeAsync(q, q.Client.GetAsync("/api/home"), "attention", Needs),
        ["GET /api/home (changes)"] = q => HomeAsync(q, q.Client.GetAsync("/api/home"), "changes", News),
        ["GET /api/home (figures)"] = q => BySum(q, q.Client.GetAsync("/api/home"), a => Section(a, "widgets").GetProperty("data").GetProperty("widgets").GetProperty("sum")),
        ["GET /api/home (todo)"] = q => HomeAsync(q, q.Client.GetAsync("/api/home"), "todo", Due),
        ["GET /api/notifications"] = q => ByName(q, q.Client.GetAsync("/api/notifications?limit=100")),
        ["GET /api/pipelines/{key}/board"] = q => ByName(q, q.Client.GetAsync("/api/pipelines/sales/board?limit=200")),
        ["GET /api/pipelines/{key}/board (sum)"] = q => BySum(q, q.Client.GetAsync("/api/pipelines/sales/board?limit=1"), a => a.GetProperty("columns")[0].GetProperty("sum")),
        ["GET /api/search"] = q => EachAsync(q, p => q.Client.GetAsync("/api/search?q=" + p.Name), (p, a) => a.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("form").GetString() == "opportunity")),
        ["POST /api/expressions/check (on a record)"] = q => EachAsync(q, p => q.Client.PostAsync("/api/expressions/check", new { form = "opportunity", expression = "amount * 2", use = "formula", field = "weighted", recordId = p.Id }), (p, a) => a.TryGetProperty("value", out var _)),
        ["POST /api/forms/{form}/import/values (found by name)"] = ImportedAsync,
        ["POST /api/forms/{form}/records/bulk (changed)"] = BulkAsync,
        ["POST /api/forms/{form}/records/query"] = q => ByName(q, q.Client.PostAsync(Records + "/query", new { limit = 500, fields = new[] { "name" } })),
        ["POST /api/handovers/preview"] = HandoverAsync,
        ["POST /api/homes/preview (attention)"] = q => HomeAsync(q, q.Client.PostAsync("/api/homes/preview", new { document = MatrixPlanting.Home }), "attention", Needs),
        ["POST /api/homes/preview (figures)"] = q => BySum(q, q.Client.PostAsync("/api/homes/preview", new { document = MatrixPlanting.Home }), a => Section(a, "widgets").GetProperty("data").GetProperty("widgets").GetProperty("sum")),
        ["POST /api/pipelines/{key}/try"] = TryAsync,
        ["POST /api/reports/query (rows)"] = q => ByName(q, q.Client.PostAsync("/api/reports/query", MatrixPlanting.Names)),
        ["POST /api/reports/query (groups)"] = q => ByName(q, q.Client.PostAsync("/api/reports/query", new { source = "opportunity", dimensions = new[] { new { id = "n", field = "name" } }, measures = new[] { new { id = "c", agg = "count" } }, limit = 1000 })),
        ["POST /api/reports/query (count of one account)"] = q => EachAsync(q, p => q.Client.PostAsync("/api/reports/query", new { source = "opportunity", measures = new[] { new { id = "c", agg = "count" } }, filters = new { member = "account.name", @operator = "equals", values = new[] { p.Account.Name } } }), (_, a) => a.GetProperty("rows")[0][0].GetInt64() > 0),
        ["POST /api/reports/query (sum)"] = q => BySum(q, q.Client.PostAsync("/api/reports/query", MatrixPlanting.Sum), a => a),
    };

    /// <summary>Endpoints whose answer is not made of many records; the first that fits says why.</summary>
    public static IReadOnlyList<(Regex Endpoint, string Why)> Without { get; } =
    [
        (OneRecord(), "about one record: matrix.txt has its kinds"),
        (Document(), "a definition, its versions and its draft, which tell of no record"),
        (Own(), "one's own: session, settings, tokens, jobs and handovers that one began oneself"),
        (Open(), "told to everybody, and the same"),
        (Install(), "of the installation, for who runs it: counts of everything, told to administrators and designers"),
        (Write(), "writes; what it tells is told of what it wrote"),
        (Push(), "pushes, which LiveScenarios and the canary sweep listen to"),
    ];

    [GeneratedRegex(@"/records/\{id:long\}|/api/files")]
    private static partial Regex OneRecord();

    [GeneratedRegex(@"/(draft|versions|versions/\{version:int\}|usages/\{field\})$|^(GET|PUT|DELETE) /api/(dashboards|forecasts|forms|homes|metrics|pipelines|roles|views)(/\{\w+\})?$|^GET /api/(drafts|deleted-forms|field-types|expressions/functions|templates|templates/\{key\}/preview|app/contents|forms/\{form\}/rules)$|^POST /api/expressions/rules$|^POST /api/reports/drill$|^GET /(openapi|schemas)/")]
    private static partial Regex Document();

    [GeneratedRegex(@"/api/(session|me|tokens|jobs|handovers|notifications/read)(/|$)")]
    private static partial Regex Own();

    [GeneratedRegex(@"/health/|/api/(setup|invitations/\{token\})$")]
    private static partial Regex Open();

    [GeneratedRegex(@"/api/(users|sample|admin/mail|templates|deleted-forms)(/|$)|/deleted-fields|/pipelines/\{key\}/(stages|relocate)$")]
    private static partial Regex Install();

    [GeneratedRegex(@"^POST /api/forms/\{form\}/(records|import|import/preview)$")]
    private static partial Regex Write();

    [GeneratedRegex(@"/api/hub")]
    private static partial Regex Push();

    // ---- how it is seen what is in an answer -------------------------------------------------------------------------------------------

    private static async Task<string> ByName(RowQuestion q, Task<Answer> asked, Func<Planted, string>? name = null)
    {
        var answer = await asked;
        var text = Readable(answer);
        return answer.Status == HttpStatusCode.OK ? Marks(q, p => text.Contains(name?.Invoke(p) ?? p.Name, StringComparison.Ordinal)) : Refused(answer);
    }

    private static async Task<string> ById(RowQuestion q, Task<Answer> asked, Func<JsonElement, JsonElement> ids)
    {
        var answer = await asked;
        if (answer.Status != HttpStatusCode.OK)
            return Refused(answer);
        var told = ids(answer.Json).EnumerateArray().Select(i => i.GetInt64()).ToHashSet();
        return Marks(q, p => told.Contains(p.Id));
    }

    // Every number of that part of the answer, or of a file, is a sum in which records may be.
    private static async Task<string> BySum(RowQuestion q, Task<Answer> asked, Func<JsonElement, JsonElement>? part = null)
    {
        var answer = await asked;
        if (answer.Status != HttpStatusCode.OK)
            return Refused(answer);
        var sum = part is null ? decimal.Parse(answer.Text.Split('\n')[1].Trim('\r', '"'), System.Globalization.CultureInfo.InvariantCulture) : Amount(part(answer.Json));
        return Marks(q, p => p.IsIn(sum));
    }

    // The sum itself, the only cell of an answer, or the sum among a list's totals; no record, no sum.
    private static decimal Amount(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => part.GetDecimal(),
        JsonValueKind.Null => 0,
        _ when part.TryGetProperty("rows", out var rows) => Amount(rows[0][0]),
        _ when part.TryGetProperty("problem", out _) => 0,
        _ => Amount(part.GetProperty("amount").GetProperty("sum")),
    };

    private static async Task<string> EachAsync(RowQuestion q, Func<Planted, Task<Answer>> ask, Func<Planted, JsonElement, bool> isFound)
    {
        var answers = new Dictionary<RecordKind, Answer>();
        foreach (var (kind, planted) in q.Planted)
            answers[kind] = await ask(planted);
        return answers.Values.All(a => (int)a.Status >= 400) && answers.Values.Select(a => a.Status).Distinct().Count() == 1
            ? Refused(answers.Values.First())
            : Letters(kind => answers[kind].Status == HttpStatusCode.OK && isFound(q.Planted[kind], answers[kind].Json));
    }

    private static string Marks(RowQuestion q, Func<Planted, bool> isFound) => Letters(kind => isFound(q.Planted[kind]));

    private static string Letters(Func<RecordKind, bool> isFound) =>
        string.Concat(Enum.GetValues<RecordKind>().Select(k => isFound(k) ? char.ToLowerInvariant(k.ToString()[0]) : '-'));

    private static string Refused(Answer answer) => (int)answer.Status < 500 ? $"{(int)answer.Status}" : throw new Xunit.Sdk.XunitException(answer.Text);

    private static string Readable(Answer answer)
    {
        if (answer.Body is not [(byte)'P', (byte)'K', ..])
            return answer.Text;
        using var archive = new ZipArchive(new MemoryStream(answer.Body));
        return string.Concat(archive.Entries.Select(e => new StreamReader(e.Open()).ReadToEnd()));
    }

    // ---- those that take more than one question ----------------------------------------------------------------------------------------

    private static async Task<string> ChangesAsync(RowQuestion q)
    {
        var told = new HashSet<long>();
        for (var (after, more) = ("", true); more;)
        {
            var answer = await q.Client.GetAsync($"/api/changes?form=opportunity&limit=1000{after}");
            if (answer.Status != HttpStatusCode.OK)
                return Refused(answer);
            told.UnionWith(answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("record").GetInt64()));
            (after, more) = ("&after=" + answer.Json.GetProperty("next").ToString(), answer.Json.GetProperty("more").GetBoolean());
        }
        return Marks(q, p => told.Contains(p.Id));
    }

    private static JsonElement Section(JsonElement home, string kind) => home.GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == kind);

    // A section that a reader has nothing in may be left out.
    private static async Task<string> HomeAsync(RowQuestion q, Task<Answer> asked, string kind, Func<JsonElement, IEnumerable<JsonElement>> ids)
    {
        var answer = await asked;
        if (answer.Status != HttpStatusCode.OK)
            return Refused(answer);
        var sections = answer.Json.GetProperty("sections").EnumerateArray().Where(s => s.GetProperty("kind").GetString() == kind);
        var told = sections.SelectMany(ids).Select(i => i.GetInt64()).ToHashSet();
        return Marks(q, p => told.Contains(p.Id));
    }

    private static IEnumerable<JsonElement> Due(JsonElement todo) => todo.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id"));

    private static IEnumerable<JsonElement> Needs(JsonElement attention) => attention.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("record").GetProperty("id"));

    private static IEnumerable<JsonElement> News(JsonElement changes) => changes.GetProperty("changes").EnumerateArray().SelectMany(c => c.GetProperty("ids").EnumerateArray());

    // What can be looked at looks like what is closed, of the same product.
    private static async Task<string> SimilarAsync(RowQuestion q)
    {
        Answer? answer = null;
        foreach (var planted in q.Planted.Values)
            if ((answer = await q.Client.GetAsync($"{Records}/{planted.Id}/similar")).Status == HttpStatusCode.OK)
                break;
        if (answer!.Status != HttpStatusCode.OK)
            return Refused(answer);
        var told = answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()).ToHashSet();
        return Marks(q, p => told.Contains(p.Closed));
    }

    // A cell of a file that names a record is matched where the importer may see it, and told as unmatched else.
    private static async Task<string> ImportedAsync(RowQuestion q)
    {
        var file = "Title,Deal\n" + string.Concat(q.Planted.Values.Select(p => $"x,{p.Name}\n"));
        const string mapping = """{"mode":"create","columns":[{"column":"Title","field":"title"},{"column":"Deal","field":"opportunity"}]}""";
        var answer = await q.Client.UploadAsync("/api/forms/case/import/values", System.Text.Encoding.UTF8.GetBytes(file), "cases.csv", ("mapping", mapping));
        return answer.Status == HttpStatusCode.OK ? Marks(q, p => !answer.Text.Contains(p.Name, StringComparison.Ordinal)) : Refused(answer);
    }

    private static async Task<string> BulkAsync(RowQuestion q)
    {
        var answer = await q.Client.PostAsync(Records + "/bulk", new { ids = q.Planted.Values.Select(p => p.Id), patch = new { next_step = "x" } });
        if (answer.Status != HttpStatusCode.OK)
            return Refused(answer);
        var done = answer.Json.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("ok").GetBoolean()).Select(i => i.GetProperty("id").GetInt64()).ToHashSet();
        return Marks(q, p => done.Contains(p.Id));
    }

    private static async Task<string> HandoverAsync(RowQuestion q)
    {
        var ids = new Dictionary<string, long[]> { ["opportunity"] = [.. q.Planted.Values.Select(p => p.Id)] };
        return await ByName(q, q.Client.PostAsync("/api/handovers/preview", new { ids, to = new[] { q.World.Admin.UserId } }));
    }

    private static async Task<string> TryAsync(RowQuestion q)
    {
        var document = JsonSerializer.Deserialize<JsonElement>((await q.World.Admin.GetAsync("/api/pipelines/sales")).Must(HttpStatusCode.OK).Text);
        return await EachAsync(q, p => q.Client.PostAsync("/api/pipelines/sales/try", new { document, record = $"{p.Id}" }), (_, a) => a.GetProperty("items").GetArrayLength() > 0);
    }
}
