namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// An expression in SQL, safe to place anywhere that a value may stand. A Number on SQLite is an integer scaled by
/// <paramref name="Scale"/>, as in <see cref="ColumnShape"/>.
/// </summary>
public sealed record ExpressionSqlText(string Sql, int Scale);
