using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class RowReaderFacts
{
    private static readonly CsvHeader Header = new(["no", "who", "paint", "state", "sum", "day", "helpers", "tags"]);

    private const string Columns = """
        {"column": "no", "field": "number"}, {"column": "who", "field": "customer", "values": {"Acm": "Acme"}}, {"column": "paint", "field": "colour"},
        {"column": "state", "field": "stage", "values": {"closed": "done"}}, {"column": "sum", "field": "amount"}, {"column": "day", "field": "ordered_on"},
        {"column": "helpers", "field": "helpers"}, {"column": "tags", "field": "tags"}, {"field": "title", "template": "{no} · {who}"}
        """;

    [Fact]
    public void Cells_become_values_of_their_fields()
    {
        var reading = Read(["A1", " acme ", "深蓝", "closed", "¥1,200.50", "05/03/2026", "Ann; Bob", "new，大"], dateFormat: "dd/MM/yyyy");
        Assert.Empty(reading.Problems);
        Assert.Equal("A1", reading.Values["number"]);
        Assert.Equal(10L, reading.Values["customer"]);
        Assert.Equal("dark_blue", reading.Values["colour"]);
        Assert.Equal("done", reading.Values["stage"]);
        Assert.Equal(1200.50m, reading.Values["amount"]);
        Assert.Equal(new DateOnly(2026, 3, 5), reading.Values["ordered_on"]);
        Assert.Equal(new List<long> { 20, 21 }, reading.Values["helpers"]);
        Assert.Equal(new List<string> { "new", "big" }, reading.Values["tags"]);
        Assert.Equal("A1 · acme", reading.Values["title"]);
    }

    [Fact]
    public void Mapped_values_come_first_and_show_in_composed_names() =>
        Assert.Equal("A1 · Acme", Read(["A1", "Acm", "", "", "", "", "", ""]).Values["title"]);

    [Fact]
    public void Blank_cells_are_blank_values()
    {
        var reading = Read(["A1", "", " ", "", "", "", "", ""]);
        Assert.Empty(reading.Problems);
        Assert.Equal(0, reading.Unmatched);
        Assert.Null(reading.Values["customer"]);
        Assert.Null(reading.Values["colour"]);
    }

    [Fact]
    public void What_matches_nothing_is_counted_and_refused_by_column()
    {
        var reading = Read(["A1", "Nobody", "mauve", "limbo", "", "", "Ann; Zoe", ""]);
        Assert.Equal(4, reading.Unmatched);
        Assert.Equal([("who", "reference.unmatched"), ("paint", "option.unknown"), ("state", "stage.unknown"), ("helpers", "reference.unmatched")], reading.Problems.Select(p => (p.Column!, p.Problem.Code)));
    }

    [Fact]
    public void What_matches_nothing_may_be_left_blank_instead()
    {
        var reading = Read(["A1", "Nobody", "mauve", "limbo", "", "", "Ann; Zoe", ""], onUnmatched: "null");
        Assert.Equal(4, reading.Unmatched);
        Assert.Empty(reading.Problems);
        Assert.Null(reading.Values["customer"]);
        Assert.Equal(new List<long> { 20 }, reading.Values["helpers"]);
    }

    [Fact]
    public void What_matches_nothing_may_be_added()
    {
        var reading = Read(["A1", "Newcomer", "", "", "", "", "", ""], onUnmatched: "create");
        Assert.Empty(reading.Problems);
        Assert.Equal("Newcomer", Assert.Single(reading.Missing).Name);
        Assert.Equal(0, reading.Unmatched);
    }

    [Fact]
    public void Two_of_one_name_are_never_guessed_between()
    {
        var reading = Read(["A1", "Twin", "", "", "", "", "", ""], onUnmatched: "null");
        Assert.Equal("reference.ambiguous", Assert.Single(reading.Problems).Problem.Code);
        Assert.Equal(0, reading.Unmatched);
    }

    [Fact]
    public void Every_fault_of_a_row_is_told()
    {
        var reading = Read(["A1", "Acme", "red", "open", "much", "soon", "", ""]);
        Assert.Equal([("sum", "much", "type.number"), ("day", "soon", "type.date")], reading.Problems.Select(p => (p.Column!, p.Value!, p.Problem.Code)));
    }

    [Fact]
    public void A_cell_of_ten_thousand_characters_breaks_only_the_rule_of_its_field()
    {
        var reading = Read([new string('x', 10_000), "Acme", "", "", "", "", "", ""]);
        Assert.Equal([("no", "text.too_long"), ("title", "text.too_long")], reading.Problems.Select(p => (p.Column!, p.Problem.Code)));
    }

    [Fact]
    public void A_row_of_the_very_file_is_waited_for()
    {
        var header = new CsvHeader(["name", "parent"]);
        var plan = World.Plan("""{"columns": [{"column": "name", "field": "name"}, {"column": "parent", "field": "parent"}]}""", header, out _, form: World.Customer);
        var names = new TextSet();
        names.Add("holding");
        var reader = new RowReader(plan, Lookups(plan), new OptionMatches(), names);
        var waiting = reader.Read(new CsvRow(2, ["Sub", "Holding "], null));
        Assert.Equal("Holding ", Assert.Single(waiting.Later).Text);
        Assert.False(waiting.Values.ContainsKey("parent"));
        Assert.Equal("reference.unmatched", Assert.Single(reader.Read(new CsvRow(3, ["Sub", "Stranger"], null)).Problems).Problem.Code);
    }

    private static RowReading Read(string[] cells, string onUnmatched = "reject", string? dateFormat = null)
    {
        var plan = World.Plan($$"""{"onUnmatched": "{{onUnmatched}}", {{(dateFormat is null ? "" : $"\"dateFormat\": \"{dateFormat}\",")}} "columns": [{{Columns}}]}""", Header, out var problems);
        Assert.Empty(problems);
        return new RowReader(plan, Lookups(plan), new OptionMatches(), new TextSet()).Read(new CsvRow(2, cells, null));
    }

    // As if the database had been asked already.
    private static ReferenceLookups Lookups(ImportPlan plan)
    {
        var lookups = new ReferenceLookups(new RecordLookup(new RecordStore(new ClockSource(TimeProvider.System))), World.Administrator);
        void Know(string field, string name, string form, long id)
        {
            if (plan.ColumnOf(field) is { } column)
                lookups.Add(column, name, new RecordReference(form, id));
        }
        Know("customer", "Acme", "customer", 10);
        Know("customer", "Twin", "customer", 11);
        Know("customer", "Twin", "customer", 12);
        Know("helpers", "Ann", BuiltInForms.User, 20);
        Know("helpers", "bob", BuiltInForms.User, 21);
        return lookups;
    }
}
