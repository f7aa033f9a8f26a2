using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

public sealed class ExpressionParserTests
{
    private static readonly SampleRecord Record = new()
    {
        Schema = new Dictionary<string, ExpressionType>
        {
            ["a"] = ExpressionType.Number,
            ["name"] = ExpressionType.Text,
            ["vip"] = ExpressionType.Boolean,
            ["account.industry"] = ExpressionType.Text,
        },
    };

    [Fact]
    public void Every_problem_is_told_at_once_in_order_of_position()
    {
        var problems = Problems("amont > 1 && lenght(name) > 'x' && name + 1 == 2 && a == null");

        Assert.Equal(
            ["expression.unknown_member", "expression.unknown_function", "expression.type", "expression.blank_comparison"],
            problems.Select(problem => problem.Code));
        Assert.Equal([0, 13, 35, 52], problems.Select(problem => problem.Position));
    }

    [Theory]
    [InlineData("lenght(name)", "length")]
    [InlineData("Lower(name)", "lower")]
    [InlineData("isblank(name)", "isBlank")]
    [InlineData("tody()", "today")]
    [InlineData("name.startWith('x')", "startsWith")]
    [InlineData("today", "today()")]
    [InlineData("a == null", "isBlank")]
    public void A_near_name_is_suggested(string source, string suggestion) =>
        Assert.Equal(suggestion, Assert.Single(Problems(source)).Parameters!["suggestion"]);

    [Fact]
    public void A_name_that_is_near_to_nothing_gets_no_suggestion() =>
        Assert.DoesNotContain("suggestion", Assert.Single(Problems("fetchEverything()")).Parameters!);

    [Fact]
    public void A_source_of_4000_characters_is_read_and_one_more_is_refused()
    {
        Assert.True(Parse("a" + new string(' ', 3_999)).Success);
        Assert.Equal(ExpressionCodes.TooLong, Assert.Single(Problems("a" + new string(' ', 4_000))).Code);
    }

    [Fact]
    public void A_tree_of_64_levels_is_read_and_one_more_is_refused()
    {
        Assert.True(Parse(new string('!', 63) + "vip").Success);
        Assert.Equal(ExpressionCodes.TooDeep, Assert.Single(Problems(new string('!', 64) + "vip")).Code);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("a?a:")]
    [InlineData("a+")]
    [InlineData("a=>")]
    [InlineData("a=")]
    [InlineData("a(")]
    [InlineData("{a:")]
    [InlineData("new ")]
    [InlineData("`${")]
    [InlineData("a.")]
    [InlineData("a**")]
    public void Nesting_to_the_limit_of_length_is_a_problem_and_no_crash(string piece)
    {
        var source = string.Concat(Enumerable.Repeat(piece, ExpressionLimits.SourceLength / piece.Length));
        var ended = source[..Math.Min(source.Length, ExpressionLimits.SourceLength - 1)] + "a";
        IReadOnlyList<ExpressionProblem> problems = [];
        var thread = new Thread(() => problems = [.. Problems(source), .. Problems(ended)], maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotEmpty(problems);
    }

    [Fact]
    public void The_clock_and_the_actor_are_refused_where_results_are_stored()
    {
        foreach (var source in new[] { "today()", "now()", "hasRole('x')", "isMember('x')" })
        {
            var result = ExpressionParser.Parse(source, Record, new ExpressionOptions());
            Assert.Equal(ExpressionCodes.Volatile, Assert.Single(result.Problems).Code);
            Assert.True(Record.Parse(source).IsVolatile);
        }

        Assert.False(Record.Parse("a + 1").IsVolatile);
    }

    [Fact]
    public void Change_is_refused_where_no_record_is_saved()
    {
        var result = ExpressionParser.Parse("changed(a) && prior(a) > 1", Record, new ExpressionOptions());
        Assert.Equal([ExpressionCodes.Change, ExpressionCodes.Change], result.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void The_result_must_have_the_expected_type_or_be_blank()
    {
        var options = new ExpressionOptions { Expect = ExpressionType.Boolean };
        Assert.Equal(ExpressionCodes.Type, Assert.Single(ExpressionParser.Parse("a + 1", Record, options).Problems).Code);
        Assert.True(ExpressionParser.Parse("a > 1", Record, options).Success);
        Assert.True(ExpressionParser.Parse("null", Record, options).Success);
    }

    [Fact]
    public void Members_are_all_paths_that_are_read_also_before_the_change()
    {
        var expression = Record.Parse("changed(name) && coalesce(account.industry, name) == 'it' && a > 1");
        Assert.Equal(["a", "account.industry", "name"], expression.Members.Order());
    }

    [Fact]
    public void The_tree_is_written_as_JSON_for_an_interpreter_elsewhere() => Assert.Equal(
        """
        {"source":"!vip \u0026\u0026 a \u003E= -0.50 ? lower(\u0027X\u0027) : null","type":"text","volatile":false,"members":["a","vip"],"root":{"kind":"conditional","type":"text",
        "test":{"kind":"logical","type":"boolean","operator":"\u0026\u0026",
        "left":{"kind":"unary","type":"boolean","operator":"!","operand":{"kind":"member","type":"boolean","path":"vip"}},
        "right":{"kind":"binary","type":"boolean","operator":"\u003E=","left":{"kind":"member","type":"number","path":"a"},
        "right":{"kind":"literal","type":"number","value":-0.50}}},
        "whenMet":{"kind":"call","type":"text","function":"lower","arguments":[{"kind":"literal","type":"text","value":"X"}]},
        "otherwise":{"kind":"literal","type":"blank","value":null}}}
        """.ReplaceLineEndings(""),
        Record.Parse("!vip && a >= -0.50 ? lower('X') : null").ToJson());

    private static ExpressionParseResult Parse(string source) =>
        ExpressionParser.Parse(source, Record, SampleRecord.EverythingAllowed);

    private static IReadOnlyList<ExpressionProblem> Problems(string source) => Parse(source).Problems;
}
