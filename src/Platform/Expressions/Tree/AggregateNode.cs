namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// A value over the records that point to this one: <c>count(activities, type == 'call')</c>, <c>max(activities.happened_on)</c>.
/// <para>List: the name of the relation on this side. Path: what is aggregated, from the pointing record; null for count.
/// Condition: over the pointing record, the asking one being <c>outer</c>; null takes all. Source: as written, which names the value during one evaluation.</para>
/// <para>Over no record count and sum are 0, min and max blank.</para>
/// </summary>
public sealed record AggregateNode(
    AggregateFunction Function, string List, string? Path, CheckedExpression? Condition, string Source, ExpressionType Type, int Position)
    : ExpressionNode(Type, Position)
{
    /// <summary>What a path begins with that is read from the record that asks.</summary>
    public const string Outer = "outer.";

    /// <summary>Every path that is read, from the pointing record.</summary>
    public IEnumerable<string> Members =>
        [.. Path is null ? [] : new[] { Path }, .. (Condition?.Members ?? Enumerable.Empty<string>()).Where(m => !m.StartsWith(Outer, StringComparison.Ordinal))];

    /// <summary>Every path that the condition reads from the record that asks.</summary>
    public IEnumerable<string> OuterMembers =>
        (Condition?.Members ?? Enumerable.Empty<string>()).Where(m => m.StartsWith(Outer, StringComparison.Ordinal)).Select(m => m[Outer.Length..]);
}
