namespace NoCodeCrm.Platform.Expressions;

/// <summary>What an argument must be beyond its type.</summary>
internal enum ArgumentKind
{
    /// <summary>Any expression.</summary>
    Value,

    /// <summary>A text written in the source, so that it can be checked when the expression is saved.</summary>
    Text,

    /// <summary>A whole number from 0 to 15 written in the source.</summary>
    Digits,

    /// <summary>A field of the record itself; the function receives the field, not its value.</summary>
    Field,
}
