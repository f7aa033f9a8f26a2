namespace NoCodeCrm.Platform.Expressions;

public enum ExpressionSqlDialect
{
    Sqlite,
    PostgreSql,
}
