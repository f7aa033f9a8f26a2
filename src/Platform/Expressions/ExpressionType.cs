namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// The type of an expression and of the fields that it reads. In C# a value is <c>decimal</c> (Number), <c>string</c>,
/// <c>bool</c>, <c>DateOnly</c>, <c>DateTimeOffset</c> (Instant, whole milliseconds, UTC), <c>IReadOnlyList&lt;string&gt;</c>,
/// <c>long</c> (Reference: a record id) or <c>IReadOnlyList&lt;long&gt;</c>; blank is null in every type, and a list
/// without elements is blank. <see cref="Blank"/> alone is the type of the literal <c>null</c>.
/// </summary>
public enum ExpressionType
{
    Blank,
    Number,
    Text,
    Boolean,
    Date,
    Instant,
    TextList,
    Reference,
    ReferenceList,
}
