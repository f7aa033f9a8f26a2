using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Expressions;
using Npgsql;

namespace NoCodeCrm.Platform.Tests.Expressions;

public sealed class ExpressionSqlTests
{
    private static readonly SampleRecord Record = new()
    {
        Schema = new Dictionary<string, ExpressionType>
        {
            ["amount"] = ExpressionType.Number,
            ["rate"] = ExpressionType.Number,
            ["name"] = ExpressionType.Text,
            ["vip"] = ExpressionType.Boolean,
            ["tags"] = ExpressionType.TextList,
        },
        Scales = new Dictionary<string, int> { ["amount"] = 2, ["rate"] = 4 },
    };

    [Theory]
    [InlineData("amount > 100", "COALESCE(r.\"amount\" > @p0, 0)")]
    [InlineData("amount > 100.001", "COALESCE(r.\"amount\" > @p0, 0)")]
    [InlineData("amount == 100.001", "0")]
    [InlineData("amount > rate", "COALESCE(nc_compare(r.\"amount\", 2, r.\"rate\", 4) > 0, 0)")]
    [InlineData("!vip", "(NOT COALESCE(r.\"vip\", 0))")]
    [InlineData("!(name == 'x')", "(NOT COALESCE(r.\"name\" COLLATE BINARY = @p0, 0))")]
    public void A_condition_for_SQLite_reads(string source, string sql)
    {
        using var command = new SqliteCommand();
        Assert.Equal(sql, ExpressionSql.Translate(Record.Parse(source), new SqlSample(command, Record)).Sql);
    }

    [Theory]
    [InlineData("amount > 100.001 || vip", "(COALESCE(r.\"amount\" > @p0, FALSE) OR COALESCE(r.\"vip\", FALSE))")]
    [InlineData("name == 'x'", "COALESCE(r.\"name\" = @p0, FALSE)")]
    [InlineData("name < 'x'", "COALESCE(r.\"name\" COLLATE \"C\" < @p0, FALSE)")]
    [InlineData("includes(['a', 'b'], name)", "COALESCE(r.\"name\" IN (@p0, @p1), FALSE)")]
    public void A_condition_for_PostgreSQL_reads(string source, string sql)
    {
        using var command = new NpgsqlCommand();
        Assert.Equal(sql, ExpressionSql.Translate(Record.Parse(source), new SqlSample(command, Record)).Sql);
    }

    [Fact]
    public void Text_of_a_user_becomes_a_parameter_and_never_SQL()
    {
        using var command = new SqliteCommand();
        var translated = ExpressionSql.Translate(Record.Parse("contains(name, \"' OR 1=1 --\")"), new SqlSample(command, Record));
        Assert.DoesNotContain("OR", translated.Sql);
        Assert.Equal("' OR 1=1 --", Assert.Single(command.Parameters.Cast<SqliteParameter>()).Value);
    }

    [Fact]
    public void Every_part_without_a_translation_is_told_with_its_position()
    {
        var problems = ExpressionSql.Check(Record.Parse("amount + 1 > 2 && changed(name) || round(rate) == 1"));
        Assert.All(problems, problem => Assert.Equal(ExpressionCodes.NoSql, problem.Code));
        Assert.Equal([0, 18, 35], problems.Select(problem => problem.Position));
    }

    [Fact]
    public void Translating_what_has_no_translation_throws()
    {
        using var command = new SqliteCommand();
        Assert.Throws<NotSupportedException>(
            () => ExpressionSql.Translate(Record.Parse("tags"), new SqlSample(command, Record)));
    }

    [Fact]
    public void The_SQL_grows_as_the_source_does()
    {
        using var command = new NpgsqlCommand();
        var nested = string.Concat(Enumerable.Repeat("lower(", 40)) + "name" + new string(')', 40);
        Assert.InRange(ExpressionSql.Translate(Record.Parse(nested), new SqlSample(command, Record)).Sql.Length, 1, 10_000);
    }
}
