namespace NoCodeCrm.Platform.Schema;

/// <summary>One keyword that a value breaks. Path: JSON pointer into the value, empty for the value itself.</summary>
public sealed record SchemaViolation(string Path, string Keyword);
