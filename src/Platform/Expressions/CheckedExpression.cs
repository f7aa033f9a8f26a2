namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// An expression that parsed, used only what is allowed, and has a type. Immutable and safe to share between threads;
/// keep it, since evaluation prepares its script once per instance. Only <see cref="ExpressionParser"/> makes one.
/// </summary>
public sealed class CheckedExpression
{
    internal CheckedExpression(
        string source, ExpressionNode root, IReadOnlySet<string> members, IReadOnlyList<AggregateNode> aggregates, bool isVolatile)
    {
        Source = source;
        Root = root;
        Members = members;
        Aggregates = aggregates;
        IsVolatile = isVolatile;
    }

    public string Source { get; }

    public ExpressionNode Root { get; }

    public ExpressionType Type => Root.Type;

    /// <summary>Every path that the expression reads, those inside <c>changed()</c> and <c>prior()</c> included.</summary>
    public IReadOnlySet<string> Members { get; }

    /// <summary>What the expression asks of related records.</summary>
    public IReadOnlyList<AggregateNode> Aggregates { get; }

    /// <summary>Whether the result depends on the clock, the actor or other records, so that it may not be stored.</summary>
    public bool IsVolatile { get; }

    /// <summary>
    /// The tree for an interpreter elsewhere: <c>{"source", "type", "volatile", "members", "root"}</c>, where each node has
    /// <c>kind</c> (literal, member, unary, binary, logical, conditional, call, list, aggregate) and <c>type</c>. Numbers are JSON numbers of at most 15 digits.
    /// </summary>
    public string ToJson() => ExpressionJson.Write(this);

    public override string ToString() => Source;
}
