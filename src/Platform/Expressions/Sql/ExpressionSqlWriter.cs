namespace NoCodeCrm.Platform.Expressions;

/// <summary>Writes one expression for one target. Every sub-expression is written once, so the SQL grows as the source does.</summary>
internal sealed class ExpressionSqlWriter(IExpressionSqlTarget target)
{
    public IExpressionSqlTarget Target { get; } = target;

    public bool IsSqlite => Target.Dialect == ExpressionSqlDialect.Sqlite;

    public SqlFragment Write(ExpressionNode node) => node switch
    {
        LiteralNode literal => Literal(literal),
        MemberNode { Type: ExpressionType.Number } member => new(Target.Column(member.Path), Scale(member)),
        MemberNode member => new(Target.Column(member.Path)),
        UnaryNode { Operator: UnaryOperator.Not } not => new($"(NOT {Condition(not.Operand)})", IsDefinite: true),
        UnaryNode negate => Negate(Write(negate.Operand)),
        LogicalNode logical => Logic(logical),
        ConditionalNode choice => Choice(choice),
        BinaryNode { Type: ExpressionType.Text } join => new($"({Sql(join.Left)} || {Sql(join.Right)})"),
        BinaryNode { Left.Type: ExpressionType.Number } comparison when IsSqlite => SqliteNumberSql.Compare(this, comparison),
        BinaryNode comparison => Compare(comparison),
        CallNode call => Call(call),
        AggregateNode aggregate => Aggregate(aggregate),
        _ => throw new InvalidOperationException($"No SQL for {node.GetType().Name}."),
    };

    public string Sql(ExpressionNode node) => Write(node).Sql;

    public SqlFragment Truth(bool value) => new(TruthSql(value), IsDefinite: true);

    /// <summary>A condition that is never NULL: what is blank is not met.</summary>
    public SqlFragment Definite(string sql) => new($"COALESCE({sql}, {TruthSql(false)})", IsDefinite: true);

    public SqlFragment IsBlank(ExpressionNode node) => node is MemberNode member && member.Type.IsList()
        ? new($"({Target.ListIsEmpty(member.Path)})", IsDefinite: true)
        : new($"({Sql(node)} IS NULL)", IsDefinite: true);

    public SqlFragment Includes(ExpressionNode list, ExpressionNode value) => list is ListNode written
        ? Definite($"{Exactly(value)} IN ({string.Join(", ", written.Items.Select(Sql))})")
        : Definite(Target.ListIncludes(((MemberNode)list).Path, Sql(value)));

    public SqlFragment Coalesce(IReadOnlyList<ExpressionNode> nodes)
    {
        var (values, scale) = Alike(nodes);
        return values.Count == 1 ? new(values[0], scale) : new($"COALESCE({string.Join(", ", values)})", scale);
    }

    private string TruthSql(bool value) => (IsSqlite, value) switch
    {
        (true, true) => "1",
        (true, false) => "0",
        (false, true) => "TRUE",
        (false, false) => "FALSE",
    };

    private string Condition(ExpressionNode node)
    {
        var fragment = Write(node);
        return fragment.IsDefinite ? fragment.Sql : Definite(fragment.Sql).Sql;
    }

    private SqlFragment Literal(LiteralNode literal) => literal.Value switch
    {
        null => new("NULL"),
        bool truth => Truth(truth),
        decimal number when IsSqlite => SqliteNumberSql.Literal(this, number),
        var value => new(Target.Parameter(value, literal.Type)),
    };

    private int Scale(MemberNode member) => IsSqlite ? Target.ShapeOf(member.Path).Scale : 0;

    private static SqlFragment Negate(SqlFragment operand) => operand with { Sql = $"(-{operand.Sql})" };

    private SqlFragment Logic(LogicalNode logical)
    {
        var word = logical.Operator == LogicalOperator.And ? "AND" : "OR";
        return new($"({Condition(logical.Left)} {word} {Condition(logical.Right)})", IsDefinite: true);
    }

    private SqlFragment Choice(ConditionalNode choice)
    {
        var test = Condition(choice.Test);
        var (values, scale) = Alike([choice.WhenMet, choice.Otherwise]);
        return new($"(CASE WHEN {test} THEN {values[0]} ELSE {values[1]} END)", scale);
    }

    private SqlFragment Compare(BinaryNode comparison)
    {
        var (left, right) = (Sql(comparison.Left), Sql(comparison.Right));
        var symbol = SqlSymbol(comparison.Operator);
        return comparison.Left.Type == ExpressionType.Text
            ? Definite($"{left}{Collation(comparison.Operator)} {symbol} {right}")
            : Definite($"{left} {symbol} {right}");
    }

    // Text compares by code point whatever the column's collation; a plain = already does in PostgreSQL, and so keeps its index.
    private string Collation(BinaryOperator op) =>
        IsSqlite ? " COLLATE BINARY" : op.IsOrdering() ? " COLLATE \"C\"" : "";

    private string Exactly(ExpressionNode value) =>
        value.Type == ExpressionType.Text ? Sql(value) + Collation(BinaryOperator.Equal) : Sql(value);

    private SqlFragment Call(CallNode call)
    {
        var function = ExpressionFunctions.Get(call.Function);
        var fragment = function.ToSql!(this, call);
        return function.Blanks == BlankRule.False && !fragment.IsDefinite ? Definite(fragment.Sql) : fragment;
    }

    private SqlFragment Aggregate(AggregateNode node)
    {
        var text = Target.Aggregate(node);
        return new(text.Sql, text.Scale);
    }

    // Values that meet in one column of SQL need one scale.
    private (IReadOnlyList<string> Values, int Scale) Alike(IReadOnlyList<ExpressionNode> nodes)
    {
        var fragments = nodes.Select(Write).ToList();
        var scale = fragments.Max(fragment => fragment.Scale);
        return (fragments.ConvertAll(fragment => SqliteNumberSql.Rescale(fragment, scale)), scale);
    }

    public static string SqlSymbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        _ => op.Symbol(),
    };
}
