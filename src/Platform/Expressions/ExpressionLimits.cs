namespace NoCodeCrm.Platform.Expressions;

/// <summary>The bounds of one expression: of its source when it is saved, of its run when it is evaluated.</summary>
public static class ExpressionLimits
{
    /// <summary>Characters of source.</summary>
    public const int SourceLength = 4_000;

    /// <summary>Levels of the tree; a chain <c>a + b + c</c> is one level deeper for each operator.</summary>
    public const int Depth = 64;

    /// <summary>Significant digits of a number literal: as many as a JSON number keeps through a browser.</summary>
    public const int NumberDigits = 15;

    /// <summary>Characters of a text that <c>+</c> may build.</summary>
    public const int TextLength = 1_000_000;

    internal const int Statements = 1_000;
    internal const int Recursion = 16;
    internal const long MemoryBytes = 64L * 1024 * 1024;

    // Our scripts cannot loop, so time only guards against the unforeseen; a cold start on a busy machine must pass.
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(5);
}
