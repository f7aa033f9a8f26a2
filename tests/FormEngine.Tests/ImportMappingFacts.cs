using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class ImportMappingFacts
{
    private static readonly CsvHeader Header = new(["No", "Customer name", "Paint", "State", "Sum"]);

    [Fact]
    public void A_whole_mapping_is_understood()
    {
        var plan = World.Plan("""
            {"mode": "upsert", "key": ["number"], "dateFormat": "DD/MM/YYYY", "onUnmatched": "null", "history": true, "columns": [
              {"column": "No", "field": "number"},
              {"column": "customer NAME", "field": "customer", "match": "code", "onUnmatched": "create"},
              {"column": "State", "field": "stage", "values": {"closed": "done", "n/a": null}},
              {"field": "title", "template": "{No} · {Customer name}"}]}
            """, Header, out var problems);
        Assert.Empty(problems);
        Assert.Equal((ImportMode.Upsert, "dd/MM/yyyy", true), (plan.Mapping.Mode, plan.Mapping.DateFormat, plan.Mapping.History));
        Assert.Equal("number", Assert.Single(plan.Key).Key);
        Assert.Equal([Unmatched.Null, Unmatched.Create, Unmatched.Null, Unmatched.Null], plan.Columns.Select(c => c.OnUnmatched));
        Assert.Equal([0, 1, 3, -1], plan.Columns.Select(c => c.Cell));
        Assert.Equal(("customer", "code"), (plan.Columns[1].Targets[0].Form.Key, plan.Columns[1].Targets[0].Member));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_place()
    {
        World.Plan("""
            {"mode": "replace", "key": ["title"], "encoding": "ebcdic", "delimiter": "x", "dateFormat": "d", "colour": 1, "columns": [
              {"column": "Nope", "field": "number"},
              {"column": "No", "field": "unheard_of"},
              {"column": "Sum", "field": "double_amount"},
              {"column": "Customer name", "field": "customer", "match": "parent"},
              {"column": "Paint", "field": "colour", "onUnmatched": "guess", "values": {"a/b": 5}},
              {"field": "title", "template": "{No} {Gone}"},
              {"column": "Sum", "field": "amount"},
              {"column": "No", "field": "amount", "extra": true}]}
            """, Header, out var problems);
        Assert.Equal(
            [
                ("/mode", "import.mode"), ("/encoding", "choice"), ("/delimiter", "choice"), ("/dateFormat", "import.date_format"),
                ("/columns/4/values/a~1b", "document.string"), ("/columns/4/onUnmatched", "choice"), ("/columns/7/extra", "document.unknown_keyword"), ("/colour", "document.unknown_keyword"),
                ("/columns/0/column", "import.column"), ("/columns/1/field", "field.unknown"), ("/columns/2/field", "field.read_only"), ("/columns/3/match", "import.match"),
                ("/columns/5/template", "import.column"), ("/columns/7/field", "import.field_twice"), ("/key/0", "import.key_column"),
            ],
            problems.Select(p => (p.Path, p.Code)));
    }

    [Theory]
    [InlineData("""{"mode": "update", "columns": [{"column": "No", "field": "number"}]}""", "/key", "import.key")]
    [InlineData("""{"columns": []}""", "/columns", "import.no_columns")]
    [InlineData("""{"columns": {}}""", "/columns", "document.array")]
    [InlineData("[]", "", "document.object")]
    public void What_is_missing_is_named(string mapping, string path, string code)
    {
        World.Plan(mapping, Header, out var problems);
        Assert.Contains((path, code), problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public void A_column_without_a_field_is_not_imported()
    {
        var plan = World.Plan("""{"columns": [{"column": "No", "field": "title"}, {"column": "Sum", "field": null}]}""", Header, out var problems);
        Assert.Empty(problems);
        Assert.Single(plan.Columns);
    }

    [Fact]
    public void Hidden_fields_look_unknown_and_read_only_ones_stay_so()
    {
        World.Plan("""{"columns": [{"column": "No", "field": "number"}, {"column": "Sum", "field": "amount"}]}""", Header, out var problems, World.Clerk);
        Assert.Equal([("/columns/0/field", "field.unknown"), ("/columns/1/field", "field.read_only")], problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public void Only_who_may_add_what_is_missing_adds_it()
    {
        const string mapping = """{"onUnmatched": "create", "columns": [{"column": "Customer name", "field": "customer"}, {"column": "Paint", "field": "colour"}, {"column": "Sum", "field": "tags"}]}""";
        Assert.Equal([true, true, false], World.Plan(mapping, Header, out _).Columns.Select(c => c.MayCreate));
        Assert.Equal([false, false, false], World.Plan(mapping, Header, out _, World.Clerk).Columns.Select(c => c.MayCreate));
    }

    [Fact]
    public void Past_records_are_for_administrators_and_imports_for_who_may_import()
    {
        var history = new ImportMapping { History = true };
        ImportRights.Require(World.Administrator, World.Order, history);
        Assert.Equal("forbidden.history", Assert.Throws<ForbiddenException>(() => ImportRights.Require(World.Clerk, World.Order, history)).Code);
        Assert.Equal("forbidden.import", Assert.Throws<ForbiddenException>(() => ImportRights.Require(World.Clerk, World.Customer, null)).Code);
    }
}
