using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>Every figure of the shipped forecasts is, for three roles and to the cent, what plain SQL over the tables says.</summary>
[Collection(Companies.Name)]
public sealed class ForecastFigureScenarios(Companies companies)
{
    private static readonly string[] Figures = ["weighted", "amount", "count", "missing"];

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_cell_of_the_table_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            foreach (var (key, split) in Splits())
                foreach (var (chosen, from) in new[] { ("since_january", "2026-01-01"), ("ahead", "2026-07-01") })
                {
                    var table = (await client.GetAsync($"/api/forecasts/{key}/table?by={split}&from={from}&months=6")).Must(HttpStatusCode.OK).Json;
                    Table(compared, $"{reader.Role} {key} by {split} {chosen}", table, await sql.RowsAsync($"forecast.{key}.open", reader, split, chosen), await sql.RowsAsync($"forecast.{key}.won", reader, split, chosen));
                }
            FigureScenarios.Tell(compared, "forecast table", database, reader);
        }
    }

    // The groups are of different records: what they add up to is what a total must be.
    private static void Table(Comparison compared, string name, JsonElement table, List<Dictionary<string, object?>> open, List<Dictionary<string, object?>> won)
    {
        var rows = table.GetProperty("rows").EnumerateArray().ToList();
        compared.Equal($"{name} values", (decimal)open.Concat(won).Select(r => r["value"] ?? "").Distinct().Count(), (decimal)rows.Count);
        foreach (var row in rows)
        {
            var value = Comparison.Value(row.GetProperty("value"));
            Row(compared, $"{name} {value}", row, Of(open, "value", value), Of(won, "value", value));
        }
        Row(compared, $"{name} total", table.GetProperty("totals"), open, won);
    }

    private static void Row(Comparison compared, string name, JsonElement row, List<Dictionary<string, object?>> open, List<Dictionary<string, object?>> won)
    {
        var cells = row.GetProperty("cells").EnumerateObject().ToList();
        compared.Equal($"{name} cells", (decimal)open.Concat(won).Select(r => r["place"]).Distinct().Count(), (decimal)cells.Count);
        foreach (var cell in cells)
            Cell(compared, $"{name} {cell.Name}", cell.Value, Of(open, "place", cell.Name), Of(won, "place", cell.Name));
        Cell(compared, name, row.GetProperty("total"), open, won);
    }

    private static void Cell(Comparison compared, string name, JsonElement cell, List<Dictionary<string, object?>> open, List<Dictionary<string, object?>> won)
    {
        Sums(compared, name, open, cell, Figures);
        Sums(compared, $"{name} won", won, cell.GetProperty("won"), ["amount", "count"]);
        var categories = cell.GetProperty("categories").EnumerateObject().ToList();
        compared.Equal($"{name} categories", (decimal)open.Select(r => r["category"]).Distinct().Count(), (decimal)categories.Count);
        foreach (var category in categories)
            Sums(compared, $"{name} {category.Name}", Of(open, "category", category.Name), category.Value, Figures);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_target_and_its_attainment_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            foreach (var key in Shipped.Keys("forecasts"))
            {
                var told = (await client.GetAsync($"/api/forecasts/{key}/attainment")).Must(HttpStatusCode.OK).Json;
                var targets = new List<Dictionary<string, object?>>();
                var (won, open) = (targets, targets);
                foreach (var group in told.GetProperty("groups").EnumerateArray())
                {
                    var split = group.GetProperty("by").GetString()!;
                    (targets, won, open) = (await sql.RowsAsync($"forecast.{key}.target.{split}", reader), await sql.RowsAsync($"forecast.{key}.credited", reader, split), await sql.RowsAsync($"forecast.{key}.due", reader, split));
                    var rows = group.GetProperty("rows").EnumerateArray().ToList();
                    compared.Equal($"{reader.Role} {split} values", (decimal)targets.Concat(won).Concat(open).Select(r => r["value"] ?? "").Distinct().Count(), (decimal)rows.Count);
                    foreach (var row in rows.Select(r => (Json: r, Value: Comparison.Value(r.GetProperty("value")))))
                        Attained(compared, $"{reader.Role} {split} {row.Value}", row.Json, Of(targets, "value", row.Value), Of(won, "value", row.Value), Of(open, "value", row.Value));
                    Attained(compared, $"{reader.Role} {split} total", group.GetProperty("totals"), targets, won, open);
                }
                // In all, targets are those of the finest kind, which is the last.
                Attained(compared, $"{reader.Role} total", told.GetProperty("totals"), targets, won, open);
                foreach (var category in told.GetProperty("categories").EnumerateObject())
                    Sums(compared, $"{reader.Role} {category.Name}", Of(open, "category", category.Name), category.Value, Figures);
            }
            FigureScenarios.Tell(compared, "attainment", database, reader);
        }
    }

    private static void Attained(Comparison compared, string name, JsonElement row, List<Dictionary<string, object?>> targets, List<Dictionary<string, object?>> won, List<Dictionary<string, object?>> open)
    {
        Sums(compared, $"{name} won", won, row.GetProperty("won"), ["amount", "count"]);
        Sums(compared, $"{name} open", open, row.GetProperty("open"), Figures);
        decimal? target = targets.Count == 0 ? null : Sum(targets, "target");
        var gap = target - Sum(won, "amount");
        compared.Equal($"{name} target", target, row.GetProperty("target"));
        compared.Equal($"{name} gap", gap, row.GetProperty("gap"));
        compared.Equal($"{name} attainment", target > 0 ? Sum(won, "amount") / target : null, row.GetProperty("attainment"));
        compared.Equal($"{name} coverage", gap > 0 ? Sum(open, "weighted") / gap : null, row.GetProperty("coverage"));
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_step_from_then_to_now_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        var kinds = new HashSet<string>();
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            foreach (var (key, split) in Splits())
                foreach (var (measure, period) in new[] { ("amount", "quarter"), ("amount", "all"), ("weighted", "quarter") })
                {
                    var told = (await client.GetAsync($"/api/forecasts/{key}/changes?by={split}&since={company.Since.Trim('\'')}&measure={measure}&period={period}")).Must(HttpStatusCode.OK).Json;
                    var name = $"{reader.Role} {key} by {split} {measure} {period}";
                    Steps(compared, name, told, await sql.RowsAsync($"forecast.{key}.changes", reader, split, measure, period));
                    var steps = await sql.RowsAsync($"forecast.{key}.changes.rows", reader, split, measure, period);
                    var rows = told.GetProperty("rows").EnumerateArray().ToList();
                    compared.Equal($"{name} values", (decimal)steps.Select(r => r["value"] ?? "").Distinct().Count(), (decimal)rows.Count);
                    foreach (var row in rows)
                        Steps(compared, $"{name} {row.GetProperty("value")}", row, Of(steps, "value", Comparison.Value(row.GetProperty("value"))));
                    kinds.UnionWith(steps.Select(s => (string)s["kind"]!));
                }
            FigureScenarios.Tell(compared, "changes", database, reader);
        }
        Assert.Equal(["closing", "grown", "lost", "moved", "new", "opening", "pulledIn", "pushed", "removed", "reopened", "shrunk", "won"], kinds.Order(StringComparer.Ordinal));
    }

    private static void Steps(Comparison compared, string name, JsonElement told, List<Dictionary<string, object?>> rows)
    {
        foreach (var end in new[] { "opening", "closing" })
            Sums(compared, $"{name} {end}", Of(rows, "kind", end), told.GetProperty(end), ["amount", "count"]);
        var movements = told.GetProperty("movements").EnumerateArray().ToDictionary(m => m.GetProperty("kind").GetString()!);
        var expected = rows.Select(r => (string)r["kind"]!).Where(k => k is not ("opening" or "closing")).Distinct().Order(StringComparer.Ordinal);
        compared.Equal($"{name} kinds", string.Join(' ', expected), string.Join(' ', movements.Keys.Order(StringComparer.Ordinal)));
        foreach (var (kind, movement) in movements)
            Sums(compared, $"{name} {kind}", Of(rows, "kind", kind), movement, ["amount", "count"]);
    }

    private static IEnumerable<(string Forecast, string Split)> Splits() =>
        from key in Shipped.Keys("forecasts")
        from split in Shipped.Document("forecasts", key).GetProperty("splits").EnumerateArray()
        select (key, split.GetProperty("key").GetString()!);

    private static List<Dictionary<string, object?>> Of(List<Dictionary<string, object?>> rows, string column, object? value) => [.. rows.Where(r => Equals(r[column], value))];

    private static decimal Sum(List<Dictionary<string, object?>> rows, string figure) => rows.Sum(r => (decimal)Comparison.Figure(r, figure)!);

    private static void Sums(Comparison compared, string name, List<Dictionary<string, object?>> rows, JsonElement actual, string[] figures)
    {
        foreach (var figure in figures)
            compared.Equal($"{name} {figure}", Sum(rows, figure), actual.GetProperty(figure));
    }
}
