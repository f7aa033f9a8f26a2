using static NoCodeCrm.Platform.Expressions.ExpressionType;

namespace NoCodeCrm.Platform.Expressions;

internal static class ListFunctions
{
    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        new()
        {
            Name = "includes",
            Parameters = [new("list", TextList, ReferenceList), new("value", Text, Reference)],
            Result = types => (types[0], types[1]) is (TextList, Text) or (ReferenceList, Reference) ? ExpressionType.Boolean : null,
            Apply = (a, _) => a[0] is IReadOnlyList<string> texts
                ? texts.Contains((string)a[1]!)
                : ((IReadOnlyList<long>)a[0]!).Contains((long)a[1]!),
            ToSql = (writer, call) => writer.Includes(call.Arguments[0], call.Arguments[1]),
            Blanks = BlankRule.False,
        },
    ];
}
