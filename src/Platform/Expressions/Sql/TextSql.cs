namespace NoCodeCrm.Platform.Expressions;

/// <summary>The text functions in SQL. Databases differ in case mapping and white space, so both are told ours.</summary>
internal static class TextSql
{
    public static SqlFragment Contains(ExpressionSqlWriter writer, CallNode call)
    {
        var (text, part) = Two(writer, call);
        return new(writer.IsSqlite ? $"(instr({text}, {part}) > 0)" : $"(strpos({text}, {part}) > 0)");
    }

    public static SqlFragment StartsWith(ExpressionSqlWriter writer, CallNode call)
    {
        var (text, part) = Two(writer, call);
        return new(writer.IsSqlite
            ? $"{SqliteExpressionFunctions.StartsWith}({text}, {part})"
            : $"starts_with({text}, {part})");
    }

    public static SqlFragment EndsWith(ExpressionSqlWriter writer, CallNode call)
    {
        var (text, part) = Two(writer, call);
        return new(writer.IsSqlite
            ? $"{SqliteExpressionFunctions.EndsWith}({text}, {part})"
            : $"starts_with(reverse({text}), reverse({part}))");
    }

    public static SqlFragment Length(ExpressionSqlWriter writer, CallNode call) =>
        new(writer.IsSqlite ? $"length({One(writer, call)})" : $"char_length({One(writer, call)})");

    public static SqlFragment Trim(ExpressionSqlWriter writer, CallNode call) => new(writer.IsSqlite
        ? $"{SqliteExpressionFunctions.Trim}({One(writer, call)})"
        : $"btrim({One(writer, call)}, {writer.Target.Parameter(ExpressionText.WhiteSpace, ExpressionType.Text)})");

    public static SqlFragment Lower(ExpressionSqlWriter writer, CallNode call) => writer.IsSqlite
        ? new($"{SqliteExpressionFunctions.Lower}({One(writer, call)})")
        : MapCase(writer, One(writer, call), "lower", ExpressionText.Lowering);

    public static SqlFragment Upper(ExpressionSqlWriter writer, CallNode call) => writer.IsSqlite
        ? new($"{SqliteExpressionFunctions.Upper}({One(writer, call)})")
        : MapCase(writer, One(writer, call), "upper", ExpressionText.Uppering);

    // PostgreSQL's own mapping hangs on the collation of the database; ASCII, the usual case, needs no table.
    private static SqlFragment MapCase(ExpressionSqlWriter writer, string text, string function, (string From, string To) table)
    {
        var from = writer.Target.Parameter(table.From, ExpressionType.Text);
        var to = writer.Target.Parameter(table.To, ExpressionType.Text);
        return new($"(SELECT CASE WHEN octet_length(q.v) = char_length(q.v) THEN {function}(q.v COLLATE \"C\") " +
            $"ELSE translate(q.v, {from}, {to}) END FROM (SELECT {text} AS v) AS q)");
    }

    private static string One(ExpressionSqlWriter writer, CallNode call) => writer.Sql(call.Arguments[0]);

    private static (string Text, string Part) Two(ExpressionSqlWriter writer, CallNode call) =>
        (writer.Sql(call.Arguments[0]), writer.Sql(call.Arguments[1]));
}
