using System.Globalization;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>Every figure that the shipped pages show is, for three roles and to the cent, what plain SQL over the tables says.</summary>
[Collection(Companies.Name)]
public sealed class FigureScenarios(Companies companies)
{
    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_row_and_total_of_the_dashboards_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        var filters = new Dictionary<string, object>
        {
            ["everything"] = new { },
            ["period_of_a_team"] = new { period = new { from = "2025-07-15", to = "2026-04-01" }, team = new[] { company.Team } },
            ["product"] = new { product = new[] { company.Product } },
        };
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            foreach (var (chosen, filter) in filters)
                foreach (var key in Shipped.Keys("dashboards"))
                    await DashboardAsync(compared, sql, key, (await client.GetAsync($"/api/dashboards/{key}")).Must(HttpStatusCode.OK).Json,
                        (await client.GetAsync($"/api/dashboards/{key}/data?filters={Uri.EscapeDataString(JsonSerializer.Serialize(filter))}")).Must(HttpStatusCode.OK).Json, reader, chosen);
            Tell(compared, "dashboards", database, reader);
        }
    }

    private static async Task DashboardAsync(Comparison compared, FigureSql sql, string key, JsonElement document, JsonElement data, FigureReader reader, string chosen)
    {
        var range = (await sql.RowsAsync($"{key}.range", reader, chosen))[0];
        foreach (var (end, column) in new[] { ("from", "first"), ("to", "last") })
            compared.Equal($"{reader.Role} {key} range {end}", range[column], data.GetProperty("dataRange").GetProperty(end));
        foreach (var widget in document.GetProperty("widgets").EnumerateArray())
            await WidgetAsync(compared, sql, $"{key}.{widget.GetProperty("id").GetString()}", widget, data.GetProperty("widgets"), reader, chosen);
    }

    private static async Task WidgetAsync(Comparison compared, FigureSql sql, string name, JsonElement widget, JsonElement widgets, FigureReader reader, string chosen)
    {
        var limit = widget.GetProperty("query").TryGetProperty("limit", out var own) ? own.GetInt32() : 1_000;
        var totals = FigureSql.Has(name + ".totals") ? await sql.RowsAsync(name + ".totals", reader, chosen) : null;
        compared.Report($"{reader.Role} {name} of {chosen}", widgets.GetProperty(widget.GetProperty("id").GetString()!), limit, await sql.RowsAsync(name, reader, chosen), totals);
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_section_of_the_home_pages_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            var home = (await client.GetAsync("/api/home")).Must(HttpStatusCode.OK).Json;
            var key = home.GetProperty("key").GetString()!;
            Assert.Equal($"{reader.Role}_home", key);
            var sections = home.GetProperty("sections").EnumerateArray().ToList();
            foreach (var (section, names) in sections.Zip(Shipped.HomeFigures(Shipped.Document("homes", key))))
                await SectionAsync(compared, sql, section, names, reader);
            Tell(compared, "home", database, reader);
        }
    }

    private static async Task SectionAsync(Comparison compared, FigureSql sql, JsonElement section, IReadOnlyList<string> names, FigureReader reader)
    {
        switch (section.GetProperty("kind").GetString())
        {
            case "todo":
                Todo(compared, $"{reader.Role} {names[0]}", section, await sql.RowsAsync(names[0], reader));
                break;
            case "attention":
                Attention(compared, $"{reader.Role} {names[0]}", section, await sql.RowsAsync(names[0], reader));
                break;
            case "changes":
                var news = (await sql.RowsAsync(names[0], reader)).ToDictionary(r => (string)r["kind"]!);
                foreach (var change in section.GetProperty("changes").EnumerateArray())
                    foreach (var figure in new[] { "count", "amount" })
                        compared.Equal($"{reader.Role} {names[0]} {change.GetProperty("kind")} {figure}", news.TryGetValue(change.GetProperty("kind").GetString()!, out var row) ? Comparison.Figure(row, figure) : 0m, change.GetProperty(figure));
                break;
            case "widgets":
                foreach (var (widget, name) in section.GetProperty("widgets").EnumerateArray().Zip(names))
                    await WidgetAsync(compared, sql, name, widget, section.GetProperty("data").GetProperty("widgets"), reader, "");
                break;
        }
    }

    // At most twenty are shown, the earliest first.
    private static void Todo(Comparison compared, string name, JsonElement section, List<Dictionary<string, object?>> rows)
    {
        compared.Equal($"{name} total", (decimal)rows.Count, section.GetProperty("total"));
        var items = section.GetProperty("items").EnumerateArray().ToList();
        compared.Equal($"{name} shown", (decimal)Math.Min(20, rows.Count), (decimal)items.Count);
        foreach (var (item, due) in items.Zip(rows.Select(r => r["due"]).Order()))
        {
            var id = $"{name} {item.GetProperty("form")} {item.GetProperty("id")}";
            compared.Equal($"{id} due", due, item.GetProperty("due"));
            compared.Equal($"{id} text", rows.FirstOrDefault(r => (string)r["form"]! == item.GetProperty("form").GetString() && (decimal)r["id"]! == item.GetProperty("id").GetDecimal())?["text"] ?? "not due", item.GetProperty("text"));
        }
    }

    // At most twenty are shown, the largest first, each with all its reasons.
    private static void Attention(Comparison compared, string name, JsonElement section, List<Dictionary<string, object?>> rows)
    {
        compared.Equal($"{name} total", (decimal)rows.Count, section.GetProperty("total"));
        var items = section.GetProperty("items").EnumerateArray().ToList();
        compared.Equal($"{name} shown", (decimal)Math.Min(20, rows.Count), (decimal)items.Count);
        foreach (var (item, row) in items.Zip(rows))
        {
            var record = item.GetProperty("record");
            compared.Equal($"{name} record", row["id"], record.GetProperty("id"));
            compared.Equal($"{name} {row["id"]} amount", Comparison.Figure(row, "amount"), record.GetProperty("amount"));
            var reasons = row.Where(r => r.Key is not ("id" or "amount_cents" or "stage_days") && r.Value is 1m).Select(r => r.Key);
            compared.Equal($"{name} {row["id"]} reasons", string.Join(' ', reasons), string.Join(' ', item.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("field").GetString())));
            if (row.TryGetValue("stage_days", out var days))
                compared.Equal($"{name} {row["id"]} days", days, record.GetProperty("stage_days"));
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task Every_head_of_a_board_column_is_what_plain_SQL_says(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        foreach (var (reader, client) in company.Readers)
        {
            var compared = new Comparison();
            foreach (var key in Shipped.Keys("pipelines"))
            {
                var rows = (await sql.RowsAsync($"board.{key}", reader)).ToDictionary(r => (string)r["stage"]!);
                foreach (var column in (await client.GetAsync($"/api/pipelines/{key}/board?limit=1")).Must(HttpStatusCode.OK).Json.GetProperty("columns").EnumerateArray())
                    foreach (var figure in new[] { "count", "sum", "weighted", "missing" })
                        compared.Equal($"{reader.Role} {key} {column.GetProperty("stage")} {figure}",
                            rows.TryGetValue(column.GetProperty("stage").GetString()!, out var row) ? Comparison.Figure(row, figure) : figure is "count" or "missing" ? 0m : null, column.GetProperty(figure));
            }
            Tell(compared, "board", database, reader);
        }
    }

    [Theory, InlineData("SQLite"), InlineData("PostgreSQL")]
    public async Task The_company_holds_what_is_easily_counted_wrong(string database)
    {
        var (company, sql) = await companies.GetAsync(database);
        var held = (await sql.RowsAsync("company", new FigureReader("admin", company.Admin.UserId)))[0];
        Assert.DoesNotContain(held, h => h.Value is 0m);
    }

    [Fact]
    public void Every_figure_of_the_shipped_documents_has_its_SQL() => Assert.DoesNotContain(Shipped.Figures(), name => !FigureSql.Has(name));

    internal static void Tell(Comparison compared, string page, string database, FigureReader reader)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page}: {compared.Count} figures for {reader.Role} on {database}"));
        compared.Close();
    }
}
