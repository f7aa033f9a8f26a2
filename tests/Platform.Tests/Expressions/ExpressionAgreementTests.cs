using System.Data.Common;
using CsCheck;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>Random expressions over random records: the evaluator and the databases give one answer.</summary>
public sealed class ExpressionAgreementTests
{
    private const long Samples = 3_000;

    private static readonly ExpressionEvaluator Evaluator = new();

    private static readonly Dictionary<string, ExpressionType> Schema = new()
    {
        ["amount"] = ExpressionType.Number,
        ["rate"] = ExpressionType.Number,
        ["name"] = ExpressionType.Text,
        ["code"] = ExpressionType.Text,
        ["vip"] = ExpressionType.Boolean,
        ["opened"] = ExpressionType.Date,
        ["closed"] = ExpressionType.Date,
        ["at"] = ExpressionType.Instant,
    };

    private static readonly Gen<string> Texts =
        Gen.String[Gen.OneOf('a', 'B', 'ß', 'É', 'Σ', '合', ' ', '\u3000', '%', '_', 'İ', 'ﬀ'), 0, 4];

    private static readonly Gen<decimal> Cents = Gen.Int[-500, 500].Select(cents => cents / 100m);

    // A few days around leap days and the ends of the calendar, so that comparisons meet equal dates.
    private static readonly Gen<DateOnly> Dates = Gen.OneOf(
        Gen.Int[-40, 40].Select(day => new DateOnly(2024, 2, 29).AddDays(day)),
        Gen.OneOf(DateOnly.MinValue, DateOnly.MaxValue));

    private static readonly Gen<SampleRecord> Records =
        from amount in Cents.Nullable()
        from rate in Gen.Int[-50_000, 50_000].Select(parts => parts / 10_000m).Nullable()
        from name in Gen.Null(Texts)
        from code in Gen.Null(Texts)
        from vip in Gen.Bool.Nullable()
        from opened in Dates.Nullable()
        from closed in Dates.Nullable()
        from at in Gen.Long[-100_000_000_000, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds).Nullable()
        select new SampleRecord
        {
            Schema = Schema,
            Scales = new Dictionary<string, int> { ["amount"] = 2, ["rate"] = 4 },
            Values = new Dictionary<string, object?>
            {
                ["amount"] = amount,
                ["rate"] = rate,
                ["name"] = name,
                ["code"] = code,
                ["vip"] = vip,
                ["opened"] = opened,
                ["closed"] = closed,
                ["at"] = at,
            },
        };

    private static readonly Gen<string> Comparators = Gen.OneOf("==", "!=", "<", "<=", ">", ">=");

    private static readonly Gen<string> Units = Gen.OneOf("'day'", "'week'", "'month'", "'year'");

    [Fact]
    public void SQLite_agrees_with_the_evaluator_on_random_expressions()
    {
        using var connection = SqlConnections.OpenSqlite();
        AssertAgreement(connection);
    }

    [Fact]
    public void PostgreSQL_agrees_with_the_evaluator_on_random_expressions()
    {
        using var connection = SqlConnections.OpenPostgreSql();
        AssertAgreement(connection);
    }

    private static void AssertAgreement(DbConnection connection) =>
        Gen.Select(Gen.OneOf(Condition(4), Text(4), Number(4), Date(4)), Records).Sample(
            (source, record) =>
            {
                var expression = record.Parse(source);
                return Equals(Evaluator.Evaluate(expression, record), SqlSample.Evaluate(connection, expression, record));
            },
            iter: Samples,
            threads: 1,
            print: sample => $"{sample.Item1} over {string.Join(", ", sample.Item2.Values)}");

    private static Gen<string> Condition(int depth)
    {
        var leaf = Gen.OneOf("vip", "true", "false", "hasRole('boss')");
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Condition(depth - 1);
        var (text, number, date) = (Text(depth - 1), Number(depth - 1), Date(depth - 1));
        return Gen.OneOf(
            leaf,
            inner.Select(a => $"!({a})"),
            Gen.Select(inner, Gen.OneOf("&&", "||", "==", "!="), inner, (a, op, b) => $"(({a}) {op} ({b}))"),
            Gen.Select(text, Comparators, text, (a, op, b) => $"({a} {op} {b})"),
            Gen.Select(number, Comparators, number, (a, op, b) => $"({a} {op} {b})"),
            Gen.Select(date, Comparators, date, (a, op, b) => $"({a} {op} {b})"),
            Gen.Select(Gen.OneOf("contains", "startsWith", "endsWith"), text, text, (f, a, b) => $"{f}({a}, {b})"),
            Gen.Select(text, text, text, (a, b, c) => $"includes([{a}, {b}], {c})"),
            Gen.OneOf(inner, text, number, date).Select(a => $"isBlank({a})"),
            Choice(inner, inner));
    }

    private static Gen<string> Text(int depth)
    {
        var leaf = Gen.OneOf(Gen.OneOf("name", "code"), Texts.Select(text => $"'{text}'"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Text(depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.Select(Gen.OneOf("lower", "upper", "trim"), inner, (f, a) => $"{f}({a})"),
            Gen.Select(inner, inner, (a, b) => $"({a} + {b})"),
            Gen.Select(inner, inner, (a, b) => $"coalesce({a}, {b})"),
            Choice(Condition(depth - 1), inner));
    }

    private static Gen<string> Number(int depth)
    {
        var leaf = Gen.OneOf(Gen.OneOf("amount", "rate"), Gen.Int[-5_000, 5_000].Select(parts => $"{parts / 1000m}"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Number(depth - 1);
        var date = Date(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Select(a => $"(-{a})".Replace("--", "- -")),
            Text(depth - 1).Select(a => $"length({a})"),
            Gen.Select(Gen.OneOf("year", "month"), date, (f, a) => $"{f}({a})"),
            Gen.Select(date, date, Units, (a, b, unit) => $"dateDiff({a}, {b}, {unit})"),
            Gen.Select(Instant(depth - 1), Instant(depth - 1), Units, (a, b, unit) => $"dateDiff({a}, {b}, {unit})"),
            Gen.Select(inner, inner, (a, b) => $"coalesce({a}, {b})"),
            Choice(Condition(depth - 1), inner));
    }

    private static Gen<string> Date(int depth)
    {
        var leaf = Gen.OneOf("opened", "closed", "today()");
        return depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Gen.Select(Date(depth - 1), Number(depth - 1), Units, (a, n, unit) => $"dateAdd({a}, {n}, {unit})"),
                Choice(Condition(depth - 1), Date(depth - 1)));
    }

    private static Gen<string> Instant(int depth)
    {
        var leaf = Gen.OneOf("at", "now()");
        return depth == 0
            ? leaf
            : Gen.OneOf(leaf, Gen.Select(leaf, Number(depth - 1), Units, (a, n, unit) => $"dateAdd({a}, {n}, {unit})"));
    }

    private static Gen<string> Choice(Gen<string> test, Gen<string> result) =>
        Gen.Select(test, result, result, (a, b, c) => $"({a} ? {b} : {c})");
}
