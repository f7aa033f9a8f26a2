namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// How a column holds its value. On SQLite a Number is a 64-bit integer, the value times ten to the power of
/// <paramref name="Scale"/>; elsewhere, and for other types, the scale is 0 and means nothing.
/// </summary>
public sealed record ColumnShape(int Scale);
