using static NoCodeCrm.Platform.Expressions.ExpressionType;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>What the record was before this save, and who is saving it.</summary>
internal static class RecordFunctions
{
    private static readonly ExpressionParameter Field =
        new("field", Enum.GetValues<ExpressionType>()) { Kind = ArgumentKind.Field };

    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        new()
        {
            Name = "changed",
            Parameters = [Field],
            Result = _ => ExpressionType.Boolean,
            Apply = (a, context) => context.Changed(((MemberNode)a[0]!).Path),
            ReadsChange = true,
        },
        new()
        {
            Name = "prior",
            Parameters = [Field],
            Result = types => types[0],
            Apply = (a, context) => Prior((MemberNode)a[0]!, context),
            ReadsChange = true,
        },
        new()
        {
            Name = "hasRole",
            Parameters = [new("role", Text) { Kind = ArgumentKind.Text }],
            Result = _ => ExpressionType.Boolean,
            Apply = (a, context) => context.HasRole((string)a[0]!),
            ToSql = (writer, call) => writer.Truth(writer.Target.HasRole(TextOf(call))),
            IsVolatile = true,
        },
        new()
        {
            Name = "isMember",
            Parameters = [new("team", Text) { Kind = ArgumentKind.Text }],
            Result = _ => ExpressionType.Boolean,
            Apply = (a, context) => context.IsMember((string)a[0]!),
            ToSql = (writer, call) => writer.Truth(writer.Target.IsMember(TextOf(call))),
            IsVolatile = true,
        },
    ];

    private static object? Prior(MemberNode field, IExpressionContext context) =>
        ExpressionValues.Enter(context.Prior(field.Path), field.Type, field.Path);

    private static string TextOf(CallNode call) => (string)((LiteralNode)call.Arguments[0]).Value!;
}
