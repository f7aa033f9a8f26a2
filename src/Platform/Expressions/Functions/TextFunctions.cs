using static NoCodeCrm.Platform.Expressions.ExpressionType;

namespace NoCodeCrm.Platform.Expressions;

internal static class TextFunctions
{
    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        Search("contains", (text, part) => text.Contains(part, StringComparison.Ordinal), TextSql.Contains),
        Search("startsWith", ExpressionText.StartsWith, TextSql.StartsWith),
        Search("endsWith", ExpressionText.EndsWith, TextSql.EndsWith),
        Change("lower", ExpressionText.Lower, TextSql.Lower),
        Change("upper", ExpressionText.Upper, TextSql.Upper),
        Change("trim", ExpressionText.Trim, TextSql.Trim),
        new()
        {
            Name = "length",
            Parameters = [new("text", Text)],
            Result = _ => Number,
            Apply = (a, _) => (decimal)ExpressionText.Length((string)a[0]!),
            ToSql = TextSql.Length,
        },
    ];

    private static ExpressionFunction Search(
        string name, Func<string, string, bool> test, Func<ExpressionSqlWriter, CallNode, SqlFragment> toSql) => new()
        {
            Name = name,
            Parameters = [new("text", Text), new("part", Text)],
            Result = _ => ExpressionType.Boolean,
            Apply = (a, _) => test((string)a[0]!, (string)a[1]!),
            ToSql = toSql,
            Blanks = BlankRule.False,
        };

    private static ExpressionFunction Change(
        string name, Func<string, string> change, Func<ExpressionSqlWriter, CallNode, SqlFragment> toSql) => new()
        {
            Name = name,
            Parameters = [new("text", Text)],
            Result = _ => Text,
            Apply = (a, _) => change((string)a[0]!),
            ToSql = toSql,
        };
}
