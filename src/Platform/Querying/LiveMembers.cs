using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Formulas that are not stored, as SQL at the place where a column would stand.</summary>
internal static class LiveMembers
{
    /// <summary>Null when the formula no longer fits its form; the member then reads as one that does not exist.</summary>
    public static MemberSql? Resolve(QueryBuilder query, FormModel form, string alias, FieldDefinition field, string path)
    {
        if (field.Formula is not { } formula)
            return null;
        var text = ExpressionSql.Translate(formula, new RecordSqlTarget(query, form, alias));
        var isNumber = field.Type.Expression == ExpressionType.Number;
        // A value with more digits than the field shows keeps them; it is rounded where it is shown.
        var kind = isNumber && text.Scale > 0 ? ColumnKind.Decimal : field.Type.Column;
        return new MemberSql
        {
            Path = path,
            Sql = isNumber ? query.Dialect.AsNumber(text.Sql, kind) : text.Sql,
            Kind = kind,
            Scale = query.Dialect is SqliteDialect ? text.Scale : field.Scale,
            Form = form,
            Alias = alias,
            Field = field,
            References = field.Targets is [var target] ? target : null,
        };
    }
}
