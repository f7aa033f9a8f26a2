using System.Globalization;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

public sealed class ExpressionEvaluatorTests
{
    private static readonly ExpressionEvaluator Evaluator = new();

    [Fact]
    public void A_double_from_the_host_is_refused_rather_than_rounded()
    {
        var record = With("a", ExpressionType.Number, 0.1);
        Assert.Throws<InvalidCastException>(() => Evaluator.Evaluate(record.Parse("a + 1"), record));
    }

    [Fact]
    public void Whole_numbers_may_come_as_long()
    {
        var record = With("a", ExpressionType.Number, 9_007_199_254_740_993L);
        Assert.Equal(9_007_199_254_740_994m, Evaluator.Evaluate(record.Parse("a + 1"), record));
    }

    [Fact]
    public void An_instant_is_cut_to_milliseconds_and_given_back_in_UTC()
    {
        var instant = new DateTimeOffset(2024, 1, 1, 8, 0, 0, TimeSpan.FromHours(8)).AddTicks(1);
        var record = With("a", ExpressionType.Instant, instant);
        Assert.Equal(
            new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToString("O"),
            ((DateTimeOffset)Evaluator.Evaluate(record.Parse("a"), record)!).ToString("O"));
    }

    [Fact]
    public void A_choice_reads_only_the_side_that_it_takes()
    {
        var record = new SampleRecord
        {
            Schema = new Dictionary<string, ExpressionType> { ["ok"] = ExpressionType.Boolean, ["bad"] = ExpressionType.Number },
            Values = new Dictionary<string, object?> { ["ok"] = true, ["bad"] = "not a number" },
        };
        Assert.Equal(1m, Evaluator.Evaluate(record.Parse("ok || bad > 1 ? 1 : bad"), record));
    }

    [Fact]
    public void Text_that_grows_past_the_limit_ends_the_evaluation()
    {
        var record = With("t", ExpressionType.Text, new string('x', 100_000));
        var expression = record.Parse(string.Join(" + ", Enumerable.Repeat("t", 11)));
        Assert.Throws<ExpressionLimitException>(() => Evaluator.Evaluate(expression, record));
        Assert.Equal(100_000m, Evaluator.Evaluate(record.Parse("length(t)"), record));
    }

    [Fact]
    public void A_failing_context_is_heard_and_the_next_evaluation_is_not_disturbed()
    {
        var record = With("a", ExpressionType.Number, "text");
        for (var i = 0; i < 20; i++)
        {
            Assert.Throws<InvalidCastException>(() => Evaluator.Evaluate(record.Parse("a"), record));
        }

        Assert.Equal(3m, Evaluator.Evaluate(record.Parse("1 + 2"), record));
    }

    [Fact]
    public void One_evaluator_serves_many_threads()
    {
        var expression = With("a", ExpressionType.Number, 0m).Parse("a * 2 + 1");
        Parallel.For(0, 2_000, i => Assert.Equal(
            (i * 2m) + 1, Evaluator.Evaluate(expression, With("a", ExpressionType.Number, (decimal)i))));
    }

    [Theory]
    [InlineData("\"); globalThis.evil = (\"")]
    [InlineData("$member(0)")]
    [InlineData("\u2028' + constructor + `${this}`")]
    public void Text_that_looks_like_script_stays_text(string text)
    {
        var record = With("name", ExpressionType.Text, text);
        var quoted = text.Replace("\\", "\\\\").Replace("'", "\\'");
        Assert.Equal(text + text, Evaluator.Evaluate(record.Parse($"name + '{quoted}'"), record));
    }

    [Fact]
    public void Results_do_not_hang_on_the_culture_of_the_thread()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var record = With("name", ExpressionType.Text, "TITLE");
            Assert.Equal("title", Evaluator.Evaluate(record.Parse("lower(name)"), record));
            Assert.Equal(1.5m, Evaluator.Evaluate(record.Parse("1.5"), record));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("2.345", 2, "2.35")]
    [InlineData("-2.345", 2, "-2.35")]
    [InlineData("2.5", 0, "3")]
    [InlineData("2.4999", 0, "2")]
    public void Rounding_is_half_away_from_zero(string value, int scale, string rounded) => Assert.Equal(
        decimal.Parse(rounded, CultureInfo.InvariantCulture),
        ExpressionRounding.ToScale(decimal.Parse(value, CultureInfo.InvariantCulture), scale));

    private static SampleRecord With(string name, ExpressionType type, object? value) => new()
    {
        Schema = new Dictionary<string, ExpressionType> { [name] = type },
        Values = new Dictionary<string, object?> { [name] = value },
    };
}
