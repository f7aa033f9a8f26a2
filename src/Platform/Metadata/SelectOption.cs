namespace NoCodeCrm.Platform.Metadata;

/// <summary>One choice of a select field. Hidden: kept for old records, no longer offered.</summary>
public sealed record SelectOption(string Key, LocalizedText Title, bool Hidden);
