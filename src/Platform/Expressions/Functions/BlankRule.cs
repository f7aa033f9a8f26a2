namespace NoCodeCrm.Platform.Expressions;

/// <summary>What a blank argument does to a call.</summary>
internal enum BlankRule
{
    /// <summary>The result is blank, as in arithmetic.</summary>
    Blank,

    /// <summary>The result is false, as in a comparison.</summary>
    False,

    /// <summary>The function looks at blanks itself.</summary>
    Seen,
}
