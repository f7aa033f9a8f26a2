namespace NoCodeCrm.Platform.Expressions;

/// <summary>One parameter: the types that it takes, and what else its argument must be.</summary>
internal sealed record ExpressionParameter(string Name, params ExpressionType[] Types)
{
    public ArgumentKind Kind { get; init; } = ArgumentKind.Value;

    /// <summary>The texts that an argument of kind <see cref="ArgumentKind.Text"/> may be; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Whether further arguments of this kind may follow.</summary>
    public bool IsRepeated { get; init; }
}
