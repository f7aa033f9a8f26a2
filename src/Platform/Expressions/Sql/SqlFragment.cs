namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// A piece of SQL that binds tighter than any operator. <paramref name="IsDefinite"/>: a condition that is never NULL.
/// </summary>
internal sealed record SqlFragment(string Sql, int Scale = 0, bool IsDefinite = false);
