namespace NoCodeCrm.Platform.Expressions;

internal static class BlankFunctions
{
    private static readonly ExpressionType[] Any = Enum.GetValues<ExpressionType>();

    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        new()
        {
            Name = "isBlank",
            Parameters = [new("value", Any)],
            Result = _ => ExpressionType.Boolean,
            Apply = (a, _) => a[0] is null,
            ToSql = (writer, call) => writer.IsBlank(call.Arguments[0]),
            Blanks = BlankRule.Seen,
        },
        new()
        {
            Name = "coalesce",
            Parameters = [new("value", Any) { IsRepeated = true }],
            Result = ExpressionTypes.Common,
            Apply = (a, _) => a.FirstOrDefault(value => value is not null),
            ToSql = (writer, call) => writer.Coalesce(call.Arguments),
            Blanks = BlankRule.Seen,
        },
    ];
}
