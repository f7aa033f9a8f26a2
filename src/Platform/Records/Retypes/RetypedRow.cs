using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>What becomes of one value.</summary>
public enum RetypeVerdict
{
    Blank,
    Converts,

    /// <summary>It was left as it is in its former column and comes back from there.</summary>
    Returns,

    /// <summary>It does not fit: blank from now on, kept where it was.</summary>
    Fails,
}

/// <summary>One record of a retype. Old: its value. Present: what the new column holds so far. Value: what it shall hold.</summary>
public sealed record RetypedRow(long Id, bool IsDeleted, object? Old, object? Present, object? Value, RetypeVerdict Verdict, Problem? Problem);
