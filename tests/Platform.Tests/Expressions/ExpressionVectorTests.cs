using System.Data.Common;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

public sealed class ExpressionVectorTests
{
    private static readonly ExpressionEvaluator Evaluator = new();

    [Fact]
    public void There_are_at_least_150_vectors() => Assert.True(ExpressionVectors.All.Count >= 150);

    [Theory]
    [MemberData(nameof(ExpressionVectors.WithResult), MemberType = typeof(ExpressionVectors))]
    public void The_evaluator_gives_the_result(ExpressionVector vector)
    {
        var expression = vector.Record.Parse(vector.Source);
        AssertResult(vector, expression, Evaluator.Evaluate(expression, vector.Record));
        Assert.Equal(vector.Sql, ExpressionSql.Check(expression).Count == 0);
    }

    [Theory]
    [MemberData(nameof(ExpressionVectors.WithProblem), MemberType = typeof(ExpressionVectors))]
    public void The_parser_tells_the_problem_and_its_position(ExpressionVector vector)
    {
        var result = ExpressionParser.Parse(vector.Source, vector.Record, SampleRecord.EverythingAllowed);
        Assert.False(result.Success);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((vector.Problem, vector.Position), (problem.Code, problem.Position));
    }

    [Theory]
    [MemberData(nameof(ExpressionVectors.WithSql), MemberType = typeof(ExpressionVectors))]
    public void SQLite_gives_the_result(ExpressionVector vector)
    {
        using var connection = SqlConnections.OpenSqlite();
        AssertResult(vector, connection);
    }

    [Fact]
    public void PostgreSQL_gives_every_result()
    {
        using var connection = SqlConnections.OpenPostgreSql();
        Assert.All(ExpressionVectors.All.Where(vector => vector.Sql), vector => AssertResult(vector, connection));
    }

    private static void AssertResult(ExpressionVector vector, DbConnection connection)
    {
        var expression = vector.Record.Parse(vector.Source);
        AssertResult(vector, expression, SqlSample.Evaluate(connection, expression, vector.Record));
    }

    private static void AssertResult(ExpressionVector vector, CheckedExpression expression, object? actual) =>
        Assert.Equal(ExpressionVectors.Value(vector.Result, expression.Type), actual);
}
