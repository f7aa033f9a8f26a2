namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// The date functions in SQL, with the meaning of <see cref="ExpressionDates"/>: on SQLite by calling it, on PostgreSQL by
/// interval arithmetic over timestamps without zone, guarded so that nothing overflows.
/// </summary>
internal static class DateSql
{
    // The days of 0001-01-01 and 9999-12-31 counted from 1970-01-01.
    private const int FirstDay = -719_162;
    private const int LastDay = 2_932_896;

    public static SqlFragment Add(ExpressionSqlWriter writer, CallNode call)
    {
        var date = writer.Sql(call.Arguments[0]);
        var amount = writer.Write(call.Arguments[1]);
        var unit = Unit(call);
        var isDate = call.Type == ExpressionType.Date;
        if (writer.IsSqlite)
        {
            var function = isDate ? SqliteExpressionFunctions.DateAdd : SqliteExpressionFunctions.InstantAdd;
            return new($"{function}({date}, {amount.Sql}, {amount.Scale}, '{unit}')");
        }

        var (step, factor, position, first, last) = unit is "day" or "week"
            ? ("days", unit == "week" ? 7 : 1, "floor(extract(epoch FROM q.d) / 86400)", FirstDay, LastDay)
            : ("months", unit == "year" ? 12 : 1, "extract(year FROM q.d) * 12 + extract(month FROM q.d) - 1", 12, 119_999);

        // The bounds of the cast keep the planner, which computes constants early, from overflowing.
        var interval = $"make_interval({step} => CAST(least(greatest(q.n, -4000000), 4000000) AS integer))";
        var sum = isDate ? $"CAST(q.d + {interval} AS date)" : $"((q.d + {interval}) AT TIME ZONE 'UTC')";
        return new($"(SELECT CASE WHEN {position} + q.n BETWEEN {first} AND {last} THEN {sum} END " +
            $"FROM (SELECT {Timestamp(date, isDate)} AS d, trunc(CAST({amount.Sql} AS numeric)) * {factor} AS n) AS q)");
    }

    public static SqlFragment Difference(ExpressionSqlWriter writer, CallNode call)
    {
        var (from, to) = (writer.Sql(call.Arguments[0]), writer.Sql(call.Arguments[1]));
        var unit = Unit(call);
        var isDate = call.Arguments[0].Type == ExpressionType.Date;
        if (writer.IsSqlite)
        {
            var function = isDate ? SqliteExpressionFunctions.DateDiff : SqliteExpressionFunctions.InstantDiff;
            return new($"{function}({from}, {to}, '{unit}')");
        }

        var rows = $"(SELECT {Timestamp(from, isDate)} AS a, {Timestamp(to, isDate)} AS b)";
        if (unit is "day" or "week")
        {
            return new($"(SELECT trunc(extract(epoch FROM (q.b - q.a)) / {(unit == "week" ? 604_800 : 86_400)}) FROM {rows} AS q)");
        }

        const string Months = "CAST((extract(year FROM q.b) - extract(year FROM q.a)) * 12 " +
            "+ extract(month FROM q.b) - extract(month FROM q.a) AS integer)";
        const string Whole = "p.m - CASE WHEN p.m > 0 AND p.a + make_interval(months => p.m) > p.b THEN 1 " +
            "WHEN p.m < 0 AND p.a + make_interval(months => p.m) < p.b THEN -1 ELSE 0 END";
        return new($"(SELECT trunc(({Whole}) / CAST({(unit == "year" ? 12 : 1)} AS numeric)) " +
            $"FROM (SELECT q.a, q.b, {Months} AS m FROM {rows} AS q) AS p)");
    }

    public static SqlFragment Part(ExpressionSqlWriter writer, CallNode call, string part, int start, int length)
    {
        var date = writer.Sql(call.Arguments[0]);
        return new(writer.IsSqlite
            ? $"CAST(substr({date}, {start}, {length}) AS INTEGER)"
            : $"extract({part} FROM {date})");
    }

    private static string Unit(CallNode call) => (string)((LiteralNode)call.Arguments[2]).Value!;

    private static string Timestamp(string sql, bool isDate) =>
        isDate ? $"CAST({sql} AS timestamp)" : $"({sql} AT TIME ZONE 'UTC')";
}
