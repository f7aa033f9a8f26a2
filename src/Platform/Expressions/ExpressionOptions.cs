namespace NoCodeCrm.Platform.Expressions;

/// <summary>What the place of an expression permits.</summary>
public sealed record ExpressionOptions
{
    /// <summary>The type that the result must have; null accepts any. A <c>null</c> literal fits every type.</summary>
    public ExpressionType? Expect { get; init; }

    /// <summary>
    /// Whether <c>today() now()</c> and the actor's <c>hasRole() isMember()</c> may be used. False in stored formulas,
    /// whose value may depend on the record alone.
    /// </summary>
    public bool AllowVolatile { get; init; }

    /// <summary>Whether <c>changed() prior()</c> may be used: only where a save is being judged.</summary>
    public bool AllowChange { get; init; }
}
