namespace NoCodeCrm.Platform.Expressions;

/// <summary>The stable codes of <see cref="ExpressionProblem"/>.</summary>
public static class ExpressionCodes
{
    public const string Syntax = "expression.syntax";
    public const string Unsupported = "expression.unsupported";
    public const string UnknownMember = "expression.unknown_member";
    public const string UnknownFunction = "expression.unknown_function";
    public const string UnknownList = "expression.unknown_list";
    public const string Arity = "expression.arity";
    public const string Argument = "expression.argument";
    public const string Type = "expression.type";
    public const string Number = "expression.number";
    public const string Text = "expression.text";
    public const string BlankComparison = "expression.blank_comparison";
    public const string Volatile = "expression.volatile";
    public const string Change = "expression.change";
    public const string TooLong = "expression.too_long";
    public const string TooDeep = "expression.too_deep";
    public const string NoSql = "expression.no_sql";
}
