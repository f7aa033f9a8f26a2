namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// The query that an expression becomes part of. It gives the SQL of everything that comes from outside the expression and
/// collects its parameters, so that no text of a user reaches the SQL. On SQLite a date is TEXT <c>yyyy-MM-dd</c>, an
/// instant INTEGER Unix milliseconds, a boolean 0 or 1; on PostgreSQL date, timestamptz, boolean and numeric.
/// </summary>
public interface IExpressionSqlTarget
{
    ExpressionSqlDialect Dialect { get; }

    /// <summary>The column or sub-query of one value behind a path, access included. Never asked for a list.</summary>
    string Column(string path);

    ColumnShape ShapeOf(string path);

    /// <summary>A condition: whether the list behind a path holds the value of this SQL.</summary>
    string ListIncludes(string path, string valueSql);

    /// <summary>A condition: whether the list behind a path has no element.</summary>
    string ListIsEmpty(string path);

    /// <summary>
    /// The sub-query of a value over related records, access included; a Number on SQLite is scaled as told. The target
    /// translates the node's condition itself, in the sub-query's scope.
    /// </summary>
    ExpressionSqlText Aggregate(AggregateNode node) => throw new NotSupportedException($"There are no related records to answer {node.Source}.");

    /// <summary>
    /// The placeholder of a new parameter of this type: a <c>string</c> for Text; for Number a <c>long</c>, already scaled,
    /// on SQLite and a <c>decimal</c> on PostgreSQL.
    /// </summary>
    string Parameter(object? value, ExpressionType type);

    /// <summary>SQL of the date in the installation's zone.</summary>
    string Today();

    /// <summary>SQL of the command's instant.</summary>
    string Now();

    bool HasRole(string role);

    bool IsMember(string team);
}
