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
        return $"({ExpressionSql.Translate(parsed.Expression, new Target(query, form, alias)).Sql})";
    }

    private sealed class Target(QueryBuilder query, FormModel form, string alias) : IExpressionSqlTarget
    {
        public ExpressionSqlDialect Dialect => query.Dialect is PostgreSqlDialect ? ExpressionSqlDialect.PostgreSql : ExpressionSqlDialect.Sqlite;

        public string Column(string path) => Member(path).Sql;

        public ColumnShape ShapeOf(string path) => new(query.Dialect is SqliteDialect ? Member(path).Scale : 0);

        public string ListIncludes(string path, string valueSql) =>
            $"EXISTS (SELECT 1 FROM {Member(path).LinkTable} x WHERE x.record_id = {Member(path).Sql} AND x.value = {valueSql})";

        public string ListIsEmpty(string path) => $"NOT EXISTS (SELECT 1 FROM {Member(path).LinkTable} x WHERE x.record_id = {Member(path).Sql})";

        public string Parameter(object? value, ExpressionType type) => value switch
        {
            DateOnly day => query.Parameter(ColumnKind.Date, day, 0),
            DateTimeOffset instant => query.Parameter(ColumnKind.Instant, instant, 0),
            bool flag => query.Parameter(ColumnKind.Boolean, flag, 0),
            _ => query.Parameter(value),
        };

        public string Today() => query.Parameter(ColumnKind.Date, query.Clock.Today, 0);

        public string Now() => query.Parameter(ColumnKind.Instant, query.Clock.Now, 0);

        public bool HasRole(string role) => query.Access.Actor.Roles.Contains(role);

        public bool IsMember(string team) => false; // teams by key arrive with team rules; until then nobody is a member

        private MemberSql Member(string path) => query.Resolve(form, alias, path, unmasked: true)
            ?? throw new InvalidOperationException($"The checked member '{path}' does not resolve.");
    }
}
