using NoCodeCrm.FormEngine.Transfer;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class SuggestionFacts
{
    [Theory]
    [InlineData("GTXPro", "GTX Pro")]
    [InlineData("gtx-pro", "GTX Pro")]
    [InlineData("technolgy", "Technology")]
    [InlineData("Helthcare", "Healthcare")]
    [InlineData("华东区", "华东")]
    [InlineData("MG", null)]
    [InlineData("something else", null)]
    [InlineData("?!", null)]
    public void The_nearest_name_is_offered_and_nothing_far_fetched(string text, string? expected) =>
        Assert.Equal(expected, Likeness.Nearest(text, new[] { "GTX Pro", "GTX Basic", "GTX Plus Pro", "Technology", "Healthcare", "MG Special", "华东" }.Select(n => (n, n))));

    [Fact]
    public void Two_names_equally_near_are_none() =>
        Assert.Null(Likeness.Nearest("Station X", [("Station A", "a"), ("Station B", "b")]));

    [Fact]
    public void Columns_are_guessed_by_key_and_title_in_both_languages()
    {
        var guesses = ColumnSuggestions.For(World.Administrator, World.Order, ["订单编号", "CUSTOMER", "ordered-on", "deal_stage", "Order", "colour2", "whatever"]);
        Assert.Equal(
            [("number", "exact"), ("customer", "exact"), ("ordered_on", "normalised"), ("stage", "contained"), ("title", "exact"), ("colour", "contained"), null],
            guesses.Select(g => g is null ? ((string, string)?)null : (g.Field, g.Confidence)));
        Assert.Equal("name", guesses[1]!.Match);
        Assert.Null(guesses[0]!.Match);
    }

    [Fact]
    public void A_field_is_guessed_once_and_the_surer_column_has_it()
    {
        var guesses = ColumnSuggestions.For(World.Administrator, World.Order, ["order amount", "Amount"]);
        Assert.Null(guesses[0]);
        Assert.Equal("amount", guesses[1]!.Field);
    }

    [Fact]
    public void What_may_not_be_written_is_not_guessed() =>
        Assert.All(ColumnSuggestions.For(World.Clerk, World.Order, ["amount", "number", "double_amount"]), Assert.Null);

    [Theory]
    [InlineData("East", "east")]
    [InlineData("North & West", "north_west")]
    [InlineData("São Paulo", "sao_paulo")]
    [InlineData("3rd floor", "o_3rd_floor")]
    public void A_new_option_is_keyed_by_its_text(string text, string key) => Assert.Equal(key, NewOptions.Slug(text));

    [Fact]
    public void Text_in_another_script_is_keyed_by_its_digest()
    {
        Assert.Matches("^o_[0-9a-f]{8}$", NewOptions.Slug("华东"));
        Assert.NotEqual(NewOptions.Slug("华东"), NewOptions.Slug("华南"));
    }

    [Fact]
    public void New_options_join_the_document_once_with_keys_of_their_own()
    {
        var plan = World.Plan("""{"columns": [{"column": "c", "field": "colour", "onUnmatched": "create"}]}""", new CsvHeader(["c"]), out _);
        var column = plan.Columns[0];
        var document = NewOptions.With(World.Order, [(column, "Deep Red"), (column, "deep-red!"), (column, "红")], "zh-CN");
        var colour = document.GetProperty("properties").GetProperty("colour");
        Assert.Equal(["red", "dark_blue", "deep_red", "deep_red_2"], colour.GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("Deep Red", colour.GetProperty("x-field").GetProperty("options")[2].GetProperty("title").GetProperty("zh-CN").GetString());
    }

    [Fact]
    public void Texts_are_remembered_without_being_kept()
    {
        var texts = new TextSet();
        Assert.True(texts.Add("a"));
        Assert.False(texts.Add("a"));
        Assert.True(texts.Contains("a"));
        Assert.False(texts.Contains("b"));
    }
}
