using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Row rules written as expressions, as SQL conditions. Members are resolved without masks: a rule may look at what its subject may not.</summary>
internal static class RowExpressions
{
    /// <summary>The condition; <c>1=0</c> when the expression no longer fits the form, since a broken rule must not open rows.</summary>
    public static string Compile(QueryBuilder query, FormModel form, string alias, string source)
    {
        var options = new ExpressionOptions { AllowVolatile = true, Expect = ExpressionType.Boolean };
        var parsed = ExpressionParser.Parse(source, new FormExpressionSchema(form, query.Metadata), options);
        if (!parsed.Success || ExpressionSql.Check(parsed.Expression).Count > 0)
            return "1=0";
        return $"({ExpressionSql.Translate(parsed.Expression, new RecordSqlTarget(query, form, alias)).Sql})";
    }
}
